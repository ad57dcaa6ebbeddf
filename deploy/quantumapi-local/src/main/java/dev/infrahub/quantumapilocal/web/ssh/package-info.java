/** SSH certificate authorities, certificates and revocation lists. */
@NullMarked
package dev.infrahub.quantumapilocal.web.ssh;

import org.jspecify.annotations.NullMarked;
