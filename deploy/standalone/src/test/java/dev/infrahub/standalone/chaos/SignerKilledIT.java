package dev.infrahub.standalone.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import dev.infrahub.embedded.Ports;
import dev.infrahub.schemas.Topics;
import dev.infrahub.standalone.chaos.Boardroom.Answer;
import dev.infrahub.testing.Backends;
import dev.infrahub.testing.Cable;
import dev.infrahub.testing.Cable.Way;
import dev.infrahub.testing.Hold;
import dev.infrahub.testing.ServiceProcess;
import java.nio.file.Path;
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
 * The cab-signer is killed at each step of a decision, exactly there: the connection on which the step shows is stopped at the
 * byte that matters. Another one takes over, and whoever waits for the answer gets it, once.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SignerKilledIT {

    private static final String COMMIT = "COMMIT";
    /** As long as it may be: the one that takes over may start slowly. */
    private static final String SIGN_WITHIN = "90s";

    private final Backends.Database keys = Backends.shared().newDatabase();
    private final int port = Ports.free();
    private final Cable toQuantumApi = Cable.to("127.0.0.1", port);
    private final Boardroom board = new Boardroom(1);
    private final Cable toDatabase = Cable.to(board.database.host(), board.database.port());
    private final Books books = new Books(board.database, keys);
    private Parts parts;
    private ServiceProcess quantumApi;
    private ServiceProcess signer;
    private String change;
    private long madeBefore;

    @BeforeAll
    void start(@TempDir Path folder) {
        parts = new Parts(folder);
        quantumApi = parts.quantumApi(keys, port);
        signer = newSigner();
        quantumApi.awaitReady();
    }

    private ServiceProcess newSigner() {
        return newSigner(SIGN_WITHIN);
    }

    private ServiceProcess newSigner(String signWithin) {
        return parts.cabSigner(
                board.database.at(toDatabase.host(), toDatabase.port()),
                "http://" + toQuantumApi.host() + ":" + toQuantumApi.port(),
                "--hub.cab-signer.sign-within=" + signWithin);
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
        quantumApi.close();
        board.close();
        toQuantumApi.close();
        toDatabase.close();
    }

    @Test
    void after_it_took_the_event_and_before_it_asks_for_a_signature() {
        killedAt(toQuantumApi.hold(Way.THERE, "/api/v1/", Way.THERE));
        assertThat(signaturesMade()).isEqualTo(1);
    }

    @Test
    void while_the_signature_is_under_way() {
        killedAt(toQuantumApi.hold(Way.THERE, "POST /api/v1/sign", Way.BACK));
        assertThat(signaturesMade()).as("with one that is not kept").isEqualTo(2);
    }

    @Test
    void when_the_signature_is_there_and_before_the_commit() {
        killedAt(toDatabase.hold(Way.THERE, COMMIT, Way.THERE));
        assertThat(signaturesMade()).as("with one that is not kept").isEqualTo(2);
    }

    /** The relay has read what is committed, and does not get to see it. */
    @Test
    void after_the_commit_and_before_the_relay() {
        killedAt(toDatabase.hold(Way.BACK, Topics.APPROVAL_SIGNED.name(), Way.BACK));
        assertThat(signaturesMade()).isEqualTo(1);
    }

    /** The answer to the commit is held back, so that the consumer cannot go on; the relay finds the outbox by itself. */
    @Test
    void after_the_relay_and_before_the_offset_is_committed() {
        try (Hold hold = toDatabase.hold(Way.THERE, COMMIT, Way.BACK)) {
            CompletableFuture<Answer> answer = approve();
            hold.await();
            assertThat(answer.join().status()).isEqualTo(200);
            signer.kill();
        }
        signer = newSigner();
        // behind the event that was not acknowledged and comes again
        assertThat(approve().join().code()).isEqualTo("change.decided");
        assertThat(refusals()).isEqualTo(1);
        assertIsSignedOnce();
        assertThat(signaturesMade()).isEqualTo(1);
    }

    @Test
    void who_comes_back_too_late_refuses_what_it_began_to_sign() {
        CompletableFuture<Answer> answer;
        try (Hold hold = toQuantumApi.hold(Way.THERE, "POST /api/v1/sign", Way.BACK)) {
            answer = approve();
            hold.await();
            signer.kill();
        }
        try (ServiceProcess _ = newSigner("1ms")) {
            assertThat(answer.join())
                    .extracting(Answer::status, Answer::code)
                    .containsExactly(409, "approval.too-late");
        }
        signer = newSigner();
        assertThat(decisions()).isZero();
        assertThat(refusals()).isEqualTo(1);
        assertThat(approve().join().status()).isEqualTo(200);
        assertIsSignedOnce();
    }

    private void killedAt(Hold step) {
        CompletableFuture<Answer> answer;
        try (step) {
            answer = approve();
            step.await();
            signer.kill();
            assertThat(answer).as("an answer before it is signed and kept").isNotDone();
        }
        signer = newSigner();
        assertThat(answer.join()).extracting(Answer::status).isEqualTo(200);
        assertIsSignedOnce();
    }

    private CompletableFuture<Answer> approve() {
        return board.approve(change, "low", 0);
    }

    private void assertIsSignedOnce() {
        assertThat(decisions()).as("decisions on " + change).isEqualTo(1);
        Answer verified = board.get("/api/cab/verify/" + change);
        assertThat(verified.body().path("valid").asBoolean())
                .as(verified.text("reason"))
                .isTrue();
    }

    private long decisions() {
        return books.count("cab_decisions where change_request_id = '" + change + "'");
    }

    private long refusals() {
        return books.count("log_leaves where kind = 'refusal' and change_request_id = '" + change + "'");
    }

    private long signaturesMade() {
        return books.signaturesMade() - madeBefore;
    }
}
