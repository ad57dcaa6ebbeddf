package dev.infrahub.cabsigner;

import static dev.infrahub.testkit.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import dev.infrahub.cabsigner.domain.Audit;
import dev.infrahub.cabsigner.domain.ChangeKey;
import dev.infrahub.cabsigner.domain.SshAudit;
import dev.infrahub.cabsigner.store.Records;
import dev.infrahub.cabsigner.store.SshRecords;
import dev.infrahub.events.Lookups;
import dev.infrahub.schemas.ApprovalRequested;
import dev.infrahub.schemas.ChangeImplemented;
import dev.infrahub.schemas.ChangeRequested;
import dev.infrahub.schemas.ChangeReviewed;
import dev.infrahub.schemas.EvidenceSubmitted;
import dev.infrahub.schemas.Service;
import dev.infrahub.schemas.Topic;
import dev.infrahub.schemas.Topics;
import dev.infrahub.testing.Backends;
import dev.infrahub.testing.Wire;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.apache.avro.specific.SpecificRecord;
import org.springframework.context.ConfigurableApplicationContext;

/** The cab-signer on a database of its own, and what the members of the board do with it. */
final class BoardFixture implements AutoCloseable {

    static final String REQUESTER = "user:rita";
    static final String PIPELINE = "key:pipeline";

    private static final int MOST_QUESTIONS = 30;

    final Backends.Database database = Backends.shared().newDatabase();
    final Wire wire = new Wire(Backends.shared());
    private final String run = UUID.randomUUID().toString().substring(0, 8);
    private final List<ConfigurableApplicationContext> running = new ArrayList<>();

    BoardFixture start(LocalQuantumApi quantumApi, String... more) {
        running.add(CabSignerApplication.start(arguments(
                Backends.shared().serviceArguments(Service.CAB_SIGNER, database, more),
                "--hub.quantumapi.endpoint=" + quantumApi.endpoint(),
                "--hub.quantumapi.api-key=" + LocalQuantumApi.KEY,
                "--hub.quantumapi.circuit.pause=1s")));
        return this;
    }

    /** Patient as in production: who gives up early could be signed for later. */
    static String[] arguments(String[] arguments, String... more) {
        return Stream.concat(
                        Arrays.stream(arguments).filter(argument -> !argument.contains("give-up-after")),
                        Stream.concat(Arrays.stream(more), Stream.of("--hub.events.give-up-after=2m")))
                .toArray(String[]::new);
    }

    /** Ids that no other test has: topics are shared. */
    String id(String name) {
        return "CHG-" + run + "-" + name;
    }

    static String plan(String id) {
        return String.format("%064x", id.hashCode() & 0xffff);
    }

    UUID open(String id, String risk) {
        return open(change(id, risk));
    }

    /** A change that a policy could approve. */
    UUID openStandard(String id) {
        return open(standard(id));
    }

    static ChangeRequested standard(String id) {
        return ChangeRequested.newBuilder(change(id, "low"))
                .setChangeType("standard")
                .build();
    }

    private UUID open(ChangeRequested event) {
        UUID operation = UUID.randomUUID();
        wire.publish(Topics.CHANGE_REQUESTED, event.getChangeRequestId(), UUID.randomUUID(), operation, event);
        return operation;
    }

    static ChangeRequested change(String id, String risk) {
        return ChangeRequested.newBuilder()
                .setChangeRequestId(id)
                .setClient("acme")
                .setModule("network")
                .setEnvironment("production")
                .setPlanHash(plan(id))
                .setFingerprint("f".repeat(64))
                .setRiskLevel(risk)
                .setChangeType("normal")
                .setSummary("Adds a subnet")
                .setPrUrl("https://example.org/pr/1")
                .setRequestedBy(REQUESTER)
                .setRequestedByName("Rita")
                .setRequestedAt(now())
                .build();
    }

    /** Returns the operation. */
    UUID decide(String id, String approver) {
        return decide(approval(id, approver).build());
    }

    UUID decide(ApprovalRequested event) {
        UUID operation = UUID.randomUUID();
        wire.publish(Topics.APPROVAL_REQUESTED, event.getChangeRequestId(), UUID.randomUUID(), operation, event);
        return operation;
    }

    static ApprovalRequested.Builder approval(String id, String approver) {
        return ApprovalRequested.newBuilder()
                .setChangeRequestId(id)
                .setClient("acme")
                .setModule("network")
                .setPlanHash(plan(id))
                .setFingerprint("f".repeat(64))
                .setRiskLevel("low")
                .setDecision("approve")
                .setComment("looks good – ✓")
                .setApprover(approver)
                .setApproverName("Somebody")
                .setRequestedAt(now());
    }

