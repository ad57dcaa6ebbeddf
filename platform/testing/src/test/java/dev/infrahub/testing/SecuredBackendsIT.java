package dev.infrahub.testing;

import static dev.infrahub.testkit.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.infrahub.events.Commits;
import dev.infrahub.events.EventsConfiguration;
import dev.infrahub.events.Outcome;
import dev.infrahub.events.Subscription;
import dev.infrahub.events.Write;
import dev.infrahub.faults.SettingRefused;
import dev.infrahub.schemas.OperationFailed;
import dev.infrahub.schemas.Topics;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/** A service on a broker, a database and a registry that all want to know who it is, and whose certificates are their own. */
class SecuredBackendsIT {

    private static final Duration SECONDS = Duration.ofSeconds(25);

    /** No name server may know it: RFC 6761. */
    private static final String NOWHERE = "nowhere.invalid";

    private static final Queue<String> HEARD = new ConcurrentLinkedQueue<>();

    @TempDir
    static Path state;

    static Certificates certificates;
    static Certificates others;
    static SecuredKafka kafka;
    static SecuredPostgres postgres;
    static SecuredRegistry registry;

    private final Map<String, String> settings = new LinkedHashMap<>();

    /** Hears what it says itself. */
    @Configuration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    @Import(EventsConfiguration.class)
    static class ListeningService {

        @Bean
        Subscription<OperationFailed> hearing() {
            return new Subscription<>(Topics.OPERATION_FAILED, event -> {
                HEARD.add(event.value().getDetail());
                return Outcome.nothing();
            });
        }
    }

    @BeforeAll
    static void start() throws Exception {
        certificates = Certificates.in(state.resolve("ours"))
                .sign("server", "localhost")
                .sign("elsewhere", "elsewhere.example")
                .sign("infrahub", "localhost");
        others = Certificates.in(state.resolve("others")).sign("infrahub", "localhost");
        kafka = SecuredKafka.start(state.resolve("kafka"), certificates, "server");
        postgres = SecuredPostgres.start(state.resolve("postgres"), certificates, "server");
        registry = SecuredRegistry.before(Backends.shared(), certificates, "server");
    }

    @AfterAll
    static void stop() {
        registry.close();
        kafka.close();
        postgres.close();
    }

    @BeforeEach
    void letIn() throws Exception {
        // publishes nothing that it would have to sign
        settings.put("spring.application.name", "plan-analyzer");
        settings.put("KAFKA_BOOTSTRAP_SERVERS", kafka.scram());
        settings.put("KAFKA_SECURITY_PROTOCOL", "SASL_SSL");
        settings.put("KAFKA_USERNAME", SecuredKafka.USER);
        settings.put("KAFKA_PASSWORD", SecuredKafka.PASSWORD);
        settings.put("KAFKA_SSL_CA_FILE", certificates.authority().toString());
        settings.put("SCHEMA_REGISTRY_URL", registry.url());
        settings.put("SCHEMA_REGISTRY_USERNAME", SecuredRegistry.USER);
        settings.put("SCHEMA_REGISTRY_PASSWORD", SecuredRegistry.PASSWORD);
        settings.put("SCHEMA_REGISTRY_CA_FILE", certificates.authority().toString());
        settings.put("POSTGRES_HOST", "localhost");
        settings.put("POSTGRES_PORT", Integer.toString(postgres.port()));
        settings.put("POSTGRES_DB", "infrahub");
        settings.put("POSTGRES_USER", "infrahub");
        settings.put("POSTGRES_PASSWORD", postgres.password());
        settings.put("POSTGRES_SSL_MODE", "verify-full");
        settings.put("POSTGRES_SSL_CA_FILE", certificates.authority().toString());
        postgres.ask("");
    }

    @Test
    void a_service_works_by_user_password_and_tls() {
        assertWorks();
        assertThat(registry.passed())
                .anyMatch(path -> path.startsWith("/apis/ccompat/v7/subjects"))
                .anyMatch(path -> path.startsWith("/apis/registry/v3/"));
    }

