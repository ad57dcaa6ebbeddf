package dev.infrahub.gateway.log;

import dev.infrahub.proofs.SignedTreeHead;
import java.util.Locale;
import java.util.Optional;

/**
 * A signed tree head that was heard, and what the gateway's own copy of the log says of it.
 *
 * @param reason in one sentence; empty for a verified one
 */
public record HeardHead(SignedTreeHead signed, Standing standing, Optional<String> reason) {

    /** What was found of a head. */
    public enum Standing {
        /** The log's signature, over the root of our own copy. */
        VERIFIED,
        /** Not the log's signature, or of another log than our copy: somebody rewrote history, or forged a head. */
        DISPUTED,
        /** Leaves before it never came, so nobody here can say. */
        INCOMPLETE;

        public String text() {
            return name().toLowerCase(Locale.ROOT);
        }

        public static Standing of(String text) {
            return valueOf(text.toUpperCase(Locale.ROOT));
        }
    }

    public static HeardHead verified(SignedTreeHead signed) {
        return new HeardHead(signed, Standing.VERIFIED, Optional.empty());
    }

    public static HeardHead disputed(SignedTreeHead signed, String reason) {
        return new HeardHead(signed, Standing.DISPUTED, Optional.of(reason));
    }

    public static HeardHead incomplete(SignedTreeHead signed, String reason) {
        return new HeardHead(signed, Standing.INCOMPLETE, Optional.of(reason));
    }
}
