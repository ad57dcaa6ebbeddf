package dev.infrahub.cabsigner.store;

import dev.infrahub.cabsigner.domain.Head;
import dev.infrahub.events.Commits;
import dev.infrahub.events.Lookups;
import dev.infrahub.events.Outcome;
import dev.infrahub.events.Write;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The one end of the log and of the chain of decisions, where everything is appended.
 *
 * <p>Who appends decides by what they read, in queries of different moments. Therefore the head is read before everything
 * else: what is read later is of that head or of a later one. Where it was of a later one, the head has moved, the condition
 * counts no row, and nothing of the outcome happens. Were the head read later, it could be of a state that what was read before
 * does not know, such as an approver's first decision, and the condition would hold.
 */
public final class Ledger {

    private Ledger() {}

    /**
     * What a look at everything else led to.
     *
     * @param rest what happens with it, the leaves and the head left out
     * @param leaves to be appended, in order; where there are none, the rest happens on whatever head there is
     * @param deadline by Postgres' clock, after which it does not happen any more
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

        /** Moves the head; empty where it stays. */
        private Optional<Write> move(Head from) {
            return leaves.isEmpty()
                    ? Optional.empty()
                    : Optional.of(Chain.move(from, leaves.getLast().head(), deadline));
        }
    }

    /** @param look is given the head, and reads everything else; asked again with the next one where the head has moved */
    public static Outcome append(Lookups lookups, Function<Head, Addition> look) {
        return append(() -> head(lookups), look);
    }

    static Outcome append(Supplier<Head> read, Function<Head, Addition> look) {
        Head head = read.get();
        Addition addition = look.apply(head);
        return addition.move(head).map(addition.kept()::onlyIf).orElse(addition.rest());
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
        return Chain.head(lookups);
    }
}
