/** What components are, as their files show it. */
@NullMarked
package dev.infrahub.chatservice.domain.component;

import org.jspecify.annotations.NullMarked;
