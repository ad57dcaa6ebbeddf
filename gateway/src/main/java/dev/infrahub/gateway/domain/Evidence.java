package dev.infrahub.gateway.domain;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * Sealed evidence, as it is listed and answered; the file is asked for by its id.
 *
 * @param evidenceId made of the hash
 * @param evidenceHash SHA-256 of the file's bytes, 64 hex digits
 * @param signature Base64, the envelope's
 * @param publicKey Base64 of the SubjectPublicKeyInfo
 * @param keyFingerprint {@code SHA256:} and the base64url of the public key's SHA-256
 * @param leafIndex of the sealing, in the log
 * @param downloadUrl opens the file for whoever holds it, without an account
 */
public record Evidence(
        UUID evidenceId,
        String changeRequestId,
        String client,
        String evidenceHash,
        String signature,
        String keyId,
        int keyVersion,
        String algorithm,
        String publicKey,
        String keyFingerprint,
        Instant sealedAt,
        long leafIndex,
        String downloadUrl) {

    /** Which evidence a list shows; the newest first. */
    public record Filter(
            Optional<String> client, Optional<String> changeRequestId, Optional<Instant> before, int limit) {}
}
