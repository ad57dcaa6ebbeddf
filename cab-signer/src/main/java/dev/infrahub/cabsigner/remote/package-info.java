/** Approvers' keys, which QuantumAPI holds. */
@NullMarked
package dev.infrahub.cabsigner.remote;

import org.jspecify.annotations.NullMarked;
