/**
 * The local installation of QuantumAPI: keeps post-quantum keys and secrets, signs and encrypts with them, certifies SSH
 * keys, and guarantees that nothing is answered before it and its audit row are committed.
 */
@NullMarked
package dev.infrahub.quantumapilocal;

import org.jspecify.annotations.NullMarked;
