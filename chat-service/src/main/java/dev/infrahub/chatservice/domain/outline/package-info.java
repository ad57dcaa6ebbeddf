/** Services that are outlined from a description. */
@NullMarked
package dev.infrahub.chatservice.domain.outline;

import org.jspecify.annotations.NullMarked;
