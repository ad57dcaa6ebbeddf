package dev.infrahub.cabsigner;

import static dev.infrahub.testkit.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import dev.infrahub.cabsigner.domain.Audit;
import dev.infrahub.cabsigner.domain.ChangeKey;
import dev.infrahub.cabsigner.store.Records;
import dev.infrahub.events.Lookups;
import dev.infrahub.schemas.ApprovalRequested;
import dev.infrahub.schemas.ApprovalVerified;
import dev.infrahub.schemas.ChangeImplemented;
import dev.infrahub.schemas.ChangeRequested;
import dev.infrahub.schemas.ChangeReviewed;
import dev.infrahub.schemas.ChangeUpdated;
import dev.infrahub.schemas.EvidenceSubmitted;
import dev.infrahub.schemas.Topics;
import dev.infrahub.schemas.VerificationRequested;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Two clients whose ITSM systems count alike: each has its own change of an id, and learns nothing of the other's. */
class TwoClientsIT {

    private final LocalQuantumApi quantumApi = new LocalQuantumApi();
    private final BoardFixture board = new BoardFixture();
    private final Answers answers = new Answers(board.wire);
    private String id = "";
    private String fingerprint = "f".repeat(64);

    @BeforeEach
    void start() {
        board.start(quantumApi.start(), SshRequests.ACCESS);
        id = board.id("INC-7");
    }

    @AfterEach
    void close() {
        board.close();
        quantumApi.close();
    }

    @Test
    void each_opens_decides_applies_and_seals_its_own() {
        fingerprint = "v2:" + fingerprint;
        assertThat(open("acme", "1").getState()).isEqualTo("pending");
        assertThat(open("globex", "2").getPlanHash()).isEqualTo("2".repeat(64));

        assertThat(answers.signed(decide("globex", "2", "user:adam", "approve")).getClient())
                .isEqualTo("globex");
        assertThat(audit("acme").reason()).isEqualTo("The change request is pending.");
        assertThat(answers.signed(decide("acme", "1", "user:adam", "approve")).getState())
                .isEqualTo("approved");
        assertThat(board.rows("select change_request_id from cab_approvals order by id"))
                .containsExactly("globex/" + id, "acme/" + id);
        assertThat(answers.sealed(seal("globex")).getClient()).isEqualTo("globex");

        assertThat(answers.updated(implement("globex")).getState()).isEqualTo("implemented");
        assertThat(answers.updated(review("globex")).getReview()).isNotNull();
        assertThat(answers.signed(decide("acme", "1", "user:eve", "revoke")).getState())
                .isEqualTo("revoked");
        assertThat(board.rows("select change_request_id from cab_approvals")).containsExactly("globex/" + id);
        assertThat(audit("globex").valid()).as(audit("globex").reason()).isTrue();
        assertThat(audit("acme").reason()).isEqualTo("The change request is revoked.");
        assertThat(verified("globex").getDocument())
                .contains("\"client\":\"globex\"")
                .doesNotContain("acme");
    }

    @Test
    void everything_about_it_is_told_under_a_key_of_both() {
        UUID operation = request("globex", "2");
        answers.updated(operation);

        assertThat(board.wire.records(Topics.CHANGE_UPDATED.name()))
                .filteredOn(record -> record.key().endsWith(id))
                .extracting(org.apache.kafka.clients.consumer.ConsumerRecord::key)
                .containsOnly("globex/" + id);
    }

    @Test
    void to_who_does_not_have_it_another_clients_is_as_one_that_nobody_has() {
        open("acme", "1");
        answers.signed(decide("acme", "1", "user:adam", "approve"));
        String none = board.id("INC-8");

        for (String asked : List.of(id, none)) {
            String theirs = id;
            id = asked;
            assertThat(answers.refusal(decide("globex", "1", "user:eve", "revoke")))
                    .isEqualTo("change.unknown");
            assertThat(answers.failure(implement("globex"))).isEqualTo("change.unknown");
            assertThat(answers.failure(review("globex"))).isEqualTo("change.unknown");
            assertThat(answers.failure(seal("globex"))).isEqualTo("change.unknown");
            assertThat(answers.failure(certificate("globex"))).isEqualTo("change.unknown");
            assertThat(verified("globex").getKnown()).isFalse();
            id = theirs;
        }
        assertThat(audit("acme").valid()).isTrue();
    }

    /** The row of a change that somebody moved to another client neither becomes that client's nor is missed. */
    @Test
    void a_row_that_was_given_to_another_client_is_found_by_its_own_and_unknown_to_the_other() throws SQLException {
        open("acme", "1");
        execute("update change_requests set client = 'globex'");

        assertThat(audit("acme").reason()).contains("change_requests.client was changed");
        assertThat(verified("globex").getKnown()).isFalse();
    }

