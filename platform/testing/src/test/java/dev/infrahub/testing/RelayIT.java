package dev.infrahub.testing;

import static dev.infrahub.testing.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import dev.infrahub.events.EventsConfiguration;
import dev.infrahub.schemas.Service;
import dev.infrahub.schemas.Topics;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/** What is in the outbox gets to Kafka: all of it, in order, whenever it was committed. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RelayIT {

    @Configuration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    @Import(EventsConfiguration.class)
    static class QuietService {}

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
        try (Connection connection = database.connect();
                Statement statement = connection.createStatement();
                ResultSet count = statement.executeQuery("select count(*) from quiet.outbox")) {
            count.next();
            return count.getLong(1);
        }
    }
}
