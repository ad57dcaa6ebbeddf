package dev.infrahub.cabsigner;

import dev.infrahub.faults.RefusalKind;
import dev.infrahub.schemas.ChangeRequested;
import dev.infrahub.schemas.ChangeUpdated;
import dev.infrahub.schemas.Topic;
import dev.infrahub.schemas.Topics;
import dev.infrahub.testing.WorkerContract;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.springframework.context.ConfigurableApplicationContext;

/** The cab-signer keeps the worker contract. */
class CabSignerIT extends WorkerContract<ChangeRequested, ChangeUpdated> {

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
    protected Topic<ChangeRequested> consumes() {
        return Topics.CHANGE_REQUESTED;
    }

    @Override
    protected Topic<ChangeUpdated> answersWith() {
        return Topics.CHANGE_UPDATED;
    }

    @Override
    protected ChangeRequested event(int n) {
        return BoardFixture.change("CHG-" + run + "-" + n, "low");
    }

    @Override
    protected ChangeRequested refused(int n) {
        return ChangeRequested.newBuilder(event(n)).setPlanHash("0".repeat(64)).build();
    }

    @Override
    protected String refusal() {
        return "change.exists";
    }

    @Override
    protected RefusalKind refusalKind() {
        return RefusalKind.CONFLICT;
    }

    @Override
    protected String key() {
        return "CHG-" + run;
    }

    @Override
    protected String table() {
        return "cab_signer.change_requests";
    }

    @Override
    protected String identity(ChangeUpdated answer) {
        return answer.getChangeRequestId() + " " + answer.getPlanHash();
    }

    @Override
    protected String identityOf(ChangeRequested event) {
        return event.getChangeRequestId() + " " + event.getPlanHash();
    }
}
