package dev.infrahub.cabsigner.store;

import dev.infrahub.cabsigner.domain.Head;
import dev.infrahub.events.Columns;
import dev.infrahub.events.Commits;
import dev.infrahub.events.Lookups;
import dev.infrahub.events.Outcome;
import dev.infrahub.events.Write;
import dev.infrahub.proofs.Frontier;
import io.r2dbc.spi.Row;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The one end of the log and of the chain of decisions, where everything is appended.
 *
 * <p>Whoever appends decides by what they read, and queries see different moments. So the head is read before everything else:
 * what is read after it is of this head, or of a later one. If it is of a later one, the head has moved; the condition counts
 * no row, nothing of the outcome happens, and the handler is asked again. Were the head read after the rest, it could count
 * what the rest did not see yet, such as the same person's first decision, and the condition would hold.
 */
public final class Ledger {

    private Ledger() {}

    /**
     * What is to be appended, and what happens with it.
     *
     * @param rest of the outcome, without leaves and head
     * @param leaves in order; where there are none, the rest holds whatever the head is
     * @param deadline by Postgres' clock, after which nothing of it happens; null for none
     */
    public record Addition(
            Outcome rest,
            List<Head.Appended> leaves,
            @Nullable Instant deadline) {

        public Addition {
            leaves = List.copyOf(leaves);
        }

        public static Addition of(Outcome rest, Head.Appended... leaves) {
            return new Addition(rest, List.of(leaves), null);
        }

        public static Addition none(Outcome rest) {
            return of(rest);
        }

        public Addition until(Instant end) {
            return new Addition(rest, leaves, end);
        }

        private Outcome kept() {
            Outcome kept = rest;
            for (Head.Appended leaf : leaves) {
                kept = kept.and(Log.add(leaf));
            }
            return kept;
        }

        private Optional<Write> move(Head from) {
            return leaves.stream().reduce((_, last) -> last).map(last -> Ledger.move(from, last.head(), deadline));
        }
    }

    /** @param look is given the head, and reads everything else; asked again with the next one where the head has moved */
    public static Outcome append(Lookups lookups, Function<Head, Addition> look) {
        return append(() -> head(lookups), look);
    }

    static Outcome append(Supplier<Head> read, Function<Head, Addition> look) {
        Head head = read.get();
        Addition addition = look.apply(head);
        return addition.move(head).map(addition.kept()::onlyIf).orElseGet(addition::kept);
    }

    /**
     * Appends in a transaction of its own, for what no event asks for. Where the head has moved, nothing happens.
     *
     * @return whether there was something to append
     */
    public static boolean append(Lookups lookups, Commits commits, Function<Head, Addition> look) {
        Head head = head(lookups);
        Addition addition = look.apply(head);
        Optional<Write> move = addition.move(head);
        move.ifPresent(guard ->
                commits.commit(guard, addition.kept(), Optional.empty()).block());
        return move.isPresent();
    }

    /** For who only looks: whatever is read later is of this head or of a later one. */
    public static Head head(Lookups lookups) {
        return lookups.first(Write.of("select sequence, head_hash, leaves, frontier from chain"), Ledger::read)
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
