package dev.infrahub.cabsigner.domain;

import dev.infrahub.proofs.Digest;
import dev.infrahub.proofs.Dsse;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.UUID;

/**
 * Evidence that is sealed and kept.
 *
 * @param contentHash {@link Submission#contentHash}
 * @param eventId of the event that asked for it
 */
public record SealedEvidence(
        String changeRequestId,
        String client,
        String contentHash,
        Dsse envelope,
        String keyId,
        int keyVersion,
        Instant sealedAt,
        UUID eventId,
        long leafIndex) {

    public ChangeKey change() {
        return new ChangeKey(client, changeRequestId);
    }

    /** Out of the envelope's hash: whoever asks for evidence by its id can tell whether it is what they asked for. */
    public UUID id() {
        return Digest.id(bytes());
    }

    /** SHA-256 of the file. */
    public String hash() {
        return Digest.of(bytes());
    }

    private byte[] bytes() {
        return envelope.text().getBytes(StandardCharsets.UTF_8);
    }
}
