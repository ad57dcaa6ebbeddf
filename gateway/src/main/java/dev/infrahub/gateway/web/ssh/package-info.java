/** SSH certificates: issued, shown, revoked; and what hosts need to trust them. */
@NullMarked
package dev.infrahub.gateway.web.ssh;

import org.jspecify.annotations.NullMarked;
