package dev.infrahub.events;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.infrahub.faults.Fault;
import dev.infrahub.faults.RefusalKind;
import dev.infrahub.schemas.OperationFailed;
import dev.infrahub.schemas.Topics;
import dev.infrahub.schemas.VerificationRequested;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class OutcomeTests {

    private static final VerificationRequested VALUE = new VerificationRequested("CHG-1", "acme");
    private static final UUID OPERATION = UUID.randomUUID();
    private static final Event<VerificationRequested> ASKED =
            new Event<>(UUID.randomUUID(), "CHG-1", Optional.of(OPERATION), false, VALUE);

    @Test
    void an_outcome_answers_once() {
        Outcome answered = Outcome.nothing().answer(Topics.VERIFICATION_REQUESTED, "1", VALUE);
        Outcome refused = Outcome.nothing().refuse("thing.unknown", "No such thing.", RefusalKind.UNKNOWN);

        assertThatThrownBy(() -> answered.answer(Topics.VERIFICATION_REQUESTED, "2", VALUE))
                .isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> answered.refuse(new Fault.Invalid("thing.wrong", "It is wrong.")))
                .isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> refused.answer(Topics.VERIFICATION_REQUESTED, "1", VALUE))
                .isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> refused.refuse("thing.gone", "It is gone.", RefusalKind.CONFLICT))
                .isInstanceOf(IllegalStateException.class);
    }

    @Test
    void a_publication_answers_or_belongs_or_starts_something() {
        Outcome outcome = Outcome.nothing()
                .publish(Topics.VERIFICATION_REQUESTED, "1", VALUE)
                .answer(Topics.VERIFICATION_REQUESTED, "2", VALUE)
                .start(Topics.VERIFICATION_REQUESTED, "3", VALUE)
                .publish(Topics.VERIFICATION_REQUESTED, "4", VALUE);

        assertThat(outcome.publications())
                .extracting(Publication::relation)
                .containsExactly(Relation.BELONGS, Relation.ANSWERS, Relation.STARTS, Relation.BELONGS);
        assertThat(outcome.publications()).extracting(Publication::key).containsExactly("1", "2", "3", "4");
    }

    @Test
    void a_refusal_is_told_as_the_answer_to_who_waits() {
        Outcome told = Outcome.nothing()
                .refuse("thing.gone", "It is gone.", RefusalKind.CONFLICT)
                .told(Topics.VERIFICATION_REQUESTED, ASKED);

        assertThat(told.refusal()).isEmpty();
        assertThat(told.publications())
                .containsExactly(new Publication<>(
                        Topics.OPERATION_FAILED,
                        "CHG-1",
                        new OperationFailed(
                                OPERATION.toString(),
                                "thing.gone",
                                "It is gone.",
                                "conflict",
                                false,
                                "verification.requested",
                                ASKED.id().toString()),
                        Relation.ANSWERS));
    }

    @Test
    void where_nobody_waits_nobody_is_told() {
        Event<VerificationRequested> unasked = new Event<>(UUID.randomUUID(), "CHG-1", Optional.empty(), false, VALUE);

        assertThat(Outcome.nothing()
                        .refuse("thing.gone", "It is gone.", RefusalKind.CONFLICT)
                        .told(Topics.VERIFICATION_REQUESTED, unasked))
                .isEqualTo(Outcome.nothing());
    }

    @Test
    void what_else_is_in_a_refused_outcome_happens_all_the_same() {
        Write row = Write.of("insert into refusals values (1)");
        Write condition = Write.of("update chain set leaves = 1");
        Outcome told = Outcome.write(row)
                .refuse(new Fault.Unavailable("quantumapi.unavailable", "QuantumAPI is away."))
                .onlyIf(condition)
                .and(row)
                .publish(Topics.VERIFICATION_REQUESTED, "1", VALUE)
                .told(Topics.VERIFICATION_REQUESTED, ASKED);

        assertThat(told.conditions()).containsExactly(condition);
        assertThat(told.writes()).containsExactly(row, row);
        assertThat(told.publications())
                .extracting(Publication::relation)
                .containsExactly(Relation.BELONGS, Relation.ANSWERS);
    }

    @Test
    void an_outcome_without_a_refusal_is_told_as_it_is() {
        Outcome answered = Outcome.nothing().answer(Topics.VERIFICATION_REQUESTED, "1", VALUE);

        assertThat(answered.told(Topics.VERIFICATION_REQUESTED, ASKED)).isEqualTo(answered);
    }
}
