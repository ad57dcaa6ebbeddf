package dev.infrahub.gateway.log;

import dev.infrahub.proofs.SignedTreeHead;
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
        VERIFIED("verified"),
        /** Not the log's signature, or of another log than our copy: somebody rewrote history, or forged a head. */
        DISPUTED("disputed"),
        /** Leaves before it never came, so nobody here can say. */
        INCOMPLETE("incomplete");

        private final String text;

        Standing(String text) {
            this.text = text;
        }

        public String text() {
            return text;
        }

        public static Standing of(String text) {
            for (Standing standing : values()) {
                if (standing.text.equals(text)) {
                    return standing;
                }
            }
            throw new IllegalArgumentException("no standing: " + text);
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
