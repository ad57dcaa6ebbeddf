package dev.infrahub.cabsigner;

import dev.infrahub.faults.RefusalKind;
import dev.infrahub.schemas.SshCertificateIssued;
import dev.infrahub.schemas.SshCertificateRequested;
import dev.infrahub.schemas.Topic;
import dev.infrahub.schemas.Topics;
import dev.infrahub.testing.WorkerContract;
import java.util.Arrays;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.springframework.context.ConfigurableApplicationContext;

/** Issuing SSH certificates keeps the worker contract. */
class SshContractIT extends WorkerContract<SshCertificateRequested, SshCertificateIssued> {

    private static final LocalQuantumApi QUANTUM_API = new LocalQuantumApi();

    private final String run = UUID.randomUUID().toString().substring(0, 8);

    @AfterAll
    static void stopQuantumApi() {
        QUANTUM_API.close();
    }

    @Override
    protected ConfigurableApplicationContext start(String... arguments) {
        // a worker that was closed in this JVM took Reactor Netty's shared threads along, so both start again
        QUANTUM_API.stop();
        QUANTUM_API.start();
        return CabSignerApplication.start(BoardFixture.arguments(
                arguments,
                Stream.concat(
                                Arrays.stream(SshRequests.ACCESS),
                                Stream.of(
                                        "--hub.quantumapi.endpoint=" + QUANTUM_API.endpoint(),
                                        "--hub.quantumapi.api-key=" + LocalQuantumApi.KEY))
                        .toArray(String[]::new)));
    }

    @Override
    protected Topic<SshCertificateRequested> consumes() {
        return Topics.SSH_CERTIFICATE_REQUESTED;
    }

    @Override
    protected Topic<SshCertificateIssued> answersWith() {
        return Topics.SSH_CERTIFICATE_ISSUED;
    }

    @Override
    protected SshCertificateRequested event(int n) {
        return SshRequests.wish(run + " " + n).build();
    }

    @Override
    protected SshCertificateRequested refused(int n) {
        return SshRequests.wish(run + " " + n)
                .setEntityRef("resource:default/db")
                .build();
    }

    @Override
    protected String refusal() {
        return "ssh.entity-denied";
    }

    @Override
    protected RefusalKind refusalKind() {
        return RefusalKind.FORBIDDEN;
    }

    @Override
    protected String key() {
        return "component:default/" + run;
    }

    @Override
    protected String table() {
        return "cab_signer.ssh_certificates";
    }

    @Override
    protected String identity(SshCertificateIssued answer) {
        return answer.getReason();
    }

    @Override
    protected String identityOf(SshCertificateRequested event) {
        return event.getReason();
    }
}
