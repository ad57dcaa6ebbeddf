package dev.infrahub.gateway.hearing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.infrahub.gateway.access.VerificationLinks;
import dev.infrahub.gateway.board.BoardHearings;
import dev.infrahub.gateway.chat.ChatHearings;
import dev.infrahub.gateway.diagnosis.DiagnosisHearings;
import dev.infrahub.gateway.drift.DriftHearings;
import dev.infrahub.gateway.evidence.EvidenceHearings;
import dev.infrahub.gateway.idp.IdpHearings;
import dev.infrahub.gateway.operations.OperationKind;
import dev.infrahub.gateway.plans.PlanHearings;
import dev.infrahub.gateway.scaffold.ScaffoldHearings;
import dev.infrahub.gateway.secrets.SecretsHearings;
import dev.infrahub.gateway.ssh.SshHearings;
import dev.infrahub.schemas.Topics;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class HearingsTests {

    private static final VerificationLinks LINKS = new VerificationLinks(new byte[32]);

    private final List<Hearing<?>> all = Stream.of(
                    PlanHearings.all(_ -> {
                        throw new IllegalStateException("nothing is heard here");
                    }),
                    DiagnosisHearings.all(),
                    ScaffoldHearings.all(),
                    DriftHearings.all(),
                    BoardHearings.all(LINKS),
                    EvidenceHearings.all(LINKS),
                    SshHearings.all(),
                    SecretsHearings.all(),
                    ChatHearings.all(),
                    IdpHearings.all())
            .flatMap(List::stream)
            .toList();

    @ParameterizedTest
    @EnumSource
    void each_kind_of_operation_is_answered_by_one_event(OperationKind kind) {
        assertThat(all)
                .filteredOn(hearing -> hearing.answers().containsKey(kind))
                .hasSize(1);
        assertThat(new Hearings(all).answers().shape(kind).schema().getProperties())
                .isNotNull();
    }

    @Test
    void each_topic_is_heard_once() {
        assertThat(new Hearings(all)
                        .subscriptions().stream().map(one -> one.topic().name()))
                .doesNotHaveDuplicates()
                .hasSize(all.size());
    }

    @Test
    void a_kind_that_no_event_answers_stops_the_start() {
        List<Hearing<?>> less = all.stream()
                .filter(hearing -> !hearing.answers().containsKey(OperationKind.SEAL_EVIDENCE))
                .toList();

        assertThatThrownBy(() -> new Hearings(less).answers())
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("no event answers SEAL_EVIDENCE");
    }

    @Test
    void a_kind_that_two_events_answer_stops_the_start() {
        List<Hearing<?>> more = new ArrayList<>(all);
        more.add(Hearing.of(Topics.EVIDENCE_SEALED).answering(OperationKind.DECIDE_CHANGE));

        assertThatThrownBy(() -> new Hearings(more).answers())
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("two events answer DECIDE_CHANGE");
    }

    @Test
    void every_kind_has_a_name_that_leads_back_to_it() {
        assertThat(Arrays.stream(OperationKind.values()).map(kind -> OperationKind.of(kind.text())))
                .containsExactly(OperationKind.values());
    }
}
