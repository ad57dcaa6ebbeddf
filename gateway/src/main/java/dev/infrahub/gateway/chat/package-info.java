/** Questions about the infrastructure, answered from what the caller may read. */
@NullMarked
package dev.infrahub.gateway.chat;

import org.jspecify.annotations.NullMarked;
