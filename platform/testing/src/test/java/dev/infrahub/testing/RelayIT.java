package dev.infrahub.testing;

import static dev.infrahub.testkit.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import dev.infrahub.events.EventsConfiguration;
import dev.infrahub.events.Lookups;
import dev.infrahub.events.Write;
import dev.infrahub.schemas.Service;
import dev.infrahub.schemas.Topics;
import dev.infrahub.supervision.Death;
import dev.infrahub.supervision.Supervisor;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.health.contributor.Status;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/** What is in the outbox gets to Kafka: all of it, in order, whenever it was committed. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RelayIT {

    @Configuration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    @Import(EventsConfiguration.class)
    static class QuietService {}

    /** Whose way to Kafka is not whole, as where a class is missing that sending needs. */
    @Configuration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    @Import(EventsConfiguration.class)
    static class BrokenService {

        @Bean
        static BeanPostProcessor breaksSending() {
            return new BeanPostProcessor() {
                @Override
                public Object postProcessAfterInitialization(Object bean, String name) {
                    if (!(bean instanceof KafkaProducer<?, ?> whole)) {
                        return bean;
                    }
                    whole.close();
                    return new BrokenProducer();
                }
            };
        }
    }

    private static final class BrokenProducer extends MockProducer<String, byte[]> {

        @Override
        public synchronized Future<RecordMetadata> send(ProducerRecord<String, byte[]> record) {
            throw new NoClassDefFoundError("org/apache/kafka/Missing");
        }
    }

    private final Backends backends = Backends.shared();
    private final Backends.Database database = backends.newDatabase();
    private final Wire wire = new Wire(backends);
    private final ConfigurableApplicationContext service = new SpringApplicationBuilder(QuietService.class)
            .properties("spring.config.name=quiet")
            .run(backends.serviceArguments(
                    Service.GATEWAY,
                    database,
                    "--spring.main.web-application-type=none",
                    "--hub.events.relay-poll=50ms"));

    @BeforeAll
    void isRunning() {
        assertThat(service.isRunning()).isTrue();
    }

    @AfterAll
    void stop() {
        service.close();
        wire.close();
    }

    @Test
    void a_slow_transaction_with_a_lower_seq_is_not_lost() throws SQLException {
        UUID slow = UUID.randomUUID();
        UUID fast = UUID.randomUUID();
        try (Connection slowConnection = database.connect();
                Connection fastConnection = database.connect()) {
            slowConnection.setAutoCommit(false);
            insert(slowConnection, "slow", slow);
            insert(fastConnection, "fast", fast);
            eventually(() -> assertThat(keys()).contains(key("fast", fast)));
            eventually(() -> assertThat(waiting()).isZero());

            slowConnection.commit();
        }

        eventually(() -> assertThat(keys()).contains(key("slow", slow)));
        eventually(() -> assertThat(waiting()).isZero());
    }

    @Test
    void entries_are_sent_once_and_in_order() throws SQLException {
        UUID run = UUID.randomUUID();
        int entries = 500;
        try (Connection connection = database.connect()) {
            connection.setAutoCommit(false);
            for (int i = 0; i < entries; i++) {
                insert(connection, "ordered", run, i);
            }
            connection.commit();
        }

        eventually(() -> assertThat(waiting()).isZero());

        assertThat(payloads(key("ordered", run)))
                .containsExactlyElementsOf(
                        IntStream.range(0, entries).mapToObj(Integer::toString).toList());
    }

    @Test
    void a_relay_that_dies_is_told_by_health_and_its_events_stay() throws SQLException {
        Backends.Database own = backends.newDatabase();
        try (ConfigurableApplicationContext broken = new SpringApplicationBuilder(BrokenService.class)
                .properties("spring.config.name=quiet")
                .run(backends.serviceArguments(Service.GATEWAY, own, "--spring.main.web-application-type=none"))) {
            try (Connection connection = own.connect()) {
                insert(connection, "kept", UUID.randomUUID());
            }

            Supervisor supervisor = broken.getBean(Supervisor.class);
            eventually(() -> assertThat(supervisor.death().map(Death::toString))
                    .hasValue("the relay died: java.lang.NoClassDefFoundError: org/apache/kafka/Missing"));
            assertThat(Objects.requireNonNull(broken.getBean("workHealthIndicator", HealthIndicator.class)
                                    .health())
                            .getStatus())
                    .isEqualTo(Status.DOWN);
            assertThat(waiting(own)).isEqualTo(1);
        }
    }

    /** It happens on the driver's thread, where whoever waits for the row would never hear of it. */
    @Test
    void an_error_in_reading_a_row_gets_to_whoever_waits_for_it() {
        Lookups lookups = service.getBean(Lookups.class);

        assertTimeoutPreemptively(
                Duration.ofSeconds(20),
                () -> assertThatThrownBy(() -> lookups.all(Write.of("select 1"), _ -> {
                            throw new NoClassDefFoundError("dev/infrahub/Missing");
                        }))
                        .isInstanceOf(NoClassDefFoundError.class));
        assertThat(lookups.all(Write.of("select 1"), row -> Objects.requireNonNull(row.get(0, Integer.class))))
                .containsExactly(1);
    }

    private static String key(String name, UUID id) {
        return name + "/" + id;
    }

    private List<String> keys() {
        return wire.records(Topics.OPERATION_FAILED.name()).stream()
                .map(record -> String.valueOf(record.key()))
                .toList();
    }

    private List<String> payloads(String key) {
        return wire.records(Topics.OPERATION_FAILED.name()).stream()
                .filter(record -> key.equals(record.key()))
                .map(record -> new String(record.value(), java.nio.charset.StandardCharsets.UTF_8))
                .toList();
    }

    private static void insert(Connection connection, String name, UUID id) throws SQLException {
        insert(connection, name, id, 0);
    }

    private static void insert(Connection connection, String name, UUID id, int payload) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement("""
            insert into quiet.outbox (id, topic, key, payload, headers)
            values (gen_random_uuid(), 'operation.failed', ?, ?, '{}')\
            """)) {
            insert.setString(1, key(name, id));
            insert.setBytes(2, Integer.toString(payload).getBytes(java.nio.charset.StandardCharsets.UTF_8));
            insert.executeUpdate();
        }
    }

    private long waiting() throws SQLException {
        return waiting(database);
    }

    private static long waiting(Backends.Database database) throws SQLException {
        try (Connection connection = database.connect();
                Statement statement = connection.createStatement();
                ResultSet count = statement.executeQuery("select count(*) from quiet.outbox")) {
            count.next();
            return count.getLong(1);
        }
    }
}