    @Test
    void a_service_works_by_certificate() throws Exception {
        settings.keySet().removeIf(name -> name.startsWith("KAFKA_USERNAME") || name.startsWith("KAFKA_PASSWORD"));
        settings.put("KAFKA_BOOTSTRAP_SERVERS", kafka.mutual());
        settings.put("KAFKA_SECURITY_PROTOCOL", "SSL");
        settings.put(
                "KAFKA_SSL_CERTIFICATE_FILE",
                certificates.certificate("infrahub").toString());
        settings.put("KAFKA_SSL_KEY_FILE", certificates.key("infrahub").toString());
        settings.put(
                "POSTGRES_SSL_CERTIFICATE_FILE",
                certificates.certificate("infrahub").toString());
        settings.put("POSTGRES_SSL_KEY_FILE", certificates.key("infrahub").toString());
        postgres.ask("clientcert=verify-full");

        assertWorks();
    }

    @Test
    void a_broker_that_lets_nobody_in_is_told_within_seconds() throws Exception {
        settings.put("KAFKA_PASSWORD", "wrong");
        assertRefused("Kafka at " + kafka.scram() + " does not let in user hub", "KAFKA_PASSWORD");

        letIn();
        settings.put("KAFKA_SSL_CA_FILE", others.authority().toString());
        assertRefused("no TLS between us (user hub) and Kafka", "KAFKA_SSL_CA_FILE");

        letIn();
        settings.put("KAFKA_BOOTSTRAP_SERVERS", kafka.scram().replace("localhost", NOWHERE));
        assertRefused("KAFKA_BOOTSTRAP_SERVERS names " + NOWHERE, "which no name server knows");

        letIn();
        settings.put("KAFKA_BOOTSTRAP_SERVERS", kafka.scram().replace("localhost", "127.0.0.1"));
        assertRefused("no TLS between us (user hub) and Kafka", "the broker's name");

        letIn();
        settings.keySet().removeIf(name -> name.startsWith("KAFKA_USERNAME") || name.startsWith("KAFKA_PASSWORD"));
        settings.put("KAFKA_BOOTSTRAP_SERVERS", kafka.mutual());
        settings.put("KAFKA_SECURITY_PROTOCOL", "SSL");
        assertRefused("no TLS between us (nobody) and Kafka", "KAFKA_SSL_CERTIFICATE_FILE");

        settings.put(
                "KAFKA_SSL_CERTIFICATE_FILE", others.certificate("infrahub").toString());
        settings.put("KAFKA_SSL_KEY_FILE", others.key("infrahub").toString());
        assertRefused("no TLS between us", "KAFKA_SSL_CERTIFICATE_FILE");
    }

    @Test
    void a_database_that_lets_nobody_in_is_told_within_seconds() throws Exception {
        settings.put("POSTGRES_PASSWORD", "wrong");
        assertRefused(
                "Postgres does not let in infrahub at localhost",
                "password authentication failed",
                "Check POSTGRES_USER and POSTGRES_PASSWORD.");

        letIn();
        settings.put("POSTGRES_HOST", NOWHERE);
        assertRefused("POSTGRES_HOST names " + NOWHERE, "which no name server knows");

        letIn();
        settings.put("POSTGRES_DB", "infrahuub");
        assertRefused("Postgres does not let in infrahub at localhost", "does not exist", "Check POSTGRES_DB.");

        letIn();
        settings.put("POSTGRES_SSL_CA_FILE", others.authority().toString());
        assertRefused("Postgres does not let in infrahub at localhost", "POSTGRES_SSL_CA_FILE");

        letIn();
        settings.put("POSTGRES_HOST", "127.0.0.1");
        assertRefused("Postgres does not let in infrahub at 127.0.0.1", "could not be verified");

        letIn();
        settings.remove("POSTGRES_SSL_CA_FILE");
        settings.put("POSTGRES_SSL_MODE", "disable");
        assertRefused("Postgres does not let in infrahub at localhost", "no encryption");

        letIn();
        settings.remove("POSTGRES_SSL_CA_FILE");
        assertRefused("Postgres does not let in infrahub at localhost", "certification path");

        letIn();
        postgres.ask("clientcert=verify-full");
        assertRefused("Postgres does not let in infrahub at localhost", "certificate");
    }

