package dev.infrahub.gateway.domain;

import dev.infrahub.proofs.Seal;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A public key under which the hub has seen a good signature: what an auditor compares a file's keys with.
 *
 * @param fingerprint {@code SHA256:} and the base64url of the SHA-256 of the SubjectPublicKeyInfo
 * @param usedFor approval, evidence, report or tree-head
 * @param usedBy whose own it is; null for the hub's
 * @param client for which it was used; null for the hub's
 * @param publicKey Base64 of the SubjectPublicKeyInfo
 */
public record SigningKey(
        String fingerprint,
        String usedFor,
        @Nullable String usedBy,
        @Nullable String client,
        String keyId,
        int keyVersion,
        String algorithm,
        String publicKey,
        Instant firstUsedAt) {

    /** One of the hub's own. */
    public static SigningKey ofHub(String usedFor, Seal seal, Instant at) {
        return new SigningKey(
                seal.fingerprint(),
                usedFor,
                null,
                null,
                seal.keyId(),
                seal.keyVersion(),
                seal.algorithm(),
                seal.publicKey(),
                at);
    }
}
