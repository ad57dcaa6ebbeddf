package dev.infrahub.quantumapi;

import java.util.UUID;

/**
 * @param payload opaque; holds all that {@link QuantumApi#decrypt} needs but the associated data
 * @param algorithm for example {@code ML-KEM-768+AES-256-GCM}
 */
public record Encrypted(String payload, UUID keyId, int keyVersion, String algorithm) {}
