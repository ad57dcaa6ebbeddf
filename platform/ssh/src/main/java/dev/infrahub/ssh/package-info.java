/**
 * OpenSSH's keys, signatures, certificates and revocation lists, byte by byte: RFC 4251, RFC 4253, PROTOCOL.certkeys,
 * PROTOCOL.krl. Formats, and nobody's policy.
 */
@NullMarked
package dev.infrahub.ssh;

import org.jspecify.annotations.NullMarked;
