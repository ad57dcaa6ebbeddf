/** Machines of others that are asked. */
@NullMarked
package dev.infrahub.chatservice.remote;

import org.jspecify.annotations.NullMarked;
