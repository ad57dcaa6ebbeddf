/** Why a service is in trouble, as far as what is known of it tells. */
@NullMarked
package dev.infrahub.chatservice.domain.incident;

import org.jspecify.annotations.NullMarked;
