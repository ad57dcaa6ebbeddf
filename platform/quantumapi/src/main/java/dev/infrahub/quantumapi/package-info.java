/**
 * QuantumAPI: keys that stay there, signatures, encryption, secrets and SSH certificates.
 *
 * <p>A service imports {@link dev.infrahub.quantumapi.QuantumApiConfiguration} and {@code classpath:quantumapi.yaml}, and
 * takes {@link dev.infrahub.quantumapi.QuantumApi}. What fails is a {@link dev.infrahub.faults.Fault}; without a key every
 * call is {@code quantumapi.unavailable}.
 */
@NullMarked
package dev.infrahub.quantumapi;

import org.jspecify.annotations.NullMarked;
