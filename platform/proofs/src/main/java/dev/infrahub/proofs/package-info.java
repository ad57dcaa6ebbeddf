/**
 * What proves, and what verifies it: ML-DSA signatures, canonical JSON, Merkle trees. Needs nothing but the bytes it is given,
 * so that an auditor's machine can run it.
 */
@NullMarked
package dev.infrahub.proofs;

import org.jspecify.annotations.NullMarked;