    /** As a state directory of the build before has them: ids were unique, and cab_approvals held them alone. */
    @Test
    void approvals_of_before_still_verify_and_can_be_revoked() throws SQLException {
        open("acme", "1");
        answers.signed(decide("acme", "1", "user:adam", "approve"));
        answers.sealed(seal("acme"));
        answers.updated(implement("acme"));
        answers.updated(review("acme"));
        id = board.id("INC-9");
        open("acme", "3");
        answers.signed(decide("acme", "3", "user:adam", "approve"));
        String looksNew = "acme/" + board.id("INC-7");
        board.stop();
        asOfBefore(looksNew);
        quantumApi.stop();
        board.start(quantumApi.start(), SshRequests.ACCESS);

        assertThat(audit("acme").valid()).as(audit("acme").reason()).isTrue();
        assertThat(board.rows("select client from change_implementations")).containsExactly("acme");
        assertThat(board.rows("select client from change_reviews")).containsExactly("acme");
        assertThat(answers.signed(decide("acme", "3", "user:eve", "revoke")).getState())
                .isEqualTo("revoked");
        assertThat(board.rows("select change_request_id from cab_approvals"))
                .containsExactlyInAnyOrder("acme/" + board.id("INC-7"), "globex/" + looksNew);
        id = board.id("INC-7");
        assertThat(audit("acme").valid()).as(audit("acme").reason()).isTrue();
        assertThat(open("globex", "2").getState()).isEqualTo("pending");
    }

    /** @param looksNew an id of globex that is written as ids of acme are today */
    private void asOfBefore(String looksNew) throws SQLException {
        execute("""
                alter table change_requests drop constraint change_requests_pkey, add primary key (change_request_id);
                drop index cab_decisions_change, cab_decisions_decided_once, cab_decisions_revoked_once;
                create index cab_decisions_change on cab_decisions (change_request_id);
                create unique index cab_decisions_decided_once on cab_decisions (change_request_id, approved_by)
                    where decision <> 'revoke';
                create unique index cab_decisions_revoked_once on cab_decisions (change_request_id)
                    where decision = 'revoke';
                drop index log_leaves_change;
                alter table log_leaves drop column client;
                create index log_leaves_change on log_leaves (change_request_id);
                alter table change_implementations drop column client, add constraint change_implementations_pkey
                    primary key (change_request_id);
                alter table change_reviews drop column client, add constraint change_reviews_pkey
                    primary key (change_request_id);
                drop index evidence_change, ssh_certificates_change;
                create index evidence_change on evidence (change_request_id);
                create index ssh_certificates_change on ssh_certificates (change_request_id);
                update cab_approvals set change_request_id = substr(change_request_id, position('/' in change_request_id) + 1);
                insert into cab_approvals select (jsonb_populate_record(null::cab_approvals, to_jsonb(one) || jsonb_build_object(
                    'id', 1000, 'sequence', 1000, 'client', 'globex', 'change_request_id', '%s'))).* from cab_approvals one limit 1;
                alter table change_requests alter column fingerprint type varchar(64);
                alter table cab_decisions alter column fingerprint type varchar(64);
                delete from flyway_schema_history where script ~ '^V[67]__'""".formatted(looksNew));
    }

    private void execute(String sql) throws SQLException {
        try (Connection connection = board.connect();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private ChangeUpdated open(String client, String plan) {
        return answers.updated(request(client, plan));
    }

    private UUID request(String client, String plan) {
        UUID operation = UUID.randomUUID();
        ChangeRequested event = ChangeRequested.newBuilder(BoardFixture.change(id, "low"))
                .setClient(client)
                .setPlanHash(plan.repeat(64))
                .setFingerprint(fingerprint)
                .build();
        board.wire.publish(Topics.CHANGE_REQUESTED, id, UUID.randomUUID(), operation, event);
        return operation;
    }

    private UUID decide(String client, String plan, String approver, String verdict) {
        ApprovalRequested event = BoardFixture.approval(id, approver)
                .setClient(client)
                .setPlanHash(plan.repeat(64))
                .setFingerprint(fingerprint)
                .setDecision(verdict)
                .build();
        return board.decide(event);
    }

    private UUID implement(String client) {
        ChangeImplemented event =
                BoardFixture.implementation(id, "succeeded").setClient(client).build();
        return board.implement(event);
    }

    private UUID review(String client) {
        ChangeReviewed event =
                BoardFixture.reviewing(id, "user:eve").setClient(client).build();
        return board.review(event);
    }

    private UUID seal(String client) {
        EvidenceSubmitted event =
                BoardFixture.evidence(id).setClient(client).setAnalysis(null).build();
        return board.seal(event);
    }

    private UUID certificate(String client) {
        UUID operation = UUID.randomUUID();
        board.wire.publish(
                Topics.SSH_CERTIFICATE_REQUESTED,
                client,
                UUID.randomUUID(),
                operation,
                SshRequests.wish("x").setClient(client).setChangeRequestId(id).build());
        return operation;
    }

    private ApprovalVerified verified(String client) {
        UUID operation = UUID.randomUUID();
        board.wire.publish(
                Topics.VERIFICATION_REQUESTED,
                client + "/" + id,
                UUID.randomUUID(),
                operation,
                new VerificationRequested(id, client));
        eventually(() -> assertThat(board.wire.eventsOf(Topics.APPROVAL_VERIFIED, operation))
                .hasSize(1));
        return board.wire.eventsOf(Topics.APPROVAL_VERIFIED, operation).getFirst();
    }

    private Audit.Result audit(String client) {
        ChangeKey change = new ChangeKey(client, id);
        return Audit.of(change, Records.of(board.bean(Lookups.class), change));
    }
}
