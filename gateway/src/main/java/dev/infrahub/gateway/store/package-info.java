/** SQL of the gateway's tables. */
@NullMarked
package dev.infrahub.gateway.store;

import org.jspecify.annotations.NullMarked;
