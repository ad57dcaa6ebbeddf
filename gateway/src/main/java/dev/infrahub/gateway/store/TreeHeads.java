package dev.infrahub.gateway.store;

import static dev.infrahub.gateway.store.Columns.required;

import dev.infrahub.events.Lookups;
import dev.infrahub.events.Write;
import dev.infrahub.gateway.domain.HeardHead;
import dev.infrahub.proofs.Digest;
import dev.infrahub.proofs.Seal;
import dev.infrahub.proofs.SignedTreeHead;
import io.r2dbc.spi.Readable;
import java.time.Instant;
import java.util.Optional;
import org.springframework.r2dbc.core.DatabaseClient;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** The signed tree heads that were heard. They are of no client, so every caller sees them. */
public final class TreeHeads {

    /** Of a head heard several times the last finding counts. */
    private static final String SELECT = """
            select seq, heard_at, head, standing, reason from tree_heads heard
            where not exists (select 1 from tree_heads again
                              where again.head_hash = heard.head_hash and again.seq > heard.seq)
            """;

    private final DatabaseClient database;

    public TreeHeads(DatabaseClient database) {
        this.database = database;
    }

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
    public Mono<Kept> latest() {
        return database.sql(SELECT + " and standing = 'verified' order by size desc, seq desc limit 1")
                .map(TreeHeads::read)
                .one();
    }

    /** The verified head of this size. */
    public Mono<Kept> verified(long size) {
        return database.sql(SELECT + " and standing = 'verified' and size = :size order by seq desc limit 1")
                .bind("size", size)
                .map(TreeHeads::read)
                .one();
    }

    /** Newest first, those before {@code before}. */
    public Flux<Kept> list(Optional<Long> before, int limit) {
        return database.sql(SELECT + " and seq < :before order by seq desc limit :limit")
                .bind("before", before.orElse(Long.MAX_VALUE))
                .bind("limit", limit)
                .map(TreeHeads::read)
                .all();
    }

    /** Newest first. */
    public Flux<Kept> notVerified(int limit) {
        return database.sql(SELECT + " and standing <> 'verified' order by seq desc limit :limit")
                .bind("limit", limit)
                .map(TreeHeads::read)
                .all();
    }

    private static Kept read(Readable row) {
        return new Kept(
                required(row, "seq", Long.class),
                required(row, "heard_at", Instant.class),
                new HeardHead(
                        signed(row),
                        HeardHead.Standing.of(required(row, "standing", String.class)),
                        Optional.ofNullable(row.get("reason", String.class))));
    }

    private static SignedTreeHead signed(Readable row) {
        return SignedTreeHead.ofJson(required(row, "head", String.class)).orElseThrow();
    }
}
