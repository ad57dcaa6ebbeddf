package dev.infrahub.gateway.log;

import dev.infrahub.events.Lookups;
import dev.infrahub.events.Write;
import dev.infrahub.gateway.clients.Clients;
import dev.infrahub.gateway.clients.Rows;
import dev.infrahub.proofs.Digest;
import dev.infrahub.proofs.Seal;
import dev.infrahub.proofs.SignedTreeHead;
import io.r2dbc.spi.Row;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The signed tree heads that were heard. They are of no client, so every caller sees them. */
public record TreeHeads(Rows rows) {

    /** Of a head heard several times the last finding counts. */
    private static final String SELECT = """
            select seq, heard_at, head, standing, reason from tree_heads heard
            where not exists (select 1 from tree_heads again
                              where again.head_hash = heard.head_hash and again.seq > heard.seq)
            """;

    /** @param seq pass the last one as {@code before} to read on */
    public record Kept(long seq, Instant heardAt, HeardHead heard) {}

    /** A head heard again, with the same finding, is not kept again. */
    public static Write add(HeardHead heard) {
        String text = heard.signed().json().text();
        return Write.of(
                """
                insert into tree_heads (size, head, head_hash, standing, reason) values ($1, $2, $3, $4, $5)
                on conflict do nothing""",
                heard.signed().head().size(),
                text,
                Digest.of(text),
                heard.standing().text(),
                heard.reason().orElse(null));
    }

    /** What signed the first verified head. */
    public static Optional<Seal> firstSeal(Lookups lookups) {
        return lookups.first(
                Write.of("select head from tree_heads where standing = 'verified' order by seq limit 1"),
                row -> signed(row).seal());
    }

    /** The verified head of the largest log. */
    Optional<Kept> latest() {
        return all(" and standing = 'verified' order by size desc, seq desc limit 1").stream()
                .findFirst();
    }

    /** The verified head of this size. */
    Optional<Kept> verified(long size) {
        return all(" and standing = 'verified' and size = $1 order by seq desc limit 1", size).stream()
                .findFirst();
    }

    /** Newest first, those before {@code before}. */
    List<Kept> list(long before, int limit) {
        return all(" and seq < $1 order by seq desc limit $2", before, limit);
    }

    /** Newest first. */
    List<Kept> notVerified(int limit) {
        return all(" and standing <> 'verified' order by seq desc limit $1", limit);
    }

    private List<Kept> all(String which, Object... values) {
        return rows.all(Clients.all(), Write.of(SELECT + which, values), TreeHeads::read);
    }

    private static Kept read(Row row) {
        return new Kept(
                Rows.value(row, "seq", Long.class),
                Rows.value(row, "heard_at", Instant.class),
                new HeardHead(
                        signed(row),
                        HeardHead.Standing.of(Rows.value(row, "standing", String.class)),
                        Rows.optional(row, "reason")));
    }

    private static SignedTreeHead signed(Row row) {
        return SignedTreeHead.ofJson(Rows.value(row, "head", String.class)).orElseThrow();
    }
}
