package dev.infrahub.cabsigner;

import static dev.infrahub.testkit.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import dev.infrahub.faults.RefusalKind;
import dev.infrahub.json.CanonicalJson;
import dev.infrahub.json.Value;
import dev.infrahub.proofs.Dsse;
import dev.infrahub.schemas.ChangeUpdated;
import dev.infrahub.schemas.EvidenceSealed;
import dev.infrahub.schemas.EvidenceSubmitted;
import dev.infrahub.schemas.Topic;
import dev.infrahub.schemas.Topics;
import dev.infrahub.testing.Backends;
import dev.infrahub.testing.Wire;
import dev.infrahub.testing.WorkerContract;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.springframework.context.ConfigurableApplicationContext;

/** Submitted evidence keeps the worker contract; all of it is of one change, which a policy approved. */
class EvidenceContractIT extends WorkerContract<EvidenceSubmitted, EvidenceSealed> {

    private static final LocalQuantumApi QUANTUM_API = new LocalQuantumApi();

    private final String change = "CHG-" + UUID.randomUUID().toString().substring(0, 8);
    private boolean isApproved;

    @AfterAll
    static void stopQuantumApi() {
        QUANTUM_API.close();
    }

    @Override
    protected ConfigurableApplicationContext start(String... arguments) {
        // a worker that was closed in this JVM took Reactor Netty's shared threads along, so both start again
        QUANTUM_API.stop();
        QUANTUM_API.start();
        ConfigurableApplicationContext started = CabSignerApplication.start(BoardFixture.arguments(
                arguments,
                "--hub.cab-signer.standard-changes=auto",
                "--hub.quantumapi.endpoint=" + QUANTUM_API.endpoint(),
                "--hub.quantumapi.api-key=" + LocalQuantumApi.KEY));
        if (!isApproved) {
            approve();
            isApproved = true;
        }
        return started;
    }

    private void approve() {
        UUID operation = UUID.randomUUID();
        try (Wire wire = new Wire(Backends.shared())) {
            wire.publish(Topics.CHANGE_REQUESTED, change, UUID.randomUUID(), operation, BoardFixture.standard(change));
            eventually(() -> assertThat(wire.eventsOf(Topics.CHANGE_UPDATED, operation))
                    .singleElement()
                    .extracting(ChangeUpdated::getState)
                    .isEqualTo("approved"));
        }
    }

    @Override
    protected Topic<EvidenceSubmitted> consumes() {
        return Topics.EVIDENCE_SUBMITTED;
    }

    @Override
    protected Topic<EvidenceSealed> answersWith() {
        return Topics.EVIDENCE_SEALED;
    }

    @Override
    protected EvidenceSubmitted event(int n) {
        return BoardFixture.evidence(change)
                .setPlanSummary("\"Adds subnet " + n + "\"")
                .build();
    }

    @Override
    protected EvidenceSubmitted refused(int n) {
        return EvidenceSubmitted.newBuilder(event(n)).setClient("globex").build();
    }

    @Override
    protected String refusal() {
        return "change.unknown";
    }

    @Override
    protected RefusalKind refusalKind() {
        return RefusalKind.UNKNOWN;
    }

    @Override
    protected String key() {
        return change;
    }

    @Override
    protected String table() {
        return "cab_signer.evidence";
    }

    @Override
    protected String identity(EvidenceSealed answer) {
        Dsse envelope = Dsse.ofJson(answer.getEnvelope()).orElseThrow();
        Value statement = Value.ofJson(envelope.payload()).orElseThrow();
        return CanonicalJson.of(statement.at("predicate", "submitted", "planSummary"));
    }

    @Override
    protected String identityOf(EvidenceSubmitted event) {
        return String.valueOf(event.getPlanSummary());
    }
}
