package dev.infrahub.console.proof;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A key that signs, and whose it is. */
public record KeyUse(
        String keyId,
        @Nullable String client,
        @Nullable String usedBy,
        String usedFor,
        String algorithm,
        int keyVersion,
        String fingerprint,
        @Nullable Instant firstUsedAt) {}
