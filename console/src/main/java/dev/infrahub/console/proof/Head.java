package dev.infrahub.console.proof;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A signed head of the log, and how the gateway's own copy of the log stands to it. */
public record Head(
        long seq,
        long size,
        String root,
        Instant at,
        String payload,
        String signature,
        String keyId,
        int keyVersion,
        String algorithm,
        String publicKey,
        String publicKeySha256,
        String standing,
        @Nullable String reason) {

    public boolean isVerified() {
        return standing.equals("verified");
    }
}
