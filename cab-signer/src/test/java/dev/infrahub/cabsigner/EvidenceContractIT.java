package dev.infrahub.cabsigner;

import dev.infrahub.schemas.EvidenceRefused;
import dev.infrahub.schemas.EvidenceSubmitted;
import dev.infrahub.schemas.Topic;
import dev.infrahub.schemas.Topics;
import dev.infrahub.testing.WorkerContract;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.springframework.context.ConfigurableApplicationContext;

/** Submitted evidence keeps the worker contract; what answers here is the refusal of a change that nobody knows. */
class EvidenceContractIT extends WorkerContract<EvidenceSubmitted, EvidenceRefused> {

    private static final LocalQuantumApi QUANTUM_API = new LocalQuantumApi();

    private final String run = UUID.randomUUID().toString().substring(0, 8);

    @BeforeAll
    static void startQuantumApi() {
        QUANTUM_API.start();
    }

    @AfterAll
    static void stopQuantumApi() {
        QUANTUM_API.close();
    }

    @Override
    protected ConfigurableApplicationContext start(String... arguments) {
        return CabSignerApplication.start(BoardFixture.arguments(
                arguments,
                "--hub.quantumapi.endpoint=" + QUANTUM_API.endpoint(),
                "--hub.quantumapi.api-key=" + LocalQuantumApi.KEY));
    }

    @Override
    protected Topic<EvidenceSubmitted> consumes() {
        return Topics.EVIDENCE_SUBMITTED;
    }

    @Override
    protected Topic<EvidenceRefused> answersWith() {
        return Topics.EVIDENCE_REFUSED;
    }

    @Override
    protected EvidenceSubmitted event(int n) {
        return BoardFixture.evidence("CHG-" + run + "-" + n).build();
    }

    @Override
    protected String key() {
        return "CHG-" + run;
    }

    @Override
    protected String table() {
        return "cab_signer.log_leaves";
    }

    @Override
    protected String identity(EvidenceRefused answer) {
        return answer.getChangeRequestId();
    }

    @Override
    protected String identityOf(EvidenceSubmitted event) {
        return event.getChangeRequestId();
    }
}
