/** The transparency log: its signed heads, and proofs from the gateway's own copy of its leaf hashes. */
@NullMarked
package dev.infrahub.gateway.log;

import org.jspecify.annotations.NullMarked;
