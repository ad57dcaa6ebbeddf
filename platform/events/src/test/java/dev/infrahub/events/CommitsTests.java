package dev.infrahub.events;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.infrahub.faults.Fault;
import dev.infrahub.schemas.Topics;
import dev.infrahub.schemas.VerificationRequested;
import dev.infrahub.supervision.Supervisor;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.micrometer.tracing.Tracer;
import io.micrometer.tracing.propagation.Propagator;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.producer.MockProducer;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

/** Why nothing was committed; what was, is for the integration tests. */
class CommitsTests {

    private static final VerificationRequested VALUE = new VerificationRequested("CHG-1", "acme");
    private static final Write GUARD = Write.of("insert into operations values (1) on conflict do nothing");
    private static final Outcome OUTCOME = Outcome.nothing().publish(Topics.VERIFICATION_REQUESTED, "CHG-1", VALUE);

    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();

    @Test
    void without_postgres_nothing_is_accepted() {
        assertFault("postgres.unavailable", () -> commit(commits(10, 100)));
        assertFault("postgres.unavailable", () -> commits(10, 100).write(GUARD).block());
    }

    @Test
    void while_too_many_events_wait_for_kafka_only_rows_are_written() {
        assertFault("outbox.full", () -> commit(commits(-1, 100)));
        assertFault("postgres.unavailable", () -> commits(-1, 100).write(GUARD).block());
    }

    @Test
    void an_event_that_is_too_large_is_refused_before_the_database_is_asked() {
        assertFault("event.too_large", () -> commit(commits(10, 1024 * 1024)));
    }

    private static void commit(Commits commits) {
        commits.commit(GUARD, OUTCOME, Optional.empty()).block();
    }

    private static void assertFault(String code, ThrowingCallable action) {
        assertThatThrownBy(action).isInstanceOf(Fault.class).extracting("code").isEqualTo(code);
    }

    private Commits commits(int maxBacklog, int eventBytes) {
        return new Commits(
                "gateway",
                NoDatabase.away(),
                new Codec((_, _) -> new byte[eventBytes], (_, _) -> VALUE, Map.of()),
                new Trace(Tracer.NOOP, Propagator.NOOP),
                new Relay(
                        "gateway",
                        NoDatabase.away(),
                        new MockProducer<>(),
                        Duration.ofSeconds(1),
                        meters,
                        new Supervisor()),
                new Backlog(new Lookups(NoDatabase.away()), maxBacklog, meters),
                Clock.systemUTC(),
                Optional.empty(),
                Optional.empty());
    }
}
