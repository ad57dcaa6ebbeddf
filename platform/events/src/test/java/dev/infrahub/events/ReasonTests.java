package dev.infrahub.events;

import static org.assertj.core.api.Assertions.assertThat;

import dev.infrahub.faults.Fault;
import dev.infrahub.faults.RefusalKind;
import dev.infrahub.schemas.OperationFailed;
import java.io.IOException;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.kafka.listener.ListenerExecutionFailedException;

class ReasonTests {

    private final Fault invalid = new Fault.Invalid("plan.unreadable", "That is no plan.");
    private final Fault away = new Fault.Unavailable("quantumapi.unavailable", "QuantumAPI is away.");

    @Test
    void what_can_never_work_is_hopeless_and_the_request_s_own_fault() {
        Reason reason = Reason.of(invalid);

        assertThat(reason.hopeless()).isTrue();
        assertThat(reason.bug()).isFalse();
        assertThat(reason.outage()).isFalse();
        assertThat(reason.code()).isEqualTo("plan.unreadable");
        assertThat(reason.refusal().orElseThrow())
                .isEqualTo(new Refusal("plan.unreadable", "That is no plan.", RefusalKind.INVALID, false));
    }

    @Test
    void a_dependency_that_is_away_may_come_back() {
        Reason reason = Reason.of(away);

        assertThat(reason.hopeless()).isFalse();
        assertThat(reason.bug()).isFalse();
        assertThat(reason.outage()).isFalse();
        assertThat(reason.refusal().orElseThrow())
                .isEqualTo(new Refusal("quantumapi.unavailable", "QuantumAPI is away.", RefusalKind.FAILED, true));
    }

    @Test
    void an_outage_of_our_own_base_is_no_bug() {
        Reason reason = Reason.of(Outage.postgres(new IOException("reset")));

        assertThat(reason.outage()).isTrue();
        assertThat(reason.bug()).isFalse();
        assertThat(reason.hopeless()).isFalse();
    }

    @Test
    void of_a_bug_nobody_outside_learns_more_than_that_there_is_one() {
        Reason reason = Reason.of(new IllegalStateException("secret of acme"));

        assertThat(reason.bug()).isTrue();
        assertThat(reason.hopeless()).isFalse();
        assertThat(reason.code()).isEqualTo("internal");
        assertThat(reason.refusal().orElseThrow().code()).isEqualTo("internal");
        assertThat(reason.refusal().orElseThrow().kind()).isEqualTo(RefusalKind.FAILED);
        assertThat(reason.refusal().orElseThrow().retryable()).isTrue();
        assertThat(reason.refusal().orElseThrow().detail()).doesNotContain("secret");
        assertThat(reason.forLog()).contains("secret of acme");
    }

    @Test
    void what_the_listener_threw_counts_and_not_what_it_came_in() {
        assertThat(Reason.of(new ListenerExecutionFailedException("listener failed", invalid))
                        .code())
                .isEqualTo("plan.unreadable");
        assertThat(Reason.of(new ListenerExecutionFailedException("listener failed"))
                        .bug())
                .isTrue();
        assertThat(Reason.of(null).bug()).isTrue();
    }

    @Test
    void a_no_is_told_with_all_that_it_is_about() {
        UUID operation = UUID.randomUUID();
        UUID event = UUID.randomUUID();

        assertThat(Refusal.of(away).told(operation, "approval.requested", event))
                .isEqualTo(new OperationFailed(
                        operation.toString(),
                        "quantumapi.unavailable",
                        "QuantumAPI is away.",
                        "failed",
                        true,
                        "approval.requested",
                        event.toString()));
    }
}
