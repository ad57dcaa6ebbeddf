package dev.infrahub.verify;

import dev.infrahub.json.CanonicalJson;
import dev.infrahub.json.Json;
import dev.infrahub.json.Value;
import dev.infrahub.proofs.Merkle;
import dev.infrahub.proofs.Row;
import dev.infrahub.proofs.SignedTreeHead;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/**
 * An entry of the log and the proof that it is there.
 *
 * @param proof hashes in hex, from the leaf upwards
 */
record Leaf(long index, String text, List<String> proof) {

    /** Of members {@code leafIndex}, {@code entry} and {@code inclusionProof}. */
    static Leaf of(Value leaf) {
        return of(leaf, leaf.at("entry").text().orElse(""));
    }

    /** Where the entry's text is known. */
    static Leaf of(Value leaf, String text) {
        return new Leaf(new Row(Json.members(leaf)).number("leafIndex"), text, hashes(leaf.at("inclusionProof")));
    }

    /** The same leaf, with a proof for another size of the log. */
    Leaf provedBy(Value otherProof) {
        return new Leaf(index, text, hashes(otherProof));
    }

    private static List<String> hashes(Value proof) {
        return proof.each().stream().map(hash -> hash.text().orElse("")).toList();
    }

    Row entry() {
        return Row.ofJson(text);
    }

    boolean isOf(String type, String changeRequestId) {
        return entry().text("type").equals(type)
                && entry().text("changeRequestId").equals(changeRequestId);
    }

    /** Whether the value that stands beside the entry, to be read, says what the entry does. */
    boolean says(Value readable) {
        return text.equals(canonical(readable));
    }

    static String canonical(Value value) {
        try {
            return CanonicalJson.of(value);
        } catch (IllegalArgumentException notInterchangeable) {
            return "";
        }
    }

    boolean isIn(SignedTreeHead signed) {
        return isIn(signed.head().size(), signed.head().root());
    }

    boolean isIn(long size, String root) {
        try {
            List<byte[]> hashes = new ArrayList<>();
            proof.forEach(hash -> hashes.add(HexFormat.of().parseHex(hash)));
            byte[] hash = Merkle.leafHash(text.getBytes(StandardCharsets.UTF_8));
            return Merkle.isIncluded(index, size, hash, hashes, HexFormat.of().parseHex(root));
        } catch (IllegalArgumentException notHex) {
            return false;
        }
    }
}
