/** What was heard, and what was said. */
@NullMarked
package dev.infrahub.chatservice.store;

import org.jspecify.annotations.NullMarked;