    /** Returns the operation. */
    UUID seal(EvidenceSubmitted event) {
        UUID operation = UUID.randomUUID();
        wire.publish(Topics.EVIDENCE_SUBMITTED, event.getChangeRequestId(), UUID.randomUUID(), operation, event);
        return operation;
    }

    static EvidenceSubmitted.Builder evidence(String id) {
        return EvidenceSubmitted.newBuilder()
                .setChangeRequestId(id)
                .setClient("acme")
                .setPlanSummary("\"Adds a subnet\"")
                .setScanResults("{\"runs\":[],\"version\":\"2.1.0\"}")
                .setAnalysis("{\"planHash\":\"" + plan(id) + "\",\"summary\":\"Creates 1 resource.\"}")
                .setSubmittedBy("key:ci")
                .setSubmittedByName("ci")
                .setSubmittedAt(now());
    }

    /**
     * Asks, and asks again where that failed, until it is answered as wished. The next question comes after the answer: what is
     * left on a topic would be for the next test.
     */
    void askUntil(Topic<? extends SpecificRecord> answered, Consumer<UUID> question) {
        for (int attempt = 0; attempt < MOST_QUESTIONS; attempt++) {
            UUID operation = UUID.randomUUID();
            question.accept(operation);
            eventually(() -> assertThat(answers(answered, operation) + answers(Topics.OPERATION_FAILED, operation))
                    .isEqualTo(1));
            if (answers(answered, operation) == 1) {
                return;
            }
        }
        throw new AssertionError("never answered with " + answered.name());
    }

    private int answers(Topic<? extends SpecificRecord> topic, UUID operation) {
        return wire.eventsOf(topic, operation).size();
    }

    UUID implement(ChangeImplemented event) {
        UUID operation = UUID.randomUUID();
        wire.publish(Topics.CHANGE_IMPLEMENTED, event.getChangeRequestId(), UUID.randomUUID(), operation, event);
        return operation;
    }

    static ChangeImplemented.Builder implementation(String id, String outcome) {
        return ChangeImplemented.newBuilder()
                .setChangeRequestId(id)
                .setClient("acme")
                .setOutcome(outcome)
                .setRunUrl("https://ci.example.org/runs/7")
                .setComment("applied – ✓")
                .setReportedBy(PIPELINE)
                .setReportedByName("Pipeline")
                .setReportedAt(now());
    }

    UUID review(ChangeReviewed event) {
        UUID operation = UUID.randomUUID();
        wire.publish(Topics.CHANGE_REVIEWED, event.getChangeRequestId(), UUID.randomUUID(), operation, event);
        return operation;
    }

    static ChangeReviewed.Builder reviewing(String id, String reviewer) {
        return ChangeReviewed.newBuilder()
                .setChangeRequestId(id)
                .setClient("acme")
                .setOutcome("successful-with-issues")
                .setComment("slow – but done")
                .setReviewedBy(reviewer)
                .setReviewedByName("Somebody")
                .setReviewedAt(now());
    }

    static Instant now() {
        return Instant.ofEpochMilli(System.currentTimeMillis());
    }

    /** What verifying finds, now. */
    Audit.Result audit(String id) {
        ChangeKey change = new ChangeKey("acme", id);
        return Audit.of(change, Records.of(bean(Lookups.class), change));
    }

    <T> T bean(Class<T> type) {
        return running.getFirst().getBean(type);
    }

    SshAudit.Result sshAudit(String certificate) {
        return SshAudit.of(certificate, "acme", SshRecords.of(running.getFirst().getBean(Lookups.class), certificate));
    }

    long count(String fromWhere) {
        return Long.parseLong(rows("select count(*) from " + fromWhere).getFirst());
    }

    /** The first column of all rows. */
    List<String> rows(String sql) {
        try (Connection connection = connect();
                Statement statement = connection.createStatement();
                ResultSet found = statement.executeQuery(sql)) {
            List<String> rows = new ArrayList<>();
            while (found.next()) {
                rows.add(String.valueOf(found.getString(1)));
            }
            return rows;
        } catch (SQLException e) {
            throw new IllegalStateException(sql, e);
        }
    }

    Connection connect() throws SQLException {
        Connection connection = database.connect();
        connection.setSchema("cab_signer");
        return connection;
    }

    void stop() {
        running.forEach(ConfigurableApplicationContext::close);
        running.clear();
    }

    @Override
    public void close() {
        stop();
        wire.close();
    }
}
