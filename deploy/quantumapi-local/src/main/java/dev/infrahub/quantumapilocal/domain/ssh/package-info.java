/** OpenSSH's certificates and key revocation lists, byte by byte: PROTOCOL.certkeys, PROTOCOL.krl, RFC 4251, RFC 4253. */
@NullMarked
package dev.infrahub.quantumapilocal.domain.ssh;

import org.jspecify.annotations.NullMarked;
