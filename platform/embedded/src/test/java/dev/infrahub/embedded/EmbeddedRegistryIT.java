package dev.infrahub.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
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
        try (Owner owner =
                Owner.of(OrphanedRegistry.class, state, HOME.toString(), database.jdbcUrl(), database.user())) {
            ProcessHandle registry =
                    ProcessHandle.of(Long.parseLong(owner.firstLine())).orElseThrow();
            owner.kill();
            registry.onExit().get(10, TimeUnit.SECONDS);
        }
    }

    @Test
    void listensOnLoopbackOnly() throws Exception {
        try (EmbeddedRegistry registry = start()) {
            assertThat(Files.readString(state.resolve("registry.log")))
                    .contains("http://127.0.0.1:" + registry.port())
                    .doesNotContain("0.0.0.0");
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
            EmbeddedRegistry.start(Path.of(args[1]), Path.of(args[0]), 0, new RegistryStorage(args[2], args[3], ""));
            System.out.println(
                    ProcessHandle.current().children().findFirst().orElseThrow().pid());
            System.in.read();
        }
    }
}
