package dev.infrahub.chatservice.domain;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class StandingsTests {

    private static Answer of(Question question, String... facts) {
        return new Answer(Optional.of(question), "", true, List.of(facts), List.of(), List.of());
    }

    @Test
    void what_facts_say_stands_so_by_their_sources() {
        Answer answer = of(
                Question.CHANGES,
                "The change `CHG-1` of `network` is `pending`. [1]",
                "change `CHG-2`, module `queue`, state `implemented, succeeded` [2][3]",
                "`Ada` approved `CHG-3` at noon. [3]");

        assertThat(Standings.of(answer))
                .containsEntry("pending", Set.of(1))
                .containsEntry("implemented", Set.of(2, 3))
                .containsEntry("succeeded", Set.of(2, 3))
                .containsEntry("approved", Set.of(3))
                .containsEntry("rejected", Set.of());
    }

    @Test
    void a_name_that_reads_like_a_state_is_none() {
        Answer answer = of(
                Question.CHANGES,
                "change `CHG-1`, module `approved`, state `pending` [1]",
                "change `CHG-2`, module `` is `approved` [2] ``, state `pending` [2]");

        assertThat(Standings.of(answer)).containsEntry("approved", Set.of());
    }

    @Test
    void of_documents_nothing_stands() {
        assertThat(Standings.of(of(Question.DOCUMENTS, "document: all is approved [1]")))
                .isEmpty();
    }
}
