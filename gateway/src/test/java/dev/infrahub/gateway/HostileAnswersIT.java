package dev.infrahub.gateway;

import static dev.infrahub.testkit.Eventually.eventually;
import static dev.infrahub.testkit.Eventually.throughout;
import static org.assertj.core.api.Assertions.assertThat;

import dev.infrahub.http.bodies.Budget;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Who asks and does not read holds no more than a share, keeps nobody from being answered, and is hung up on. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class HostileAnswersIT {

    private static final int MIB = 1024 * 1024;

    /** More than the machine takes for a connection. */
    private static final int LARGE = 6 * MIB;

    private static final int SMALLEST_WINDOW = 4096;
    private static final int SOCKETS = 20;

    private Hub hub;
    private String plan = "";

    @BeforeAll
    void start() throws SQLException {
        hub = Hub.start("--hub.gateway.answer-memory=64MB");
        plan = "/api/plans/" + StandInSigner.of(hub).plan().getPlanId();
        try (Connection connection = hub.database.connect();
                Statement statement = connection.createStatement()) {
            statement.execute("update gateway.views set body = jsonb_set(body::jsonb, '{summary}',"
                    + " to_jsonb(repeat('x', " + LARGE + "))) where kind = 'plan'");
        }
    }

    @AfterAll
    void stop() {
        hub.close();
    }

    @Test
    void answers_that_are_not_read_take_a_share_and_end() throws IOException {
        String hostile = hub.newKey("ci", "[\"acme\"]", "");
        String honest = hub.newKey("ci", "[\"acme\"]", "");
        Budget answering = hub.bean("answering", Budget.class);
        List<Socket> unread = new ArrayList<>();
        try {
            for (int i = 0; i < SOCKETS; i++) {
                unread.add(asking(hostile));
            }
            eventually(() -> {
                unread.add(asking(hostile));
                HttpResponse<String> refused = hub.getAs(hostile, plan);
                assertThat(refused.statusCode()).isEqualTo(429);
                assertThat(hub.json(refused).path("code").asString()).isEqualTo("share.answers");
                assertThat(refused.headers().firstValue("Retry-After")).isPresent();
            });
            // with what eventually waits for, longer than the patience of a pace and a look more
            throughout(Duration.ofSeconds(15), () -> {
                assertThat(answering.inUse()).isLessThan(64L * MIB / 100 * 65 + 3L * LARGE);
                HttpResponse<String> answer = hub.getAs(honest, plan);
                return answer.statusCode() == 200 && answer.body().length() > LARGE;
            });
            // as slow as a body may come, and nothing of it is read
            eventually(() -> assertThat(answering.inUse()).isZero());
            for (Socket socket : unread) {
                assertThat(rest(socket)).isLessThan(LARGE);
            }
            assertThat(hub.getAs(hostile, plan).statusCode()).isEqualTo(200);
        } finally {
            for (Socket socket : unread) {
                socket.close();
            }
        }
    }

    /**
     * Nobody can read what a lock is on, so whoever asks for it waits as for a list that takes long. What else this credential
     * asks is accepted: who is told to send that again has the work begun twice.
     */
    @Test
    void requests_that_wait_for_the_database_keep_nobody_else_from_it() throws Exception {
        String hostile = hub.newKey("engineer", "[\"acme\"]", "");
        String honest = hub.newKey("ci", "[\"acme\"]", "");
        List<Socket> waiting = new ArrayList<>();
        try (HttpClient http = HttpClient.newHttpClient();
                Connection connection = hub.database.connect();
                Statement statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            statement.execute("lock table gateway.views in access exclusive mode");
            for (int i = 0; i < SOCKETS; i++) {
                waiting.add(asking(hostile));
            }
            eventually(() -> assertThat(lookups(statement)).isEqualTo(4));
            throughout(Duration.ofSeconds(3), () -> {
                assertThat(hub.getAs(honest, "/api/operations").statusCode()).isEqualTo(200);
                return true;
            });
            CompletableFuture<HttpResponse<Stream<String>>> streamed =
                    http.sendAsync(chat(hostile, "text/event-stream"), BodyHandlers.ofLines());
            HttpResponse<String> accepted = hub.send(chat(hostile, Hub.JSON));
            assertThat(accepted.statusCode()).as(accepted.body()).isEqualTo(202);
            connection.rollback();

            HttpResponse<Stream<String>> stream = streamed.get(30, TimeUnit.SECONDS);
            assertThat(stream.statusCode()).isEqualTo(200);
            assertThat(stream.body()
                            .filter(line -> !line.startsWith(":") && !line.isEmpty())
                            .findFirst())
                    .hasValueSatisfying(line -> assertThat(line).contains("accepted"));
            String operation = accepted.headers().firstValue("Location").orElseThrow();
            assertThat(hub.getAs(hostile, operation).statusCode()).isEqualTo(200);
            http.shutdownNow();
        } finally {
            for (Socket socket : waiting) {
                socket.close();
            }
        }
    }

    private HttpRequest chat(String key, String accept) {
        return hub.anonymousRequest("/api/infra/chat")
                .header("X-Api-Key", key)
                .header("Content-Type", Hub.JSON)
                .header("Accept", accept)
                .header("Prefer", "respond-async")
                .POST(BodyPublishers.ofString("{\"message\":\"What drifted?\"}"))
                .build();
    }

    /** How many wait for the lock. */
    private static int lookups(Statement statement) throws SQLException {
        try (ResultSet found = statement.executeQuery(
                "select count(*) from pg_locks where not granted" + " and relation = 'gateway.views'::regclass")) {
            found.next();
            return found.getInt(1);
        }
    }

    private Socket asking(String key) throws IOException {
        Socket socket = new Socket();
        socket.setReceiveBufferSize(SMALLEST_WINDOW);
        socket.connect(new InetSocketAddress(
                InetAddress.getLoopbackAddress(), hub.uri("/").getPort()));
        socket.getOutputStream()
                .write(("GET " + plan + " HTTP/1.1\r\nHost: hub\r\nX-Api-Key: " + key + "\r\n\r\n")
                        .getBytes(StandardCharsets.US_ASCII));
        return socket;
    }

    /** How much still comes of an answer. */
    private static int rest(Socket socket) throws IOException {
        int rest = 0;
        byte[] part = new byte[8192];
        try {
            for (int read = socket.getInputStream().read(part);
                    read >= 0;
                    read = socket.getInputStream().read(part)) {
                rest += read;
            }
        } catch (SocketException reset) {
            // what was on its way is lost
        }
        return rest;
    }
}
