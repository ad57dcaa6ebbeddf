package dev.infrahub.quantumapilocal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.infrahub.embedded.Ports;
import dev.infrahub.quantumapilocal.Server.Answer;
import dev.infrahub.testing.Backends;
import dev.infrahub.testing.ServiceProcess;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collection;
import java.util.HashSet;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The installation is killed under load, twice: what it answered is there afterwards. */
class CrashIT {

    private static final int CALLERS = 6;
    private static final int ANSWERS_BEFORE_THE_KILL = 400;
    private static final String DATA = Server.base64("an approval");
    private static final JsonMapper JSON = new JsonMapper();

    @TempDir
    Path folder;

    /** What a caller was told. */
    private record Told(String kind, String requestId, String sent, JsonNode answer) {}

    @Test
    void nothing_that_was_answered_is_lost_when_the_process_is_killed_under_load() throws Exception {
        Backends.Database database = Backends.shared().newDatabase();
        Queue<Told> told = new ConcurrentLinkedQueue<>();
        for (int round = 1; round <= 2; round++) {
            int port = Ports.free();
            Path console = folder.resolve("console-" + round + ".log");
            try (ServiceProcess process = Server.launch(database, console, port).awaitReady()) {
                loadAndKill(process, port, round, told);
            }
        }
        assertThat(told).hasSizeGreaterThanOrEqualTo(2 * ANSWERS_BEFORE_THE_KILL);
        try (Server server = Server.start(database)) {
            assertNothingLost(server, told);
        }
    }

    private static void loadAndKill(ServiceProcess process, int port, int round, Collection<Told> told)
            throws InterruptedException {
        CountDownLatch enough = new CountDownLatch(ANSWERS_BEFORE_THE_KILL);
        try (ExecutorService callers = Executors.newFixedThreadPool(CALLERS);
                HttpClient http = HttpClient.newHttpClient()) {
            IntStream.range(0, CALLERS)
                    .forEach(caller -> callers.execute(() -> call(http, port, round + "-" + caller, told, enough)));
            assertThat(enough.await(30, TimeUnit.SECONDS)).isTrue();
            process.kill();
        }
    }

    /** Calls until there is no answer any more. */
    private static void call(HttpClient http, int port, String caller, Collection<Told> told, CountDownLatch enough) {
        try {
            for (int i = 0; ; i++) {
                String id = caller + "-" + i;
                Told one = switch (i % 3) {
                    case 0 -> new Told("sign", id, DATA, post(http, port, "/sign", id, "{\"data\":\"" + DATA + "\"}"));
                    case 1 ->
                        new Told(
                                "secret",
                                id,
                                "value-" + id,
                                post(
                                        http,
                                        port,
                                        "/secrets",
                                        id,
                                        "{\"name\":\"s-" + id + "\",\"value\":\"value-" + id + "\"}"));
                    default ->
                        new Told(
                                "key",
                                id,
                                "k-" + id,
                                post(
                                        http,
                                        port,
                                        "/keys",
                                        id,
                                        "{\"name\":\"k-" + id + "\",\"algorithm\":\"ML-DSA-44\"}"));
                };
                told.add(one);
                enough.countDown();
            }
        } catch (IOException killed) {
            // no answer, so no promise
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static JsonNode post(HttpClient http, int port, String path, String requestId, String body)
            throws IOException, InterruptedException {
        HttpResponse<byte[]> response = http.send(
                HttpRequest.newBuilder(Server.uri(port, "/api/v1" + path))
                        .timeout(Duration.ofSeconds(20))
                        .header("X-Api-Key", Server.ADMIN)
                        .header("X-Request-Id", requestId)
                        .header("Content-Type", "application/json")
                        .POST(BodyPublishers.ofString(body))
                        .build(),
                BodyHandlers.ofByteArray());
        assertThat(response.statusCode()).isBetween(200, 201);
        return JSON.readTree(response.body());
    }

    private static void assertNothingLost(Server server, Collection<Told> told) {
        Set<String> audited = new HashSet<>(server.rows("select request_id from audit where outcome = 'ok'"));
        assertThat(audited).containsAll(told.stream().map(Told::requestId).toList());
        Set<String> keys = new HashSet<>(server.rows("select id from keys k where exists"
                + " (select from key_versions v where v.key_id = k.id and v.version = k.version)"));
        Set<String> secrets = new HashSet<>(server.rows("select id from secrets"));
        told.forEach(one -> {
            String id = one.answer().path("id").asString();
            switch (one.kind()) {
                case "key" -> assertThat(keys).contains(id);
                case "secret" -> assertThat(secrets).contains(id);
                default -> assertThat(one.answer().path("signature").asString()).isNotEmpty();
            }
        });
        told.stream()
                .filter(one -> one.kind().equals("secret"))
                .limit(60)
                .forEach(one -> assertThat(
                                server.get("/secrets/" + one.answer().path("id").asString() + "?include=value")
                                        .text("value"))
                        .isEqualTo(one.sent()));
        told.stream().filter(one -> one.kind().equals("key")).limit(60).forEach(one -> assertSigns(server, one));
        told.stream().filter(one -> one.kind().equals("sign")).limit(60).forEach(one -> assertVerifies(server, one));
        assertThat(server.rows(
                        "select id from keys where 'key:' || id not in (select resource from audit where action ="
                                + " 'key.create' and resource is not null)"))
                .as("keys without an audit row")
                .isEmpty();
        assertThat(server.rows("select id from secrets where 'secret:' || id not in (select resource from audit where"
                        + " action = 'secret.create' and resource is not null)"))
                .as("secrets without an audit row")
                .isEmpty();
    }

    private static void assertSigns(Server server, Told key) {
        Answer signed = server.post(
                "/sign",
                "{\"keyId\":\"%s\",\"data\":\"%s\"}"
                        .formatted(key.answer().path("id").asString(), DATA));
        assertThat(signed.status()).as(signed.body()).isEqualTo(200);
    }

    private static void assertVerifies(Server server, Told signature) {
        Answer verified = server.post(
                "/verify",
                "{\"keyId\":\"%s\",\"data\":\"%s\",\"signature\":\"%s\"}"
                        .formatted(
                                signature.answer().path("keyId").asString(),
                                signature.sent(),
                                signature.answer().path("signature").asString()));
        assertThat(verified.json().path("valid").asBoolean())
                .as(verified.body())
                .isTrue();
    }
}
