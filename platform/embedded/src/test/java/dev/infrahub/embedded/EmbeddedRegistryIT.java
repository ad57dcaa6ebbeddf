package dev.infrahub.embedded;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedRegistryIT {

    private static final Path HOME = Path.of(System.getProperty("hub.registry.home"));
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    @TempDir
    static Path databaseState;

    @TempDir
    Path state;

    static EmbeddedDatabase database;

    @BeforeAll
    static void startDatabase() {
        database = EmbeddedDatabase.start(databaseState, 0);
    }

    @AfterAll
    static void stopDatabase() {
        database.close();
    }

    @Test
    void keepsSchemaIdsAcrossARestartOnAnotherPort() throws Exception {
        String first;
        String second;
        try (EmbeddedRegistry registry = start()) {
            first = register(registry, "one-value", "One");
            second = register(registry, "two-value", "Two");
        }
        assertThat(first).isNotEqualTo(second);
        try (EmbeddedRegistry registry = start()) {
            // the other way round: ids that were handed out by order of arrival would now be swapped
            assertThat(register(registry, "two-value", "Two")).isEqualTo(second);
            assertThat(register(registry, "one-value", "One")).isEqualTo(first);
        }
    }

    @Test
    void diesWithAKilledOwner() throws Exception {
        try (Owner owner = Owner.of(
                OrphanedRegistry.class,
                state,
                HOME.toString(),
                database.jdbcUrl(),
                database.registryStorage().user(),
                database.registryStorage().password())) {
            ProcessHandle registry =
                    ProcessHandle.of(Long.parseLong(owner.firstLine())).orElseThrow();
            owner.kill();
            registry.onExit().get(10, TimeUnit.SECONDS);
        }
    }

    @Test
    void takesWritesFromTheHubAloneAndIsReadByEverybody() throws Exception {
        try (EmbeddedRegistry registry = start()) {
            String id = register(registry, "kept-value", "Kept");
            String subject = registry.confluentUrl() + "/subjects/kept-value";
            String rule = registry.confluentUrl() + "/config/kept-value";
            String artifacts = registry.url() + "/apis/registry/v3/groups/default/artifacts";
            String admin = registry.url() + "/apis/registry/v3/admin/";

            for (String nobody : List.of("", basic("hub", "hub"), basic("hub", ""), basic("admin", "admin"))) {
                assertThat(List.of(
                                status("POST", subject + "/versions", "{\"schema\":\"\\\"int\\\"\"}", nobody),
                                status(
                                        "POST",
                                        registry.confluentUrl() + "/subjects/new-value/versions",
                                        "{\"schema\":\"\\\"int\\\"\"}",
                                        nobody),
                                status("PUT", rule, "{\"compatibility\":\"NONE\"}", nobody),
                                status(
                                        "PUT",
                                        registry.confluentUrl() + "/config",
                                        "{\"compatibility\":\"NONE\"}",
                                        nobody),
                                status("DELETE", subject, "", nobody),
                                status("DELETE", artifacts + "/kept-value", "", nobody),
                                status("DELETE", artifacts, "", nobody),
                                status("GET", admin + "export", "", nobody),
                                status("GET", admin + "config/properties", "", nobody),
                                status("DELETE", admin + "rules", "", nobody)))
                        .allSatisfy(status -> assertThat(status).isIn(401, 403));
            }
            assertThat(status("GET", subject + "/versions/latest", "", "")).isEqualTo(200);
            assertThat(register(registry, "kept-value", "Kept")).isEqualTo(id);
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(state.resolve("password"))))
                    .isEqualTo("rw-------");
        }
    }

    /** Its commands are in every user's list of processes. */
    @Test
    void namesNoPasswordOnItsCommandLine() throws Exception {
        try (EmbeddedRegistry registry = start()) {
            assertThat(ProcessHandle.current()
                            .descendants()
                            .map(process -> process.info().commandLine().orElse("")))
                    .isNotEmpty()
                    .noneMatch(line -> line.contains(registry.password())
                            || line.contains(database.registryStorage().password())
                            || line.contains(database.password()));
        }
    }

    private static int status(String method, String url, String body, String authorization) throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(url))
                .header("Content-Type", "application/vnd.schemaregistry.v1+json")
                .method(method, BodyPublishers.ofString(body));
        if (!authorization.isEmpty()) {
            request.header("Authorization", authorization);
        }
        return HTTP.send(request.build(), BodyHandlers.discarding()).statusCode();
    }

    private static String basic(String user, String password) {
        return "Basic " + Base64.getEncoder().encodeToString((user + ":" + password).getBytes(UTF_8));
    }

    @Test
    void isReachedAtLoopbackOnly() throws Exception {
        try (EmbeddedRegistry registry = start()) {
            List<InetAddress> others = addressesOfThisMachine();

            assertThat(reaches(InetAddress.ofLiteral("127.0.0.1"), registry.port()))
                    .isTrue();
            assertThat(others)
                    .isNotEmpty()
                    .allSatisfy(address -> assertThat(reaches(address, registry.port()))
                            .as(address.toString())
                            .isFalse());
        }
    }

    /** 127.0.0.2 is one of its addresses where there is no network. */
    private static List<InetAddress> addressesOfThisMachine() throws IOException {
        return Stream.concat(
                        NetworkInterface.networkInterfaces().flatMap(NetworkInterface::inetAddresses),
                        Stream.of(InetAddress.ofLiteral("127.0.0.2")))
                .filter(address -> !address.getHostAddress().equals("127.0.0.1"))
                .toList();
    }

    private static boolean reaches(InetAddress address, int port) {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(address, port), 2_000);
            return true;
        } catch (IOException _) {
            return false;
        }
    }

    private EmbeddedRegistry start() {
        return EmbeddedRegistry.start(HOME, state, 0, RegistryStorage.in(database));
    }

    private static String register(EmbeddedRegistry registry, String subject, String name)
            throws IOException, InterruptedException {
        String schema = "{\\\"type\\\":\\\"record\\\",\\\"name\\\":\\\"" + name + "\\\",\\\"fields\\\":[]}";
        HttpRequest request = HttpRequest.newBuilder(
                        URI.create(registry.confluentUrl() + "/subjects/" + subject + "/versions"))
                .header("Content-Type", "application/vnd.schemaregistry.v1+json")
                .header("Authorization", basic(registry.user(), registry.password()))
                .POST(BodyPublishers.ofString("{\"schema\":\"" + schema + "\"}"))
                .build();
        var answer = HTTP.send(request, BodyHandlers.ofString());
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return answer.body();
    }

    /** A hub that is killed while its registry runs. */
    static final class OrphanedRegistry {

        private OrphanedRegistry() {}

        public static void main(String[] args) throws Exception {
            EmbeddedRegistry.start(
                    Path.of(args[1]), Path.of(args[0]), 0, new RegistryStorage(args[2], args[3], args[4]));
            System.out.println(
                    ProcessHandle.current().children().findFirst().orElseThrow().pid());
            System.in.read();
        }
    }
}