    /** Flyway's driver tells it first in every other test here; the other one must see it as well. */
    @Test
    void the_driver_of_every_day_checks_the_servers_name_and_authority() throws Exception {
        postgres.ask("");
        try (ConfigurableApplicationContext service = start(settings)) {
            assertThat(say(service, "once")).isTrue();
        }
        settings.put("spring.flyway.enabled", "false");
        settings.put("POSTGRES_HOST", "127.0.0.1");
        assertCannotSay("No subject alternative names matching IP address 127.0.0.1");

        settings.put("POSTGRES_HOST", "localhost");
        settings.put("POSTGRES_SSL_CA_FILE", others.authority().toString());
        assertCannotSay("PKIX path");
    }

    private void assertCannotSay(String why) {
        try (ConfigurableApplicationContext service = start(settings)) {
            assertThatThrownBy(() -> say(service, "never")).hasStackTraceContaining(why);
        }
    }

    @Test
    void a_registry_that_lets_nobody_in_is_told_within_seconds() throws Exception {
        settings.put("SCHEMA_REGISTRY_PASSWORD", "wrong");
        assertRefused("The schema registry at localhost", "SCHEMA_REGISTRY_PASSWORD");

        letIn();
        settings.put("SCHEMA_REGISTRY_URL", registry.url().replace("localhost", NOWHERE));
        assertRefused("SCHEMA_REGISTRY_URL names " + NOWHERE, "which no name server knows");

        letIn();
        settings.put("SCHEMA_REGISTRY_URL", registry.url() + "/elsewhere");
        assertRefused("with status 404", "SCHEMA_REGISTRY_URL");

        letIn();
        settings.put("SCHEMA_REGISTRY_CA_FILE", others.authority().toString());
        assertRefused("no TLS between us and the schema registry", "SCHEMA_REGISTRY_CA_FILE");

        letIn();
        settings.put("SCHEMA_REGISTRY_URL", registry.url().replace("localhost", "127.0.0.1"));
        assertRefused("no TLS between us and the schema registry", "the registry's name");
    }

    @Test
    void tls_without_proof_of_who_answers_can_be_had_for_the_database_alone() {
        settings.remove("POSTGRES_SSL_CA_FILE");
        settings.put("POSTGRES_SSL_MODE", "require");
        settings.put("POSTGRES_HOST", "127.0.0.1");

        assertWorks();
    }

    private void assertWorks() {
        String said = UUID.randomUUID().toString();
        try (ConfigurableApplicationContext service = start(settings)) {
            assertThat(say(service, said)).isTrue();
            eventually(() -> assertThat(HEARD).contains(said));
        }
    }

    private static boolean say(ConfigurableApplicationContext service, String what) {
        return Boolean.TRUE.equals(service.getBean(Commits.class)
                .commit(
                        Write.of("insert into inbox (consumer, event_id) values ('said', gen_random_uuid())"),
                        Outcome.nothing().start(Topics.OPERATION_FAILED, "key", event(what)),
                        Optional.empty())
                .block());
    }

    private void assertRefused(String... words) {
        Instant begin = Instant.now();
        assertThatThrownBy(() -> start(settings))
                .satisfies(
                        failure -> assertThat(sentence(failure)).contains(words).doesNotContain("se;", "pass:"));
        assertThat(Duration.between(begin, Instant.now())).isLessThan(SECONDS);
    }

    /** Ours: what is below it is the client's. */
    private static String sentence(Throwable failure) {
        return Stream.iterate(failure, Objects::nonNull, Throwable::getCause)
                .filter(SettingRefused.class::isInstance)
                .map(Throwable::getMessage)
                .findFirst()
                .orElseGet(failure::toString);
    }

    private static OperationFailed event(String detail) {
        return OperationFailed.newBuilder()
                .setOperationId(UUID.randomUUID().toString())
                .setCode("test")
                .setDetail(detail)
                .setRetryable(false)
                .setFailedTopic("test")
                .build();
    }

    private static ConfigurableApplicationContext start(Map<String, String> settings) {
        Stream<String> arguments =
                settings.entrySet().stream().map(entry -> "--" + entry.getKey() + "=" + entry.getValue());
        return new SpringApplicationBuilder(ListeningService.class)
                .properties("spring.config.name=quiet")
                .run(Stream.concat(arguments, Stream.of("--spring.main.web-application-type=none"))
                        .toArray(String[]::new));
    }
}
