package dev.infrahub.standalone;

import static dev.infrahub.schemas.Service.CAB_SIGNER;
import static dev.infrahub.schemas.Service.DRIFT_WORKER;
import static dev.infrahub.schemas.Service.PLAN_ANALYZER;
import static dev.infrahub.schemas.Service.SECRET_SCANNER;
import static dev.infrahub.testkit.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import dev.infrahub.cabsigner.CabSignerApplication;
import dev.infrahub.chatservice.ChatServiceApplication;
import dev.infrahub.console.ConsoleApplication;
import dev.infrahub.driftworker.DriftWorkerApplication;
import dev.infrahub.embedded.Ports;
import dev.infrahub.gateway.GatewayApplication;
import dev.infrahub.plananalyzer.PlanAnalyzerApplication;
import dev.infrahub.quantumapilocal.QuantumApiLocalApplication;
import dev.infrahub.secretscanner.SecretScannerApplication;
import dev.infrahub.testing.Backends;
import dev.infrahub.testing.ServiceProcess;
import dev.infrahub.testing.ShippedJar;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.spi.ToolProvider;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Every service as it is shipped: its own jar and process, and no class path but its own. In one JVM with the others a service
 * has what they have, and what it lacks shows nowhere.
 */
class ShippedServicesIT {

    private static final Path ROOT = Path.of(System.getProperty("hub.project.root"));
    private static final JsonMapper JSON = new JsonMapper();
    private static final String KEY = "qapi_" + "A".repeat(43);
    private static final String FIELDS = "?module=checkout&client=shipped&environment=production";

    private static final List<Class<?>> SERVICES = List.of(
            GatewayApplication.class,
            PlanAnalyzerApplication.class,
            DriftWorkerApplication.class,
            SecretScannerApplication.class,
            CabSignerApplication.class,
            ChatServiceApplication.class,
            QuantumApiLocalApplication.class,
            ConsoleApplication.class);

    static Stream<Path> jars() {
        return ShippedJar.all(ROOT).stream();
    }

    @Test
    void none_is_forgotten_here() {
        assertThat(ShippedJar.all(ROOT))
                .containsExactlyInAnyOrderElementsOf(
                        SERVICES.stream().map(ShippedJar::of).toList());
    }

    /** A dependency that main code uses and another scope hides is one that the jar does not hold. */
    @ParameterizedTest
    @MethodSource("jars")
    void what_our_code_needs_is_in_the_jar(Path jar, @TempDir Path folder) throws IOException {
        unpack(jar, folder);
        StringWriter missing = new StringWriter();
        PrintWriter to = new PrintWriter(missing);
        List<Path> libraries = libraries(folder);
        Stream<String> options = Stream.of(
                "--multi-release",
                Integer.toString(Runtime.version().feature()),
                "-q",
                "--missing-deps",
                "-cp",
                libraries.stream().map(Path::toString).collect(Collectors.joining(File.pathSeparator)),
                folder.resolve("BOOT-INF/classes").toString());
        Stream<String> ours =
                libraries.stream().filter(ShippedServicesIT::isOurs).map(Path::toString);

        int ended = ToolProvider.findFirst("jdeps")
                .orElseThrow()
                .run(to, to, Stream.concat(options, ours).toArray(String[]::new));

        assertThat(missing.toString()).isEmpty();
        assertThat(ended).isZero();
    }

