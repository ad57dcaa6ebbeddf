package dev.infrahub.cabsigner.store;

import dev.infrahub.cabsigner.domain.Head;
import dev.infrahub.events.Lookups;
import dev.infrahub.events.Write;
import dev.infrahub.proofs.Frontier;
import io.r2dbc.spi.Row;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** The one row that says where the chain of decisions and the log end. */
final class Chain {

    private Chain() {}

    static Head head(Lookups lookups) {
        return lookups.first(Write.of("select sequence, head_hash, leaves, frontier from chain"), Chain::read)
                .orElseThrow(() -> new IllegalStateException("the chain has no head"));
    }

    private static Head read(Row row) {
        return new Head(
                Columns.value(row, "sequence", Long.class),
                Columns.text(row, "head_hash"),
                Frontier.of(Columns.value(row, "leaves", Long.class), Columns.text(row, "frontier")));
    }

    /** Counts no row where somebody else has appended since, or Postgres' clock is past the deadline. */
    static Write move(Head from, Head to, @Nullable Instant deadline) {
        return Write.of(
                """
                update chain set sequence = $1, head_hash = $2, leaves = $3, frontier = $4
                where leaves = $5 and clock_timestamp() <= coalesce($6::timestamptz, 'infinity')""",
                to.sequence(),
                to.hash(),
                to.log().size(),
                to.log().text(),
                from.log().size(),
                deadline);
    }
}
