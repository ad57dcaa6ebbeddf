package dev.infrahub.standalone;

import static dev.infrahub.schemas.Service.CHAT_SERVICE;
import static dev.infrahub.schemas.Service.DRIFT_WORKER;
import static dev.infrahub.schemas.Service.GATEWAY;
import static dev.infrahub.schemas.Service.PLAN_ANALYZER;
import static dev.infrahub.schemas.Service.SECRET_SCANNER;
import static dev.infrahub.testkit.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dev.infrahub.chatservice.ChatServiceApplication;
import dev.infrahub.driftworker.DriftWorkerApplication;
import dev.infrahub.gateway.GatewayApplication;
import dev.infrahub.plananalyzer.PlanAnalyzerApplication;
import dev.infrahub.schemas.Topic;
import dev.infrahub.schemas.Topics;
import dev.infrahub.secretscanner.SecretScannerApplication;
import dev.infrahub.testing.Backends;
import dev.infrahub.testing.Wire;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.slf4j.LoggerFactory;
import org.springframework.context.ConfigurableApplicationContext;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Secrets of every form at every place of plans, and in every text of every request, go in through HTTP; none is found in any
 * topic, table, log, answer or file. What is harmless and was planted the same way is found everywhere.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SecretHuntIT {

    private static final String CANARY = "canary-in-a-coal-mine";
    private static final String PLAN = "application/vnd.hashicorp.terraform.plan+json";
    private static final String OF_MODULE = "?module=" + CANARY;
    private static final String SUMMARIZE_ENVELOPE = "/api/pipeline/summarize-plan";
    private static final String SUMMARIZE = SUMMARIZE_ENVELOPE + OF_MODULE;
    private static final String SCAN_ENVELOPE = "/api/drift/analyze";
    private static final String SCAN = SCAN_ENVELOPE + OF_MODULE;
    private static final String DIAGNOSE = "/api/pipeline/diagnose" + OF_MODULE;
    private static final JsonMapper JSON = new JsonMapper();
    private static final int SUCCESS = 200;

    private final Logger root = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
    private final ListAppender<ILoggingEvent> logged = new ListAppender<>();
    private final Backends.Database database = Backends.shared().newDatabase();
    private final ConfigurableApplicationContext analyzer =
            PlanAnalyzerApplication.start(Backends.shared().serviceArguments(PLAN_ANALYZER, database));
    private final ConfigurableApplicationContext driftWorker =
            DriftWorkerApplication.start(Backends.shared().serviceArguments(DRIFT_WORKER, database));
    private final ConfigurableApplicationContext secretScanner =
            SecretScannerApplication.start(Backends.shared().serviceArguments(SECRET_SCANNER, database));
    private final ConfigurableApplicationContext chatService =
            ChatServiceApplication.start(Backends.shared().serviceArguments(CHAT_SERVICE, database));
    private final ConfigurableApplicationContext gateway = GatewayApplication.start(Backends.shared()
            .serviceArguments(
                    GATEWAY,
                    database,
                    "--hub.gateway.requests-per-minute=1000000",
                    "--hub.gateway.operations-under-way=1000000"));
    private final Wire wire = new Wire(Backends.shared());
    private final HttpClient http = HttpClient.newHttpClient();
    private final Chance chance = new Chance(System.nanoTime());
    private final Needles secrets = new Needles();
    private final Needles canary = new Needles(List.of(CANARY));
    private final List<String> answers = new ArrayList<>();
    private int planted;

    @BeforeAll
    void plant() throws Exception {
        logged.start();
        root.addAppender(logged);
        ((Logger) LoggerFactory.getLogger("dev.infrahub")).setLevel(Level.DEBUG);
        LoggerFactory.getLogger(SecretHuntIT.class).info("planting around {}", CANARY);
        for (Form form : Form.values()) {
            plantInPlans(form);
            plantInFiles(form);
        }
        plantInBadRequests();
        plantInTexts();
        plantInDeadLetters();
        assertThat(planted).isGreaterThan(5000);
    }

    private void plantInPlans(Form form) throws Exception {
        String plan = plan(Ground.JSON, form);
        assertThat(post(SUMMARIZE, PLAN, plan)).as(form.name()).isEqualTo(SUCCESS);
        assertThat(post(SUMMARIZE.replace("summarize-plan", "rollback-plan"), PLAN, plan))
                .isEqualTo(SUCCESS);
        assertThat(post(SUMMARIZE, PLAN, plan(Ground.LOG, form)))
                .as(form.name())
                .isEqualTo(SUCCESS);
        assertThat(post(SUMMARIZE_ENVELOPE, "application/json", envelope(CANARY, plan(Ground.TEXT, form))))
                .as(form.name())
                .isEqualTo(SUCCESS);
        assertThat(post(SCAN, PLAN, plan)).as(form.name()).isEqualTo(SUCCESS);
        assertThat(post(SCAN_ENVELOPE, "application/json", envelope(CANARY, plan(Ground.TEXT, form))))
                .as(form.name())
                .isEqualTo(SUCCESS);
        assertThat(post(DIAGNOSE, "text/plain", "Error: it could not be made\n\n" + plan(Ground.TEXT, form)))
                .as(form.name())
                .isEqualTo(SUCCESS);
        assertThat(post(SUMMARIZE.replace("summarize-plan", "risk-assessment") + "&x=", "text/markdown", plan))
                .isBetween(400, 499);
    }

    private void plantInFiles(Form form) throws Exception {
        var body = JSON.createObjectNode().put("module", CANARY);
        var files = body.putArray("files");
        files.addObject().put("path", "text").put("content", plan(Ground.TEXT, form));
        files.addObject().put("path", "json").put("content", plan(Ground.JSON, form));
        files.addObject().put("path", "in/" + newText(form + " path", form)).put("content", "a = 1");
        files.addObject()
                .put("path", "../" + newText(form + " path outside", form))
                .put("content", "a = 1");
        assertThat(post("/api/scan-secrets", "application/json", body.toString()))
                .as(form.name())
                .isEqualTo(SUCCESS);
    }

    private String plan(Ground ground, Form form) {
        return ground.planted(place -> newText(form + " " + ground + " " + place, form));
    }

    private String newText(String name, Form form) {
        planted++;
        Planted one = form.plant(chance);
        secrets.add(name, one.secret());
        return one.text();
    }

    private void plantInBadRequests() throws Exception {
        String plan = plan(Ground.JSON, Form.ASSIGNMENT);
        String text = plan(Ground.TEXT, Form.GITHUB_TOKEN);
        assertThat(post(SUMMARIZE, PLAN, plan.substring(0, plan.length() - 9))).isEqualTo(400);
        assertThat(post(SUMMARIZE, PLAN, plan.replace("format_version", "lineage")))
                .isEqualTo(422);
        assertThat(post(SUMMARIZE, "text/plain", text)).isEqualTo(415);
        assertThat(post(SUMMARIZE_ENVELOPE, "application/json", envelope("a\nb", text)))
                .isBetween(400, 422);
        assertThat(post(SUMMARIZE_ENVELOPE, "application/json", "{\"module\": \"" + text))
                .isEqualTo(400);
    }

    /** Each member that takes text and each parameter of each operation that there is. */
    private void plantInTexts() throws Exception {
        JsonNode contract = JSON.readTree(get("/openapi.json"));
        List<Form> forms = Stream.of(Form.values())
                .filter(form -> !form.equals(Form.PRIVATE_KEY))
                .toList();
        int next = 0;
        int texts = 0;
        for (var path : contract.path("paths").properties()) {
            for (var operation : path.getValue().properties()) {
                for (TextPlace place :
                        TextPlace.of(contract, path.getKey(), operation.getKey(), operation.getValue())) {
                    for (int i = 0; i < 3; i++) {
                        Form form = forms.get(next++ % forms.size());
                        send(place, newText(form + " " + place, form));
                    }
                    texts++;
                }
            }
        }
        assertThat(texts).as("texts of requests").isGreaterThan(60);
    }

    private void send(TextPlace place, String text) throws Exception {
        HttpRequest.Builder request = request(place.uri(text));
        place.body(text)
                .ifPresentOrElse(
                        body -> request.header("Content-Type", "application/json")
                                .method(place.method(), BodyPublishers.ofString(body)),
                        () -> request.method(place.method(), BodyPublishers.noBody()));
        HttpResponse<String> response =
                http.send(request.timeout(Duration.ofSeconds(60)).build(), BodyHandlers.ofString());
        answers.add(response.body());
        assertThat(response.statusCode()).as(place + " " + response.body()).isLessThan(500);
    }

    private static String envelope(String module, String planOutput) {
        return JSON.writeValueAsString(
                JSON.createObjectNode().put("module", module).put("planOutput", planOutput));
    }

    /** What the gateway published, made unreadable on its way. */
    private void plantInDeadLetters() {
        List<ConsumerRecord<String, byte[]>> published = wire.records(Topics.PLAN_SUBMITTED.name());
        for (ConsumerRecord<String, byte[]> record : published) {
            byte[] unreadable = record.value().clone();
            unreadable[0] = 1;
            wire.publishBytes(Topics.PLAN_SUBMITTED, record.key(), unreadable, Map.of());
        }
        eventually(() -> assertThat(wire.records(Topics.PLAN_SUBMITTED.deadLetters()))
                .hasSizeGreaterThanOrEqualTo(published.size()));
    }

    @AfterAll
    void stop() {
        http.close();
        wire.close();
        gateway.close();
        analyzer.close();
        driftWorker.close();
        secretScanner.close();
        chatService.close();
        root.detachAppender(logged);
    }

    @Test
    void no_secret_is_in_any_record_or_dead_letter() {
        Map<String, byte[]> topics = new LinkedHashMap<>();
        for (Topic<?> topic : Topics.ALL) {
            topics.put(topic.name(), bytes(topic.name()));
        }
        topics.put("dead letters", bytes(Topics.PLAN_SUBMITTED.deadLetters()));
        topics.forEach((topic, bytes) -> assertThat(secrets.in(bytes)).as(topic).isEmpty());
        for (String topic : List.of(
                Topics.PLAN_SUBMITTED.name(),
                Topics.PLAN_ANALYZED.name(),
                Topics.PIPELINE_FAILED.name(),
                Topics.PIPELINE_DIAGNOSED.name(),
                Topics.DRIFT_CHECK_SUBMITTED.name(),
                Topics.DRIFT_ANALYZED.name(),
                Topics.SECRET_SCAN_REQUESTED.name(),
                Topics.SECRET_SCAN_COMPLETED.name(),
                "dead letters")) {
            assertThat(canary.in(topics.getOrDefault(topic, new byte[0])))
                    .as(topic)
                    .isNotEmpty();
        }
    }

    @Test
    void no_secret_is_in_any_table() throws SQLException {
        Map<String, byte[]> tables = tables();
        tables.forEach((table, bytes) -> assertThat(secrets.in(bytes)).as(table).isEmpty());
        Set<String> withCanary = new TreeSet<>();
        tables.forEach((table, bytes) -> {
            if (!canary.in(bytes).isEmpty()) {
                withCanary.add(table.substring(table.indexOf('.') + 1));
            }
        });
        assertThat(withCanary)
                .contains(
                        "views",
                        "analyses",
                        "diagnoses",
                        "drift_results",
                        "drift_scans",
                        "secret_scans",
                        "secret_modules",
                        "secret_resolved");
    }

    @Test
    void no_secret_is_in_the_logs_or_the_answers() {
        StringBuilder lines = new StringBuilder();
        for (ILoggingEvent event : List.copyOf(logged.list)) {
            lines.append(event.getFormattedMessage()).append(event.getMDCPropertyMap());
            for (var cause = event.getThrowableProxy(); cause != null; cause = cause.getCause()) {
                lines.append(cause.getMessage());
            }
        }
        byte[] log = lines.toString().getBytes(StandardCharsets.UTF_8);
        assertThat(secrets.in(log)).isEmpty();
        assertThat(canary.in(log)).isNotEmpty();
        byte[] answered = String.join("\n", answers).getBytes(StandardCharsets.UTF_8);
        assertThat(secrets.in(answered)).isEmpty();
        assertThat(canary.in(answered)).isNotEmpty();
    }

    @Test
    void no_secret_is_in_the_files_of_broker_database_and_registry() throws IOException {
        Path state = Backends.shared()
                .stateDirectory()
                .orElseGet(() -> Assumptions.abort("the backends run in containers: their files are out of reach"));
        for (String part : List.of("kafka", "postgres")) {
            Set<String> found = new TreeSet<>();
            boolean harmless = false;
            for (Path file : files(state.resolve(part))) {
                byte[] bytes = content(file);
                found.addAll(secrets.in(bytes));
                harmless |= !canary.in(bytes).isEmpty();
            }
            assertThat(found).as(part).isEmpty();
            assertThat(harmless).as("the canary in " + part).isTrue();
        }
    }

    /** Both go on writing: what they remove meanwhile is not there. */
    private static List<Path> files(Path folder) throws IOException {
        List<Path> files = new ArrayList<>();
        Files.walkFileTree(folder, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                if (attributes.isRegularFile()) {
                    files.add(file);
                }
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFileFailed(Path file, IOException failure) throws IOException {
                return failure instanceof NoSuchFileException
                        ? FileVisitResult.CONTINUE
                        : super.visitFileFailed(file, failure);
            }
        });
        return files;
    }

    private static byte[] content(Path file) throws IOException {
        try {
            return Files.readAllBytes(file);
        } catch (NoSuchFileException _) {
            return new byte[0];
        }
    }

    private byte[] bytes(String topic) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (ConsumerRecord<String, byte[]> record : wire.records(topic)) {
            all.writeBytes((record.key() + "\n").getBytes(StandardCharsets.UTF_8));
            record.headers().forEach(header -> all.writeBytes(header.value()));
            all.writeBytes(record.value());
        }
        return all.toByteArray();
    }

    /** Every column of every table, as bytes. */
    private Map<String, byte[]> tables() throws SQLException {
        Map<String, byte[]> tables = new LinkedHashMap<>();
        try (Connection connection = database.connect();
                Statement statement = connection.createStatement()) {
            List<String> names = new ArrayList<>();
            ResultSet rows = statement.executeQuery("select format('%I.%I', table_schema, table_name) from"
                    + " information_schema.tables where table_schema not in ('pg_catalog', 'information_schema')");
            while (rows.next()) {
                names.add(rows.getString(1));
            }
            for (String name : names) {
                tables.put(name, everything(statement.executeQuery("select * from " + name)));
            }
        }
        return tables;
    }

    private static byte[] everything(ResultSet rows) throws SQLException {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        while (rows.next()) {
            for (int column = 1; column <= rows.getMetaData().getColumnCount(); column++) {
                if (rows.getObject(column) instanceof byte[] bytes) {
                    all.writeBytes(bytes);
                } else {
                    all.writeBytes((rows.getString(column) + "\n").getBytes(StandardCharsets.UTF_8));
                }
            }
        }
        return all.toByteArray();
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(
                        "http://127.0.0.1:" + gateway.getEnvironment().getProperty("local.server.port") + path))
                .header("X-Api-Key", Backends.ADMIN_KEY);
    }

    private String get(String path) throws Exception {
        return http.send(request(path).build(), BodyHandlers.ofString()).body();
    }

    private int post(String path, String type, String body) throws Exception {
        HttpRequest request = request(path)
                .header("Content-Type", type)
                .POST(BodyPublishers.ofString(body))
                .build();
        HttpResponse<String> response = http.send(request, BodyHandlers.ofString());
        answers.add(response.body());
        return response.statusCode();
    }
}
