package dev.infrahub.cabsigner.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.infrahub.cabsigner.domain.Head;
import dev.infrahub.cabsigner.domain.LogEntry;
import dev.infrahub.cabsigner.store.Ledger.Addition;
import dev.infrahub.events.Outcome;
import dev.infrahub.events.Write;
import dev.infrahub.proofs.Digest;
import dev.infrahub.proofs.Frontier;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class LedgerTests {

    private static final Instant NOON = Instant.parse("2026-11-24T12:00:00Z");
    private static final Write ROW = Write.of("insert into rows values (1)");

    private final Head head = new Head(3, Digest.of("a decision"), Frontier.EMPTY.append(Digest.sha256()));

    @Test
    void the_head_is_read_before_everything_else() {
        List<String> reads = new ArrayList<>();
        Ledger.append(
                () -> {
                    reads.add("head");
                    return head;
                },
                _ -> {
                    reads.add("everything else");
                    return Addition.none(Outcome.nothing());
                });
        assertThat(reads).containsExactly("head", "everything else");
    }

    @Test
    void leaves_are_added_in_order_only_if_the_head_is_still_the_one_that_was_read() {
        Head.Appended first = head.append(entry("first"));
        Head.Appended second = first.head().append(entry("second"));

        Outcome outcome = Ledger.append(() -> head, _ -> Addition.of(Outcome.write(ROW), first, second));

        assertThat(outcome.writes()).containsExactly(ROW, Log.add(first), Log.add(second));
        assertThat(outcome.conditions()).containsExactly(Ledger.move(head, second.head(), null));
    }

    @Test
    void after_the_deadline_nothing_is_appended() {
        Head.Appended leaf = head.append(entry("late"));
        Outcome outcome = Ledger.append(
                () -> head, _ -> Addition.of(Outcome.nothing(), leaf).until(NOON));
        assertThat(outcome.conditions()).containsExactly(Ledger.move(head, leaf.head(), NOON));
    }

    @Test
    void where_nothing_is_appended_the_head_does_not_matter() {
        Outcome rest = Outcome.write(ROW);
        assertThat(Ledger.append(() -> head, _ -> Addition.none(rest))).isEqualTo(rest);
    }

    private static LogEntry entry(String text) {
        return new LogEntry("change", "acme", "CHG-1", NOON, text);
    }
}
