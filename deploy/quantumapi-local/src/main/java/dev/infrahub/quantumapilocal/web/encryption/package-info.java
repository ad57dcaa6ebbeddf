/** Payloads: encrypted and decrypted. */
@NullMarked
package dev.infrahub.quantumapilocal.web.encryption;

import org.jspecify.annotations.NullMarked;
