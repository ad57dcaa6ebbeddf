package dev.infrahub.gateway.operations;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.infrahub.events.Outcome;
import dev.infrahub.gateway.access.Caller;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import reactor.util.context.Context;

class IntakeTests {

    private static final Caller CALLER = Caller.ofLink("a", "acme");

    @Test
    @SuppressWarnings("NullAway") // it breaks before it waits or writes
    void what_could_not_be_accepted_is_not_under_way() {
        UnderWay underWay = new UnderWay(1, InstantSource.system());
        Intake broken = new Intake(null, null, null, underWay, Duration.ZERO);
        Intake.Request request = new Intake.Request(
                OperationKind.SUMMARIZE_PLAN,
                "acme",
                CALLER,
                Instant.EPOCH,
                Optional.empty(),
                "hash",
                new Intake.Work.Asked(Outcome.nothing()));

        assertThatThrownBy(() -> broken.accept(request, Context.empty())).isInstanceOf(NullPointerException.class);

        assertThatCode(() -> underWay.begin(UUID.randomUUID(), CALLER.id())).doesNotThrowAnyException();
    }
}
