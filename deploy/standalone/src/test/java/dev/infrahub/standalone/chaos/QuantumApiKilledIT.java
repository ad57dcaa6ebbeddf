package dev.infrahub.standalone.chaos;

import static dev.infrahub.testkit.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import dev.infrahub.embedded.Ports;
import dev.infrahub.standalone.chaos.Boardroom.Answer;
import dev.infrahub.testing.Backends;
import dev.infrahub.testing.Cable;
import dev.infrahub.testing.Cable.Way;
import dev.infrahub.testing.Hold;
import dev.infrahub.testing.ServiceProcess;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/**
 * QuantumAPI is killed before, during and after signing. Where another instance answers, the decision is signed, once; where
 * none does, it is answered with 503, and not signed later either.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class QuantumApiKilledIT {

    private static final String SIGN = "POST /api/v1/sign";
    /** Of the row of QuantumAPI's audit trail that tells of a signature; it is written in the transaction that signs. */
    private static final String SIGNED = "ML-DSA-65, version";

    private final Backends.Database keys = Backends.shared().newDatabase();
    private final Cable fromQuantumApi = Cable.to(keys.host(), keys.port());
    private final Cable toQuantumApi = Cable.to("127.0.0.1", Ports.free());
    private final Boardroom board = new Boardroom(1);
    private final Books books = new Books(board.database, keys);
    private Parts parts;
    private Instance quantumApi;
    private ServiceProcess signer;
    private String change;
    private long madeBefore;

    /** One of those that share the keys. */
    private record Instance(ServiceProcess process, int port) {}

    @BeforeAll
    void start(@TempDir Path folder) {
        parts = new Parts(folder);
        signer = parts.cabSigner(
                board.database,
                "http://" + toQuantumApi.host() + ":" + toQuantumApi.port(),
                // each test is an outage, and none is to find the circuit open after the ones before
                "--hub.quantumapi.circuit.calls=1000",
                "--hub.quantumapi.circuit.at-least=1000");
        use(newInstance());
        signer.awaitReady();
    }

    private Instance newInstance() {
        int port = Ports.free();
        Backends.Database database = keys.at(fromQuantumApi.host(), fromQuantumApi.port());
        return new Instance(parts.quantumApi(database, port).awaitReady(), port);
    }

    private void use(Instance instance) {
        quantumApi = instance;
        toQuantumApi.lead("127.0.0.1", instance.port());
    }

    @BeforeEach
    void open(TestInfo test) {
        change = board.open(test.getTestMethod().orElseThrow().getName(), "low");
        madeBefore = books.signaturesMade();
    }

    @AfterEach
    void nothingIsBroken() {
        books.assertOneChain();
        books.assertLogIsWhole();
        books.assertEachIsSignedOnce();
    }

    @AfterAll
    void stop() {
        signer.close();
        quantumApi.process().close();
        board.close();
        toQuantumApi.close();
        fromQuantumApi.close();
    }

    @Test
    void before_signing() {
        quantumApi.process().kill();
        assertFailed(approve());
        assertThat(signaturesMade()).isZero();
        assertIsNotSignedLater();
    }

    @Test
    void during_signing() {
        assertFailed(killedWhileItSigns(Optional.empty()));
        assertThat(signaturesMade()).isZero();
        assertIsNotSignedLater();
    }

    @Test
    void during_signing_with_another_instance_at_hand() {
        CompletableFuture<Answer> answer = killedWhileItSigns(Optional.of(newInstance()));
        assertThat(answer.join().status()).isEqualTo(200);
        assertThat(decisions()).isEqualTo(1);
        assertThat(signaturesMade()).isEqualTo(1);
    }

    @Test
    void after_signing() {
        assertFailed(killedBeforeTheAnswerArrives(Optional.empty()));
        assertThat(signaturesMade()).as("made and not kept").isEqualTo(1);
        assertIsNotSignedLater();
    }

    @Test
    void after_signing_with_another_instance_at_hand() {
        CompletableFuture<Answer> answer = killedBeforeTheAnswerArrives(Optional.of(newInstance()));
        assertThat(answer.join().status()).isEqualTo(200);
        assertThat(decisions()).isEqualTo(1);
        assertThat(signaturesMade())
                .as("the other instance repeats the answer that was lost")
                .isEqualTo(1);
    }

    /** It has the request and the signature, and has neither committed nor answered. */
    private CompletableFuture<Answer> killedWhileItSigns(Optional<Instance> other) {
        try (Hold commit = fromQuantumApi.hold(Way.THERE, SIGNED, Way.THERE)) {
            CompletableFuture<Answer> answer = approve();
            commit.await();
            kill(other);
            return answer;
        }
    }

    private CompletableFuture<Answer> killedBeforeTheAnswerArrives(Optional<Instance> other) {
        try (Hold reply = toQuantumApi.hold(Way.THERE, SIGN, Way.BACK)) {
            CompletableFuture<Answer> answer = approve();
            reply.await();
            kill(other);
            return answer;
        }
    }

    private void kill(Optional<Instance> other) {
        ServiceProcess killed = quantumApi.process();
        other.ifPresent(this::use);
        killed.kill();
    }

    private CompletableFuture<Answer> approve() {
        return board.approve(change, "low", 0);
    }

    private void assertFailed(CompletableFuture<Answer> answer) {
        assertThat(answer.join())
                .extracting(Answer::status, Answer::code)
                .containsExactly(503, "quantumapi.unavailable");
        assertThat(decisions()).isZero();
        assertThat(books.count("log_leaves where kind = 'failure' and change_request_id = '" + change + "'"))
                .isEqualTo(1);
    }

    /** Not even when QuantumAPI is back and the event comes again: the same approver can still decide. */
    private void assertIsNotSignedLater() {
        use(newInstance());
        board.deliverAgain(change);
        eventually(() -> assertThat(approve().join().status()).isEqualTo(200));
        assertThat(decisions()).isEqualTo(1);
        assertThat(board.get("/api/cab/verify/" + change).body().path("valid").asBoolean())
                .isTrue();
    }

    private long decisions() {
        return books.count("cab_decisions where change_request_id = '" + change + "'");
    }

    private long signaturesMade() {
        return books.signaturesMade() - madeBefore;
    }
}
