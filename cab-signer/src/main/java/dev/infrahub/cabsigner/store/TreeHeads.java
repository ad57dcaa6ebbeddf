package dev.infrahub.cabsigner.store;

import dev.infrahub.events.Columns;
import dev.infrahub.events.Lookups;
import dev.infrahub.events.Write;
import dev.infrahub.proofs.Digest;
import dev.infrahub.proofs.SignedTreeHead;
import io.r2dbc.spi.Row;
import java.util.List;
import java.util.Optional;

/** The tree heads that were signed: one a size of the log. */
public final class TreeHeads {

    private TreeHeads() {}

    /** Counts no row where a head of this size is kept already. It is published soon, by whichever instance comes first. */
    public static Write add(SignedTreeHead signed) {
        String text = signed.json().text();
        return Write.of(
                """
                insert into tree_heads (size, root, key_id, key_version, head, head_hash)
                values ($1, $2, $3, $4, $5, $6) on conflict do nothing""",
                signed.head().size(),
                signed.head().root(),
                signed.seal().keyId(),
                signed.seal().keyVersion(),
                text,
                Digest.of(text));
    }

    /** Goes with the event. Counts no row where somebody else has published the head. */
    public static Write publish(long size) {
        return Write.of("update tree_heads set published = true where size = $1 and not published", size);
    }

    /** The head of the largest log. */
    public static Optional<SignedTreeHead> latest(Lookups lookups) {
        return lookups.first(Write.of("select size, head from tree_heads order by size desc limit 1"), TreeHeads::read);
    }

    public static Optional<SignedTreeHead> find(Lookups lookups, long size) {
        return lookups.first(Write.of("select size, head from tree_heads where size = $1", size), TreeHeads::read);
    }

    /** The sizes of the heads that are not published, in order. */
    public static List<Long> unpublished(Lookups lookups) {
        return lookups.all(
                Write.of("select size from tree_heads where not published order by size"),
                row -> Columns.value(row, "size", Long.class));
    }

    /** The size up to which leaves were published; 0 where none was. */
    public static long published(Lookups lookups) {
        return lookups.first(
                        Write.of("select coalesce(max(size), 0) as size from tree_heads where published"),
                        row -> Columns.value(row, "size", Long.class))
                .orElseThrow();
    }

    private static SignedTreeHead read(Row row) {
        return SignedTreeHead.ofJson(Columns.text(row, "head"))
                .orElseThrow(() -> new IllegalStateException("the tree head of size "
                        + Columns.value(row, "size", Long.class) + " was changed: it is not what was signed"));
    }
}
