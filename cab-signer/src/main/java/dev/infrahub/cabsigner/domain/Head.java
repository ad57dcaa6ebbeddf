package dev.infrahub.cabsigner.domain;

import dev.infrahub.proofs.Digest;
import dev.infrahub.proofs.Frontier;
import dev.infrahub.proofs.Merkle;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

/**
 * The ends of the chain of decisions and of the log.
 *
 * @param sequence of the last decision, 0 where there is none
 * @param hash SHA-256 of its payload
 */
public record Head(long sequence, String hash, Frontier log) {

    /** A leaf that was appended, and the head with it. */
    public record Appended(Head head, long leafIndex, String leafHash, LogEntry entry) {}

    public Appended append(LogEntry entry) {
        byte[] leaf = Merkle.leafHash(entry.text().getBytes(StandardCharsets.UTF_8));
        return new Appended(
                new Head(sequence, hash, log.append(leaf)),
                log.size(),
                HexFormat.of().formatHex(leaf),
                entry);
    }

    public Appended append(Decision decision, String payload, LogEntry entry) {
        return new Head(decision.sequence(), Digest.of(payload), log).append(entry);
    }
}