    private static List<Path> libraries(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder.resolve("BOOT-INF/lib"))) {
            return files.toList();
        }
    }

    private static boolean isOurs(Path library) {
        try (JarFile file = new JarFile(library.toFile())) {
            return file.getEntry("dev/infrahub/") != null;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void unpack(Path jar, Path folder) throws IOException {
        try (JarFile file = new JarFile(jar.toFile())) {
            for (JarEntry entry : file.stream().toList()) {
                Path target = folder.resolve(entry.getName());
                if (!entry.isDirectory()) {
                    Files.createDirectories(Objects.requireNonNull(target.getParent()));
                    try (InputStream in = file.getInputStream(entry)) {
                        Files.copy(in, target);
                    }
                }
            }
        }
    }

    @Test
    void together_they_analyse_approve_verify_open_the_gate_seal_and_find_drift(@TempDir Path folder) throws Exception {
        Backends.Database database = Backends.shared().newDatabase();
        int port = Ports.free();
        int quantumApiPort = Ports.free();
        String quantumApiUrl = "http://127.0.0.1:" + quantumApiPort;
        try (ServiceProcess _ = ServiceProcess.shipped(
                                QuantumApiLocalApplication.class,
                                folder.resolve("quantumapi.log"),
                                "--POSTGRES_HOST=" + database.host(),
                                "--POSTGRES_PORT=" + database.port(),
                                "--POSTGRES_DB=" + database.name(),
                                "--POSTGRES_USER=" + database.user(),
                                "--POSTGRES_PASSWORD=" + database.password(),
                                "--QUANTUMAPI_PORT=" + quantumApiPort,
                                "--QUANTUMAPI_BOOTSTRAP_KEY=" + KEY,
                                "--QUANTUMAPI_MASTER_KEY=first:"
                                        + Base64.getEncoder().encodeToString(new byte[32]))
                        .awaitReady();
                ServiceProcess _ = start(
                        GatewayApplication.class,
                        dev.infrahub.schemas.Service.GATEWAY,
                        database,
                        folder,
                        port,
                        "--HUB_MACHINE_APPROVERS=true");
                ServiceProcess _ = start(PlanAnalyzerApplication.class, PLAN_ANALYZER, database, folder, Ports.free());
                ServiceProcess _ = start(DriftWorkerApplication.class, DRIFT_WORKER, database, folder, Ports.free());
                ServiceProcess _ =
                        start(SecretScannerApplication.class, SECRET_SCANNER, database, folder, Ports.free());
                ServiceProcess _ = start(
                        CabSignerApplication.class,
                        CAB_SIGNER,
                        database,
                        folder,
                        Ports.free(),
                        "--hub.quantumapi.endpoint=" + quantumApiUrl,
                        "--hub.quantumapi.api-key=" + KEY);
                HttpClient http = HttpClient.newHttpClient()) {
            mainJob(new DemoHub("http://127.0.0.1:" + port, Backends.ADMIN_KEY, http));
        }
    }

    private static ServiceProcess start(
            Class<?> application,
            dev.infrahub.schemas.Service service,
            Backends.Database database,
            Path folder,
            int port,
            String... more) {
        Stream<String> usual = Arrays.stream(Backends.shared().serviceArguments(service, database))
                .filter(argument -> !argument.startsWith("--server.port=") && !argument.contains("give-up-after"));
        Stream<String> all = Stream.of(usual, Stream.of("--server.port=" + port), Arrays.stream(more))
                .flatMap(Function.identity());
        return ServiceProcess.shipped(application, folder.resolve(service.id() + ".log"), all.toArray(String[]::new))
                .awaitReady();
    }

    private static void mainJob(DemoHub hub) throws Exception {
        byte[] plan = demo("/demo/plan.json");
        ObjectNode planId = JSON.createObjectNode()
                .put(
                        "planId",
                        hub.postPlan("/api/pipeline/summarize-plan" + FIELDS, plan)
                                .path("planId")
                                .asString());
        JsonNode change = hub.post("/api/cab/requests", planId);
        String id = change.path("changeRequestId").asString();
        approve(hub, change);
        assertThat(hub.get("/api/cab/verify/" + id).path("valid").asBoolean()).isTrue();
        assertThat(hub.postPlan("/api/cab/gate" + FIELDS + "&changeRequestId=" + id, plan)
                        .path("allowed")
                        .asBoolean())
                .isTrue();
        assertThat(hub.post("/api/cab/seal-evidence", JSON.createObjectNode().put("changeRequestId", id))
                        .path("evidenceId")
                        .asString())
                .isNotEmpty();
        acceptDrift(hub);
    }

    /** Found, accepted by as many as its risk asks for, and told as settled by the next scan. */
    private static void acceptDrift(DemoHub hub) throws Exception {
        byte[] plan = demo("/demo/drift-plan.json");
        JsonNode found = hub.postPlan("/api/drift/analyze" + FIELDS, plan);
        assertThat(found.path("risk").asString()).isEqualTo("critical");
        assertThat(stateOfPolicy(found)).isEqualTo("open");
        JsonNode change = hub.post(
                "/api/drift/acceptances",
                JSON.createObjectNode()
                        .put("module", "checkout")
                        .put("client", "shipped")
                        .put("address", "aws_sqs_queue.orders")
                        .put("attribute", "policy")
                        .put("until", Instant.now().plus(Duration.ofDays(1)).toString())
                        .put("why", "Until the shop has moved."));
        assertThat(change.path("approvalsNeeded").asInt()).isEqualTo(3);
        approve(hub, change);
        eventually(() -> assertThat(stateOfPolicy(hub.postPlan("/api/drift/analyze" + FIELDS, plan)))
                .isEqualTo("accepted"));
    }

    private static String stateOfPolicy(JsonNode analyzed) {
        return Stream.of("resources", "settled")
                .flatMap(list -> analyzed.path(list).valueStream())
                .filter(resource -> resource.path("address").asString().equals("aws_sqs_queue.orders"))
                .flatMap(resource -> resource.path("attributes").valueStream())
                .filter(attribute -> attribute.path("path").asString().equals("policy"))
                .findFirst()
                .orElseThrow()
                .path("state")
                .asString();
    }

    private static void approve(DemoHub hub, JsonNode change) throws Exception {
        ObjectNode decision = JSON.createObjectNode()
                .put("changeRequestId", change.path("changeRequestId").asString())
                .put("module", change.path("module").asString())
                .put("riskLevel", change.path("riskLevel").asString())
                .put("planHash", change.path("planHash").asString());
        for (int i = 0; i < change.path("approvalsNeeded").asInt(); i++) {
            assertThat(hub.as(approver(hub, i))
                            .post("/api/cab/approve", decision)
                            .path("signature")
                            .asString())
                    .isNotEmpty();
        }
    }

    private static String approver(DemoHub hub, int number) throws Exception {
        ObjectNode wish =
                JSON.createObjectNode().put("name", "approver " + number).put("role", "approver");
        wish.putArray("clients").add("shipped");
        return hub.create("/api/keys", wish).path("key").asString();
    }

    private static byte[] demo(String name) throws IOException {
        try (InputStream plan = Objects.requireNonNull(Demo.class.getResourceAsStream(name), name)) {
            return plan.readAllBytes();
        }
    }
}
