package dev.infrahub.verify;

import dev.infrahub.json.Json;
import dev.infrahub.json.Value;
import dev.infrahub.proofs.Merkle;
import dev.infrahub.proofs.Row;
import dev.infrahub.proofs.TreeHead;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/**
 * That a log goes on from an earlier one (RFC 6962, section 2.1.2), as {@code GET /api/cab/log/consistency} answers it.
 *
 * @param first how many entries the earlier one has
 * @param second the later one
 * @param hashes of the proof, in hex
 */
record Consistency(long first, long second, List<String> hashes) {

    /** Empty where it is no such answer. */
    static Optional<Consistency> of(String json) {
        Row answer = Row.ofJson(json);
        Value proof = answer.members().getOrDefault("consistencyProof", Value.Special.NULL);
        return proof instanceof Value.Items(var hashes)
                ? Optional.of(new Consistency(
                        size(answer, "first"),
                        size(answer, "second"),
                        hashes.stream().map(hash -> hash.text().orElse("")).toList()))
                : Optional.empty();
    }

    private static long size(Row answer, String which) {
        Row head = new Row(Json.members(answer.members().getOrDefault(which, Value.Special.NULL)));
        return Row.ofJson(head.text("payload")).number("treeSize");
    }

    boolean isBetween(TreeHead earlier, TreeHead later) {
        return first == earlier.size() && second == later.size();
    }

    /** Whether the later one begins with the earlier one. */
    boolean leads(TreeHead earlier, TreeHead later) {
        try {
            List<byte[]> proof = new ArrayList<>();
            hashes.forEach(hash -> proof.add(HexFormat.of().parseHex(hash)));
            return Merkle.isConsistent(
                    earlier.size(),
                    later.size(),
                    HexFormat.of().parseHex(earlier.root()),
                    HexFormat.of().parseHex(later.root()),
                    proof);
        } catch (IllegalArgumentException notHex) {
            return false;
        }
    }
}
