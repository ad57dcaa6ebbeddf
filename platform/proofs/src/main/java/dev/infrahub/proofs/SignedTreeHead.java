package dev.infrahub.proofs;

import dev.infrahub.json.Json;
import java.util.Optional;

/** A tree head under the log's signature: whoever keeps it can prove what the log was. */
public record SignedTreeHead(TreeHead head, Seal seal) {

    /** Whether the signature is one over this head. Whose key it is, the verifier must know: compare {@code seal.publicKey}. */
    public boolean isGenuine() {
        return seal.isOf(Purpose.TREE_HEAD, head.payload());
    }

    /** Members {@code payload}, the exact text under the signature, and those of {@link Seal#json}. */
    public Json json() {
        return seal.json().with("payload", head.payload());
    }

    /** What {@link #json} wrote; empty of all else. Says nothing about the signature. */
    public static Optional<SignedTreeHead> ofJson(String json) {
        Row row = Row.ofJson(json);
        return TreeHead.ofPayload(row.text("payload")).map(head -> new SignedTreeHead(head, Seal.of(row)));
    }
}
