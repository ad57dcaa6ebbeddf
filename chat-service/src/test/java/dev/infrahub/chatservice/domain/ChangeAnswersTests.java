package dev.infrahub.chatservice.domain;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ChangeAnswersTests {

    private static final Instant NOW = Instant.parse("2026-11-30T12:00:00Z");

    @Test
    void what_is_of_another_clients_change_of_the_same_id_is_not_told() {
        ChangeFact change = new ChangeFact(
                "acme",
                "chg-1",
                "network",
                Optional.empty(),
                Optional.of("plan-1"),
                "low",
                "normal",
                "approved",
                1,
                1,
                "user:1",
                "Ada",
                NOW,
                NOW,
                NOW,
                null,
                Optional.empty());
        Answer answer = ChangeAnswers.status(
                new Understood(Optional.of(Question.CHANGES), Set.of(), Filter.NONE, List.of(), List.of()),
                List.of(change),
                List.of(approval("acme", "Grace"), approval("globex", "Mallory")),
                List.of(new VerificationFact("globex", "chg-1", false, Optional.of("forged"), NOW)),
                List.of(new EvidenceFact("globex", "ev-9", "chg-1", "hash", NOW, 1)));
        assertThat(answer.text()).contains("Grace").doesNotContain("Mallory", "forged", "ev-9");
        assertThat(answer.sources()).allMatch(source -> source.client().equals(Optional.of("acme")));
    }

    private static ApprovalFact approval(String client, String name) {
        return new ApprovalFact(client, "chg-1", 1, "network", "low", "approve", "user:2", name, NOW, "key-1");
    }
}
