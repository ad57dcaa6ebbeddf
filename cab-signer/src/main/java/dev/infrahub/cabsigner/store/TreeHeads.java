package dev.infrahub.cabsigner.store;

import dev.infrahub.events.Lookups;
import dev.infrahub.events.Write;
import dev.infrahub.proofs.Digest;
import dev.infrahub.proofs.SignedTreeHead;
import io.r2dbc.spi.Row;
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

    /** The head of the largest log. */
    public static Optional<SignedTreeHead> latest(Lookups lookups) {
        return lookups.first(Write.of("select size, head from tree_heads order by size desc limit 1"), TreeHeads::read);
    }

    public static Optional<SignedTreeHead> find(Lookups lookups, long size) {
        return lookups.first(Write.of("select size, head from tree_heads where size = $1", size), TreeHeads::read);
    }

    private static SignedTreeHead read(Row row) {
        return SignedTreeHead.ofJson(Columns.text(row, "head"))
                .orElseThrow(() -> new IllegalStateException("the tree head of size "
                        + Columns.value(row, "size", Long.class) + " was changed: it is not what was signed"));
    }
}
