/** SSH certificates: issued, shown, revoked; and what hosts need to trust them. */
@NullMarked
package dev.infrahub.gateway.ssh;

import org.jspecify.annotations.NullMarked;
