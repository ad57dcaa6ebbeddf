package dev.infrahub.quantumapilocal.domain;

import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;

/**
 * One row of the audit trail. It never holds data, a secret's value, a signature or a credential.
 *
 * @param action as {@link Action} names it, or one of the installation itself
 * @param apiKeyId empty when no good credential came
 * @param resource what it was done to, for example {@code key:<id>}
 * @param requestId the caller's X-Request-Id, or one that was given to it
 * @param detail a few words: a version, an algorithm, why it was refused
 */
public record AuditEntry(
        Instant at,
        String action,
        Outcome outcome,
        Optional<UUID> apiKeyId,
        Optional<String> apiKeyName,
        Optional<String> resource,
        String requestId,
        Optional<String> detail) {

    /** How it ended. */
    public enum Outcome {
        /** It was done. */
        OK,
        /** It was answered with the answer of before. */
        REPEATED,
        /** The caller may not: 401, 403, 429. */
        DENIED,
        /** It could not be done as asked: other 4xx. */
        REFUSED,
        /** The installation failed. */
        FAILED;

        public String text() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
