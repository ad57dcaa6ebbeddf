package dev.infrahub.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.infrahub.embedded.EmbeddedKafka;
import dev.infrahub.embedded.Ports;
import dev.infrahub.events.Provisioning;
import dev.infrahub.grants.Administration;
import dev.infrahub.grants.Grants;
import dev.infrahub.schemas.Service;
import dev.infrahub.schemas.Topics;
import dev.infrahub.standalone.AccountCommand.Kind;
import dev.infrahub.testing.KafkaVisitor;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** {@code ./hub subscriber} and {@code ./hub publisher} against the hub's own broker. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AccountCommandIT {

    private static final Duration IMPATIENT = Duration.ofMillis(1500);

    @TempDir
    static Path home;

    private EmbeddedKafka kafka;

    @BeforeAll
    void start() {
        kafka = EmbeddedKafka.start(home.resolve("kafka"), Ports.free());
        KafkaAddress address = KafkaAddress.of(kafka);
        new RunFiles(home.resolve("run"))
                .ready(
                        Map.of(
                                "KAFKA_BOOTSTRAP_SERVERS",
                                address.bootstrapServers(),
                                "SCHEMA_REGISTRY_URL",
                                "http://127.0.0.1:1/apis/ccompat/v7"),
                        1);
        for (Service service : Service.values()) {
            Map<String, Object> client =
                    new HashMap<>(kafka.accounts().of(service.id()).clientSettings(kafka.bootstrapServers()));
            Provisioning.topics(service, client, service.id());
        }
        try (KafkaVisitor analyzer = new KafkaVisitor(
                kafka.accounts().of(Service.PLAN_ANALYZER.id()).clientSettings(kafka.bootstrapServers()))) {
            assertThat(analyzer.mayWrite(Topics.PLAN_ANALYZED.name())).isTrue();
            assertThat(analyzer.mayWrite(Topics.PLAN_SUBMITTED.deadLetters())).isTrue();
        }
    }

    @AfterAll
    void stop() {
        kafka.close();
    }

    @Test
    void a_subscriber_has_what_was_printed_and_is_refused_the_rest_until_it_is_revoked() {
        Map<String, String> printed = printed(run(Kind.SUBSCRIBER, "create", "drift-bot", "--topic", "plan.analyzed"));

        assertThat(run(Kind.SUBSCRIBER, "list")).contains("drift-bot  plan.analyzed");
        assertThat(run(Kind.PUBLISHER, "list")).doesNotContain("drift-bot");
        assertThat(printed.get("SCHEMA_REGISTRY_URL")).endsWith("/apis/ccompat/v7");
        try (KafkaVisitor subscriber = new KafkaVisitor(clientOf(printed))) {
            assertThat(subscriber.mayRead("plan.analyzed")).isTrue();
            assertThat(subscriber.mayJoin("drift-bot", "plan.analyzed")).isTrue();
            assertThat(subscriber.mayWrite("approval.requested")).isFalse();
            assertThat(subscriber.mayWrite("plan.analyzed")).isFalse();
            assertThat(subscriber.mayRead("plan.submitted-dlt")).isFalse();
            assertThat(subscriber.mayJoin("gateway", "plan.analyzed")).isFalse();

            run(Kind.SUBSCRIBER, "revoke", "drift-bot");

            assertThat(subscriber.mayRead("plan.analyzed")).isFalse();
        }
        assertThat(run(Kind.SUBSCRIBER, "list")).doesNotContain("drift-bot");
        try (KafkaVisitor again = new KafkaVisitor(clientOf(printed), IMPATIENT)) {
            assertThat(again.mayRead("plan.analyzed")).isFalse();
        }
    }

    @Test
    void a_publisher_hands_in_plans_alone() {
        Map<String, String> printed = printed(run(Kind.PUBLISHER, "create", "jenkins"));

        assertThat(run(Kind.PUBLISHER, "list")).contains("jenkins  plan.submitted");
        try (KafkaVisitor publisher = new KafkaVisitor(clientOf(printed))) {
            assertThat(publisher.mayWrite("plan.submitted")).isTrue();
            assertThat(publisher.mayWrite("approval.requested")).isFalse();
            assertThat(publisher.mayRead("plan.analyzed")).isFalse();
        }
    }

    @Test
    void what_an_interrupted_making_left_is_not_inherited() {
        try (Administration administration =
                new Administration(kafka.accounts().administrator().clientSettings(kafka.bootstrapServers()))) {
            administration.allow(List.of(Grants.ofSubscriber("half-made", List.of(Topics.APPROVAL_SIGNED))));
        }

        Map<String, String> printed = printed(run(Kind.SUBSCRIBER, "create", "half-made", "--topic", "plan.analyzed"));

        try (KafkaVisitor subscriber = new KafkaVisitor(clientOf(printed))) {
            assertThat(subscriber.mayRead("plan.analyzed")).isTrue();
            assertThat(subscriber.mayRead("approval.signed")).isFalse();
        }
    }

    @Test
    void what_cannot_be_is_refused_by_name() {
        run(Kind.SUBSCRIBER, "create", "taken", "--topic", "plan.analyzed");

        assertRefused("no topic 'plan.analysed'", Kind.SUBSCRIBER, "create", "x-bot", "--topic", "plan.analysed");
        assertRefused(
                "no topic 'plan.submitted-dlt'", Kind.SUBSCRIBER, "create", "x-bot", "--topic", "plan.submitted-dlt");
        assertRefused("say which topics", Kind.SUBSCRIBER, "create", "x-bot");
        assertRefused("account of the hub itself", Kind.SUBSCRIBER, "create", "gateway", "--topic", "plan.analyzed");
        assertRefused("already", Kind.SUBSCRIBER, "create", "taken", "--topic", "plan.analyzed");
        assertRefused("already", Kind.PUBLISHER, "create", "taken");
        assertRefused("plan.submitted alone", Kind.PUBLISHER, "create", "x-bot", "--topic", "approval.requested");
        assertRefused("no subscriber 'gateway'", Kind.SUBSCRIBER, "revoke", "gateway");
        assertRefused("no subscriber 'administrator'", Kind.SUBSCRIBER, "revoke", "administrator");
        assertRefused("no publisher 'taken'", Kind.PUBLISHER, "revoke", "taken");
    }

    @Test
    void on_a_kafka_that_is_not_the_hubs_it_prints_what_would_do_it() {
        Map<String, String> outside =
                Map.of("HUB_HOME", home.toString(), "KAFKA_BOOTSTRAP_SERVERS", "kafka.example.com:9093");

        assertThat(run(outside, Kind.SUBSCRIBER, "create", "far-away", "--topic", "plan.analyzed"))
                .contains("kafka-configs.sh --bootstrap-server kafka.example.com:9093 ")
                .contains("--add --allow-principal User:far-away --operation Read --group far-away --topic"
                        + " plan.analyzed");
        assertThat(run(outside, Kind.SUBSCRIBER, "revoke", "far-away")).contains("--delete-config SCRAM-SHA-512");
        assertThat(run(Kind.SUBSCRIBER, "list")).doesNotContain("far-away");
    }

    private static void assertRefused(String reason, Kind kind, String... arguments) {
        assertThatThrownBy(() -> run(kind, arguments))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(reason);
    }

    private static Map<String, Object> clientOf(Map<String, String> printed) {
        return Map.of(
                "bootstrap.servers", printed.getOrDefault("KAFKA_BOOTSTRAP_SERVERS", ""),
                "security.protocol", printed.getOrDefault("KAFKA_SECURITY_PROTOCOL", ""),
                "sasl.mechanism", printed.getOrDefault("KAFKA_SASL_MECHANISM", ""),
                "sasl.jaas.config",
                        "org.apache.kafka.common.security.scram.ScramLoginModule required username=\"%s\" password=\"%s\";"
                                .formatted(
                                        printed.getOrDefault("KAFKA_USERNAME", ""),
                                        printed.getOrDefault("KAFKA_PASSWORD", "")));
    }

    private static Map<String, String> printed(String text) {
        Map<String, String> printed = new HashMap<>();
        text.lines()
                .forEach(line ->
                        printed.put(line.substring(0, line.indexOf('=')), line.substring(line.indexOf('=') + 1)));
        return printed;
    }

    private static String run(Kind kind, String... arguments) {
        return run(Map.of("HUB_HOME", home.toString()), kind, arguments);
    }

    /** What goes to standard output. */
    private static String run(Map<String, String> environment, Kind kind, String... arguments) {
        ByteArrayOutputStream said = new ByteArrayOutputStream();
        PrintStream nowhere = new PrintStream(PrintStream.nullOutputStream());
        new AccountCommand(
                        kind, Settings.from(environment), new PrintStream(said, true, StandardCharsets.UTF_8), nowhere)
                .run(List.of(arguments));
        return said.toString(StandardCharsets.UTF_8);
    }
}
