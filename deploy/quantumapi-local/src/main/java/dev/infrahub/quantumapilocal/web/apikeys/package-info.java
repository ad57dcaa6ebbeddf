/** Credentials: made, listed and revoked. */
@NullMarked
package dev.infrahub.quantumapilocal.web.apikeys;

import org.jspecify.annotations.NullMarked;
