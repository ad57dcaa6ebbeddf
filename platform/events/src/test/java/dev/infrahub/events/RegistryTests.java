package dev.infrahub.events;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.infrahub.faults.SettingRefused;
import dev.infrahub.schemas.Topics;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.ToIntFunction;
import org.junit.jupiter.api.Test;
import org.springframework.kafka.KafkaException;

class RegistryTests {

    private final List<String> asked = new CopyOnWriteArrayList<>();

    @Test
    void a_schema_is_registered_and_guarded() throws IOException {
        register(_ -> 200, "{}");

        assertThat(asked)
                .containsExactly("POST /subjects/plan.submitted-value/versions", "PUT /config/plan.submitted-value");
    }

    @Test
    void a_guard_that_another_service_set_will_do() throws IOException {
        register(exchange -> isPut(exchange) ? 409 : 200, "{\"compatibilityLevel\":\"FULL_TRANSITIVE\"}");

        assertThat(asked).endsWith("PUT /config/plan.submitted-value", "GET /config/plan.submitted-value");
    }

    @Test
    void a_guard_that_nobody_set_stops_the_start() {
        assertThatThrownBy(() -> register(exchange -> isPut(exchange) ? 409 : 200, "{\"compatibilityLevel\":\"NONE\"}"))
                .isInstanceOf(SettingRefused.class);
    }

    @Test
    void a_schema_that_would_break_a_reader_stops_the_start_and_an_outage_does_not() {
        assertThatThrownBy(() -> register(_ -> 409, "{}"))
                .isInstanceOf(SettingRefused.class)
                .hasMessageContaining("/subjects/plan.submitted-value/versions with status 409");
        assertThatThrownBy(() -> register(_ -> 503, "{}")).isInstanceOf(Outage.class);
    }

    @Test
    void a_registry_that_is_late_is_asked_again() throws IOException {
        register(_ -> asked.size() == 1 ? 503 : 200, "{}", Duration.ofMinutes(1));

        assertThat(asked)
                .containsExactly(
                        "POST /subjects/plan.submitted-value/versions",
                        "POST /subjects/plan.submitted-value/versions",
                        "PUT /config/plan.submitted-value");
    }

    @Test
    void it_is_away_where_it_cannot_be_reached() {
        assertThat(Registry.isAway(new KafkaException("cannot serialize", new ConnectException("refused"))))
                .isTrue();
        assertThat(Registry.isAway(new KafkaException("cannot serialize", new IOException("no schema"))))
                .isFalse();
    }

    private static boolean isPut(HttpExchange exchange) {
        return exchange.getRequestMethod().equals("PUT");
    }

    private void register(ToIntFunction<HttpExchange> status, String body) throws IOException {
        register(status, body, Duration.ofMillis(1));
    }

    private void register(ToIntFunction<HttpExchange> status, String body, Duration patience) throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            asked.add(exchange.getRequestMethod() + " " + exchange.getRequestURI());
            byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(status.applyAsInt(exchange), bytes.length);
            exchange.getResponseBody().write(bytes);
            exchange.close();
        });
        server.start();
        try {
            URI base = URI.create("http://127.0.0.1:" + server.getAddress().getPort());
            new Registry(base, RegistrySecurity.none(), patience).register(List.of(Topics.PLAN_SUBMITTED));
        } finally {
            server.stop(0);
        }
    }
}
