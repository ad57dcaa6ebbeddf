package dev.infrahub.driftworker;

import static dev.infrahub.testkit.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.infrahub.proofs.AcceptedDrift;
import dev.infrahub.schemas.DriftAcceptance;
import dev.infrahub.schemas.DriftAcceptanceDecided;
import dev.infrahub.schemas.DriftAnalyzed;
import dev.infrahub.schemas.DriftCheckSubmitted;
import dev.infrahub.schemas.DriftReason;
import dev.infrahub.schemas.DriftedAttribute;
import dev.infrahub.schemas.DriftedResource;
import dev.infrahub.schemas.DroppedDifference;
import dev.infrahub.schemas.Service;
import dev.infrahub.schemas.Topics;
import dev.infrahub.testing.Backends;
import dev.infrahub.testing.Wire;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.context.ConfigurableApplicationContext;

/** What the board accepts, and what the operator says of owners and rules, from event to answer. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AgreementsIT {

    private static final String OPENED = "aws_sqs_queue.jobs";
    private static final String DELETED = "aws_sqs_queue.mail";

    private static final String PLAN = """
            {"format_version":"1.2","terraform_version":"1.11.4","resource_changes":[],"resource_drift":[
              {"address":"aws_sqs_queue.jobs","mode":"managed","type":"aws_sqs_queue","name":"jobs",
               "change":{"actions":["update"],
                         "before":{"policy":"","delay_seconds":0,"visibility_timeout_seconds":60},
                         "after":{"policy":"{\\"Statement\\":[{\\"Effect\\":\\"Allow\\",\\"Principal\\":\\"*\\",\\"Action\\":\\"*\\"}]}",
                                  "delay_seconds":5,"visibility_timeout_seconds":5}}},
              {"address":"aws_sqs_queue.mail","mode":"managed","type":"aws_sqs_queue","name":"mail",
               "change":{"actions":["delete"],"before":{"name":"mail"},"after":null}}]}\
            """;

    private final Instant now = Instant.now().truncatedTo(ChronoUnit.MILLIS);
    private final Instant until = now.plus(Duration.ofDays(30));
    private final Backends.Database database = Backends.shared().newDatabase();
    private final Wire wire = new Wire(Backends.shared());
    private final String run = UUID.randomUUID().toString().substring(0, 8);
    private final String acme = "acme-" + run;
    private final String globex = "globex-" + run;
    private final String hooli = "hooli-" + run;
    private final String umbrella = "umbrella-" + run;
    private ConfigurableApplicationContext worker;

    @BeforeAll
    void start() {
        worker = DriftWorkerApplication.start(Backends.shared()
                .serviceArguments(
                        Service.DRIFT_WORKER,
                        database,
                        "--hub.drift-worker.owners[0].client=" + umbrella,
                        "--hub.drift-worker.owners[0].address=aws_sqs_queue.*",
                        "--hub.drift-worker.owners[0].attribute=delay_seconds",
                        "--hub.drift-worker.owners[0].owner=throttle",
                        "--hub.drift-worker.owners[1].client=" + hooli,
                        "--hub.drift-worker.owners[1].address=*",
                        "--hub.drift-worker.owners[1].attribute=policy",
                        "--hub.drift-worker.owners[1].owner=nobody",
                        "--hub.drift-worker.ignored[0].client=" + hooli,
                        "--hub.drift-worker.ignored[0].address=*",
                        "--hub.drift-worker.ignored[0].attribute=**",
                        "--hub.drift-worker.ignored[0].why=We do not look.",
                        "--hub.drift-worker.ignored[1].client=" + hooli,
                        "--hub.drift-worker.ignored[1].address=aws_sns_topic.*",
                        "--hub.drift-worker.ignored[1].attribute=tags",
                        "--hub.drift-worker.ignored[1].why=There is none."));
    }

    @AfterAll
    void stop() {
        worker.close();
        wire.close();
    }

    @Test
    void what_the_board_accepted_is_settled_until_its_end_and_until_it_is_withdrawn() {
        AcceptedDrift accepted = accepted(acme, "settled");
        assertThat(policy(scan(acme, "settled", now)).getState()).isEqualTo("open");

        decide("CHG-1", accepted, "approved");
        eventually(() -> assertThat(kept(acme, "settled")).isEqualTo(1));
        DriftedAttribute settled = policy(scan(acme, "settled", now.plusSeconds(1)));
        assertThat(settled.getState()).isEqualTo("accepted");
        assertThat(settled.getSettledBy()).isEqualTo("CHG-1");
        assertThat(settled.getUntil()).isEqualTo(until);
        // of what else drifted about the same resource nobody said anything, and none accepts a deletion
        DriftAnalyzed analyzed = scan(acme, "settled", now.plusSeconds(2));
        assertThat(attribute(analyzed, "visibility_timeout_seconds").getState()).isEqualTo("open");
        assertThat(analyzed.getResources())
                .extracting(DriftedResource::getAddress)
                .contains(DELETED);
        assertThat(analyzed.getUnusedRules()).isEmpty();

        assertThat(policy(scan(acme, "settled", until.minusMillis(1))).getState())
                .isEqualTo("accepted");
        assertThat(policy(scan(acme, "settled", until)).getState()).isEqualTo("open");

        decide("CHG-1", accepted, "revoked");
        eventually(() ->
                assertThat(count("revoked_at is not null and client = ?", acme)).isEqualTo(1));
        assertThat(policy(scan(acme, "settled", now.plusSeconds(3))).getState()).isEqualTo("open");

        // an old event that comes again, under another id, revives nothing
        Instant again = now.plusSeconds(7);
        publish(DriftAcceptanceDecided.newBuilder(event("CHG-1", accepted, "approved"))
                .setDecidedAt(again)
                .build());
        eventually(() -> assertThat(count("approved_at = '" + again + "' and client = ?", acme))
                .isEqualTo(1));
        assertThat(policy(scan(acme, "settled", now.plusSeconds(4))).getState()).isEqualTo("open");
    }

    @Test
    void it_is_of_one_client_one_module_and_one_change() {
        decide("CHG-3", accepted(globex, "isolated"), "approved");
        decide("CHG-4", accepted(acme, "another"), "approved");
        AcceptedDrift good = accepted(acme, "isolated");
        AcceptedDrift other = new AcceptedDrift(
                acme, "isolated", good.address(), good.attribute(), "0".repeat(32), until, good.why());
        decide("CHG-5", other, "approved");
        eventually(() -> assertThat(kept(globex, "isolated") + kept(acme, "another") + kept(acme, "isolated"))
                .isEqualTo(3));

        DriftAnalyzed analyzed = scan(acme, "isolated", now);
        assertThat(policy(analyzed).getState()).isEqualTo("open");
        assertThat(analyzed.getUnusedRules()).containsExactly("CHG-5");
        assertThat(policy(scan(globex, "isolated", now)).getState()).isEqualTo("accepted");
    }

    @Test
    void what_the_board_did_not_sign_has_no_effect() {
        AcceptedDrift signed = accepted(acme, "forged");
        DriftAcceptanceDecided forged = DriftAcceptanceDecided.newBuilder(event("CHG-6", signed, "approved"))
                .setPlanHash(
                        new AcceptedDrift(acme, "forged", OPENED, "delay_seconds", signed.change(), until, signed.why())
                                .hash())
                .build();
        UUID mismatched = UUID.randomUUID();
        wire.publish(Topics.DRIFT_ACCEPTANCE_DECIDED, acme + "/CHG-6", UUID.randomUUID(), mismatched, forged);
        UUID unsigned = UUID.randomUUID();
        wire.publishBytes(
                Topics.DRIFT_ACCEPTANCE_DECIDED,
                acme + "/CHG-7",
                wire.encode(Topics.DRIFT_ACCEPTANCE_DECIDED, event("CHG-7", signed, "approved")),
                Map.of(
                        "ce_specversion", "1.0",
                        "ce_id", UUID.randomUUID().toString(),
                        "ce_time", Instant.now().toString(),
                        "correlation-id", unsigned.toString()));

        eventually(() -> assertThat(deadLetter(mismatched)).isEqualTo("acceptance.mismatch"));
        eventually(() -> assertThat(deadLetter(unsigned)).isEqualTo("event.unsigned"));
        assertThat(kept(acme, "forged")).isZero();
        assertThat(policy(scan(acme, "forged", now)).getState()).isEqualTo("open");
    }

    @Test
    void owners_and_rules_hide_neither_security_nor_a_deletion_and_are_told_where_they_meet_nothing() {
        DriftAnalyzed analyzed = scan(hooli, "own", now);

        assertThat(policy(analyzed).getState()).isEqualTo("open");
        assertThat(analyzed.getResources())
                .extracting(DriftedResource::getAddress)
                .containsExactlyInAnyOrder(OPENED, DELETED);
        assertThat(analyzed.getRisk()).isEqualTo("critical");
        assertThat(analyzed.getDropped())
                .filteredOn(dropped -> dropped.getKind().equals("client"))
                .extracting(DroppedDifference::getRule, DroppedDifference::getPath)
                .containsExactlyInAnyOrder(
                        tuple("ignored[0]", "delay_seconds"), tuple("ignored[0]", "visibility_timeout_seconds"));
        assertThat(analyzed.getResources())
                .flatExtracting(DriftedResource::getReasons)
                .filteredOn(reason -> reason.getRule().equals("drift.rule-overruled"))
                .extracting(DriftReason::getDetail)
                .anyMatch(sentence -> sentence.contains("'owners[1]' does not hide 'policy'"))
                .anyMatch(sentence -> sentence.contains("'ignored[0]' does not hide 'policy'"));
        assertThat(analyzed.getUnusedRules()).containsExactly("ignored[1]");

        DriftAnalyzed owned = scan(umbrella, "own", now);
        assertThat(attribute(owned, "delay_seconds").getState()).isEqualTo("co-managed");
        assertThat(attribute(owned, "delay_seconds").getSettledBy()).isEqualTo("owners[0] (throttle)");
        assertThat(attribute(owned, "visibility_timeout_seconds").getState()).isEqualTo("open");
        assertThat(owned.getUnusedRules()).isEmpty();

        // to everybody else it is drift
        DriftAnalyzed others = scan(acme, "own", now);
        assertThat(attribute(others, "visibility_timeout_seconds").getState()).isEqualTo("open");
        assertThat(others.getUnusedRules()).isEmpty();
    }

    private AcceptedDrift accepted(String client, String module) {
        return new AcceptedDrift(
                client,
                module,
                OPENED,
                "policy",
                policy(scan(client, module, now.minusSeconds(60))).getFingerprint(),
                until,
                "The vendor reads it.");
    }

    private void decide(String change, AcceptedDrift accepted, String state) {
        publish(event(change, accepted, state));
    }

    private void publish(DriftAcceptanceDecided event) {
        wire.publish(
                Topics.DRIFT_ACCEPTANCE_DECIDED,
                event.getClient() + "/" + event.getChangeRequestId(),
                UUID.randomUUID(),
                UUID.randomUUID(),
                event);
    }

    private DriftAcceptanceDecided event(String change, AcceptedDrift accepted, String state) {
        return DriftAcceptanceDecided.newBuilder()
                .setChangeRequestId(change)
                .setClient(accepted.client())
                .setModule(accepted.module())
                .setAcceptance(new DriftAcceptance(
                        accepted.address(), accepted.attribute(), accepted.change(), accepted.until(), accepted.why()))
                .setPlanHash(accepted.hash())
                .setState(state)
                .setDecidedBy(List.of("user:adam", "user:eve"))
                .setDecidedAt(now)
                .build();
    }

    private DriftAnalyzed scan(String client, String module, Instant at) {
        UUID operation = UUID.randomUUID();
        wire.publish(
                Topics.DRIFT_CHECK_SUBMITTED,
                client + "/" + module,
                UUID.randomUUID(),
                operation,
                DriftCheckSubmitted.newBuilder()
                        .setCheckId(UUID.randomUUID().toString())
                        .setClient(client)
                        .setModule(module)
                        .setSubmittedAt(at)
                        .setFormat("json")
                        .setPlan(ByteBuffer.wrap(PLAN.getBytes(StandardCharsets.UTF_8)))
                        .build());
        eventually(() ->
                assertThat(wire.eventsOf(Topics.DRIFT_ANALYZED, operation)).hasSize(1));
        return wire.eventsOf(Topics.DRIFT_ANALYZED, operation).getFirst();
    }

    private static DriftedAttribute policy(DriftAnalyzed analyzed) {
        return attribute(analyzed, "policy");
    }

    private static DriftedAttribute attribute(DriftAnalyzed analyzed, String path) {
        return analyzed.getResources().stream()
                .filter(resource -> resource.getAddress().equals(OPENED))
                .flatMap(resource -> resource.getAttributes().stream())
                .filter(attribute -> attribute.getPath().equals(path))
                .findFirst()
                .orElseThrow();
    }

    private String deadLetter(UUID operation) {
        return wire.records(Topics.DRIFT_ACCEPTANCE_DECIDED.deadLetters()).stream()
                .filter(record -> Wire.header(record, "correlation-id")
                        .filter(operation.toString()::equals)
                        .isPresent())
                .map(record -> Wire.header(record, "dlt-code").orElse(""))
                .findFirst()
                .orElse("none");
    }

    private long kept(String client, String module) {
        return count("client = ? and module = '" + module + "'", client);
    }

    private long count(String where, String client) {
        try (Connection connection = database.connect();
                PreparedStatement query = connection.prepareStatement(
                        "select count(*) from drift_worker.drift_acceptances where " + where)) {
            query.setString(1, client);
            try (ResultSet found = query.executeQuery()) {
                found.next();
                return found.getLong(1);
            }
        } catch (SQLException e) {
            throw new IllegalStateException(where, e);
        }
    }
}
