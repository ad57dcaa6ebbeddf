package dev.infrahub.standalone;

import static dev.infrahub.testkit.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.infrahub.embedded.KafkaAccounts;
import dev.infrahub.embedded.Ports;
import dev.infrahub.embedded.StateLock;
import dev.infrahub.testing.KafkaVisitor;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class StandaloneIT {

    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final JsonMapper JSON = new JsonMapper();
    private static final String PLAN = """
        {"format_version": "1.2", "terraform_version": "1.11.0", "resource_changes": [
          {"address": "terraform_data.one", "mode": "managed", "type": "terraform_data", "name": "one",
           "provider_name": "terraform.io/builtin/terraform",
           "change": {"actions": ["create"], "before": null, "after": {"input": "a"}, "after_unknown": {"id": true},
                      "before_sensitive": false, "after_sensitive": {}}}]}
        """;

    @TempDir
    Path home;

    private final int port = Ports.free();
    private final String hub = "http://127.0.0.1:" + port;

    @AfterAll
    static void closeClient() {
        HTTP.close();
    }

    /** One life of it with three starts: each takes twenty seconds. */
    @Test
    void keepsWhatItAcceptedOverAStopAndAKillAndLetsNobodyElseIn() throws Exception {
        String planId;
        String kafka;
        try (HubProcess process = HubProcess.launch(home, port).awaitReady()) {
            HttpResponse<String> answer = submit(PLAN, "wait=30");
            assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
            planId = JSON.readTree(answer.body()).path("planId").asString();
            kafka = process.endpoint("KAFKA_BOOTSTRAP_SERVERS");
            assertKafkaIsClosed(kafka);
            assertDatabaseIsClosed(process);
            assertRegistryIsClosed(process);
            assertPasswordsAreTheirOwnersAlone(process);
            process.stop();
            assertThat(process.said()).contains("dev-key").doesNotContain(developmentKey());
            assertThat(PosixFilePermissions.toString(
                            Files.getPosixFilePermissions(home.resolve("signing-keys/gateway"))))
                    .isEqualTo("rw-------");
            assertThat(Files.readString(home.resolve("signing-keys/cab-signer.pub")))
                    .startsWith("-----BEGIN PUBLIC KEY-----");
            assertThat(home.resolve("run")).isDirectoryNotContaining("glob:**/{pid,endpoints,ready}");
            assertThat(workingOn(home)).isEmpty();
        }
        String operation;
        try (HubProcess process = HubProcess.launch(home, port).awaitReady()) {
            assertThat(process.endpoint("KAFKA_BOOTSTRAP_SERVERS")).isEqualTo(kafka);
            JsonNode plan = get("/api/plans/" + planId);
            assertThat(plan.toString()).contains(planId);
            HttpResponse<String> answer = submit(PLAN.replace("\"a\"", "\"b\""), "respond-async");
            assertThat(answer.statusCode()).as(answer.body()).isEqualTo(202);
            operation = answer.headers().firstValue("Location").orElseThrow();
            process.kill();
        }
        try (HubProcess process = HubProcess.launch(home, port).awaitReady()) {
            eventually(
                    () -> assertThat(get(operation).path("status").asString()).isEqualTo("completed"));
            registry(process).destroyForcibly();
            process.assertEnds("The schema registry has ended; why is in " + home.resolve("registry/registry.log"));
        }
        assertThat(workingOn(home)).isEmpty();
    }

    @Test
    void leavesStateAloneThatAnotherHubWorksOn() throws Exception {
        try (StateLock _ = StateLock.acquire(home)) {
            HubProcess process = HubProcess.launch(home, port);
            assertThat(process.process().waitFor()).isEqualTo(1);
            assertThat(process.said()).contains(home + " is in use");
            assertThat(home.resolve("run")).doesNotExist();
        }
    }

    @Test
    void namesThePortThatIsTakenAndTheWayOut() throws Exception {
        try (ServerSocket _ = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
            HubProcess process = HubProcess.launch(home, port);
            assertThat(process.process().waitFor()).isEqualTo(1);
            assertThat(process.said()).contains("port " + port + " is in use").contains("HUB_PORT=");
            assertThat(workingOn(home)).isEmpty();
        }
    }

    private void assertKafkaIsClosed(String bootstrapServers) {
        KafkaAccounts accounts = KafkaAccounts.in(home.resolve("kafka"));
        try (KafkaVisitor nobody =
                        new KafkaVisitor(Map.of("bootstrap.servers", bootstrapServers), Duration.ofMillis(1500));
                KafkaVisitor analyzer =
                        new KafkaVisitor(accounts.of("plan-analyzer").clientSettings(bootstrapServers))) {
            assertThat(nobody.mayWrite("approval.requested")).isFalse();
            assertThat(analyzer.mayWrite("approval.requested")).isFalse();
            assertThat(analyzer.mayWrite("approval.signed")).isFalse();
            assertThat(analyzer.mayCreate("plan.analyzed")).isTrue();
        }
    }

    private void assertDatabaseIsClosed(HubProcess process) throws Exception {
        String database = "jdbc:postgresql://%s:%s/%s"
                .formatted(
                        process.endpoint("POSTGRES_HOST"),
                        process.endpoint("POSTGRES_PORT"),
                        process.endpoint("POSTGRES_DB"));
        String password = Files.readString(home.resolve("postgres/password")).strip();
        try (Connection connection = DriverManager.getConnection(database, "infrahub", password)) {
            assertThat(connection.isValid(5)).isTrue();
        }
        for (String role : List.of("postgres", "infrahub", "registry")) {
            for (String guess : List.of("", role, "infrahub", "wrong")) {
                assertThatThrownBy(() -> DriverManager.getConnection(database, role, guess)
                                .close())
                        .isInstanceOf(SQLException.class);
            }
        }
        assertFilesAreTheirOwnersAlone(
                process, List.of("postgres/superuser-password", "postgres/password", "postgres/registry-password"));
    }

    private void assertRegistryIsClosed(HubProcess process) throws Exception {
        HttpRequest write = HttpRequest.newBuilder(
                        URI.create(process.endpoint("SCHEMA_REGISTRY_URL") + "/config/plan.submitted-value"))
                .header("Content-Type", "application/vnd.schemaregistry.v1+json")
                .PUT(HttpRequest.BodyPublishers.ofString("{\"compatibility\":\"NONE\"}"))
                .build();
        assertThat(HTTP.send(write, HttpResponse.BodyHandlers.ofString()).statusCode())
                .isEqualTo(401);
        assertFilesAreTheirOwnersAlone(process, List.of("registry/password"));
    }

    private void assertFilesAreTheirOwnersAlone(HubProcess process, List<String> files) throws IOException {
        for (String file : files) {
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(home.resolve(file))))
                    .as(file)
                    .isEqualTo("rw-------");
            String secret = Files.readString(home.resolve(file)).strip();
            assertThat(said(process)).doesNotContain(secret);
            assertThat(Files.readString(home.resolve("run/endpoints"))).doesNotContain(secret);
        }
    }

    private static ProcessHandle registry(HubProcess process) {
        return process.process()
                .descendants()
                .filter(part -> part.info().commandLine().orElse("").contains("RegistryProcess"))
                .findFirst()
                .orElseThrow();
    }

    /** The log is a file, or with the settings for tests the console. */
    private String said(HubProcess process) throws IOException {
        Path log = home.resolve("logs/hub.log");
        return process.said() + (Files.exists(log) ? Files.readString(log) : "");
    }

    private void assertPasswordsAreTheirOwnersAlone(HubProcess process) throws IOException {
        String said = said(process);
        String commands = ProcessHandle.allProcesses()
                .map(other -> other.info().commandLine().orElse(""))
                .collect(Collectors.joining("\n"));
        for (String account : List.of(
                "administrator",
                "gateway",
                "plan-analyzer",
                "drift-worker",
                "secret-scanner",
                "cab-signer",
                "chat-service")) {
            Path file = home.resolve("kafka/credentials").resolve(account);
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                    .isEqualTo("rw-------");
            String password = Files.readString(file).strip();
            assertThat(password).hasSizeGreaterThan(40);
            assertThat(said).doesNotContain(password);
            assertThat(commands).doesNotContain(password);
        }
    }

    private HttpResponse<String> submit(String plan, String prefer) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(
                        URI.create(hub + "/api/pipeline/summarize-plan?module=checkout&client=acme"))
                .header("Content-Type", "application/vnd.hashicorp.terraform.plan+json")
                .header("Prefer", prefer)
                .header("X-Api-Key", developmentKey())
                .POST(BodyPublishers.ofString(plan))
                .build();
        return HTTP.send(request, BodyHandlers.ofString());
    }

    private JsonNode get(String path) throws IOException, InterruptedException {
        HttpResponse<String> answer = HTTP.send(
                HttpRequest.newBuilder(URI.create(hub + path))
                        .header("X-Api-Key", developmentKey())
                        .build(),
                BodyHandlers.ofString());
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return JSON.readTree(answer.body());
    }

    private String developmentKey() throws IOException {
        return Files.readString(home.resolve("dev-key")).strip();
    }

    private static List<String> workingOn(Path home) {
        return ProcessHandle.allProcesses()
                .map(process -> process.info().commandLine().orElse(""))
                .filter(command -> command.contains(home.toString()))
                .toList();
    }
}
