package dev.infrahub.proofs;

import dev.infrahub.json.Json;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * How long a log is and what is in it, at one moment.
 *
 * @param size how many leaves it has
 * @param root of the Merkle tree over them (RFC 6962), 64 lower-case hex digits
 * @param at when, to the millisecond
 */
public record TreeHead(long size, String root, Instant at) {

    public static final String TYPE = "infrahub/tree-head/v1";

    private static final Pattern HASH = Pattern.compile("[0-9a-f]{64}");

    public TreeHead {
        at = at.truncatedTo(ChronoUnit.MILLIS);
        if (size < 0) {
            throw new IllegalArgumentException("size is 0 or more");
        }
        if (!HASH.matcher(root).matches()) {
            throw new IllegalArgumentException("root is 64 lower-case hex digits");
        }
    }

    /** The text that is signed: canonical JSON. */
    public String payload() {
        return new Json()
                .with("type", TYPE)
                .with("treeSize", size)
                .with("rootHash", root)
                .with("timestamp", at)
                .text();
    }

    /** What {@link #payload} wrote; empty of every other text, be it one byte that differs. */
    public static Optional<TreeHead> ofPayload(String payload) {
        Row row = Row.ofJson(payload);
        long size = row.number("treeSize");
        String root = row.text("rootHash");
        if (size < 0 || !HASH.matcher(root).matches()) {
            return Optional.empty();
        }
        return row.time("timestamp")
                .map(at -> new TreeHead(size, root, at))
                .filter(head -> head.payload().equals(payload));
    }
}
