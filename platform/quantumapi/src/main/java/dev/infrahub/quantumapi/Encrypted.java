package dev.infrahub.quantumapi;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.UUID;

/**
 * @param payload opaque; holds all that {@link QuantumApi#decrypt} needs but the associated data
 * @param algorithm for example {@code ML-KEM-768+AES-256-GCM}
 */
public record Encrypted(
        @JsonProperty("encryptedPayload") String payload, UUID keyId, int keyVersion, String algorithm) {}
