package dev.infrahub.secretscanner;

import static dev.infrahub.testkit.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import dev.infrahub.schemas.SecretFinding;
import dev.infrahub.schemas.SecretScanCompleted;
import dev.infrahub.schemas.Service;
import dev.infrahub.schemas.Topics;
import dev.infrahub.testing.Backends;
import dev.infrahub.testing.Wire;
import dev.infrahub.testkit.GitRepository;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.context.ConfigurableApplicationContext;

/** Modules of a catalog, from a folder of files to what is told of each, by real repositories. */
class ScheduledScansIT {

    /** Of no use to anybody, and of a form that is found. */
    private static final String PASSWORD = "db_password = \"%s\"\n";

    private final Backends backends = Backends.shared();
    private final Backends.Database database = backends.newDatabase();
    private final Wire wire = new Wire(backends);
    /** Nobody else's scans are of these. */
    private final String client = "acme-" + UUID.randomUUID();

    @TempDir
    private Path folder;

    private GitRepository network;

    @BeforeEach
    void repository() {
        network = GitRepository.in(folder.resolve("git/network"))
                .file("main.tf", PASSWORD.formatted("kX9vQ2mLw7Rt4Zp1"))
                .file("variables.tf", "variable \"a\" {}\n")
                .file("modules/vpc/vpc.tf", "# nothing\n");
        network.commit();
    }

    @AfterEach
    void close() {
        wire.close();
    }

    private ConfigurableApplicationContext start(String... more) {
        List<String> arguments = new ArrayList<>(List.of(
                "--HUB_CATALOG_FOLDER=" + folder.resolve("catalog"),
                "--HUB_CATALOG_CLIENT=" + client,
                "--HUB_CATALOG_EVERY=1s",
                "--HUB_SCAN_EVERY=3s",
                "--HUB_GIT_FOLDERS=" + folder.resolve("git"),
                "--HUB_GIT_HOSTS=127.0.0.1"));
        arguments.addAll(List.of(more));
        return SecretScannerApplication.start(
                backends.serviceArguments(Service.SECRET_SCANNER, database, arguments.toArray(String[]::new)));
    }

    private void catalog(String... modules) {
        try {
            Path catalog = Files.createDirectories(folder.resolve("catalog"));
            Path written = Files.writeString(folder.resolve("catalog-info.new"), String.join("---\n", modules));
            Files.move(written, catalog.resolve("catalog-info.yaml"), StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String module(String name, String source, String... annotations) {
        return """
                kind: Component
                metadata:
                  name: %s
                  annotations:
                    backstage.io/source-location: url:%s
                    a: b
                %s
                spec: {type: terraform-module, owner: platform}
                """.formatted(name, source, String.join("\n", annotations));
    }

    /** What was told of it, the oldest first. */
    private List<SecretScanCompleted> told(String module) {
        return wire.eventsOf(Topics.SECRET_SCAN_COMPLETED).stream()
                .filter(event -> event.getClient().equals(client) && module.equals(event.getModule()))
                .toList();
    }

    private SecretScanCompleted newest(String module) {
        return told(module).getLast();
    }

    private static Optional<String> status(SecretScanCompleted told) {
        return Optional.ofNullable(told.getSchedule()).map(schedule -> schedule.getStatus());
    }

    @Test
    void a_module_of_the_catalog_is_scanned_and_scanned_again_when_it_changes() {
        catalog(
                module("network", network.address()),
                module("vpc", network.address()).replace("terraform-module", "x"));
        try (var _ = start()) {
            eventually(() -> assertThat(told("network")).isNotEmpty());
            SecretScanCompleted first = told("network").getFirst();
            assertThat(first.getComplete()).isTrue();
            assertThat(first.getCommit())
                    .isEqualTo(network.git("rev-parse", "HEAD").strip());
            assertThat(first.getCounts().getFiles()).isEqualTo(3);
            assertThat(first.getFindings()).singleElement().satisfies(found -> {
                assertThat(found.getPath()).isEqualTo("main.tf");
                assertThat(found.getState()).isEqualTo("new");
            });
            assertThat(status(first)).contains("checked");

            // the same commit: told that it was looked at, and nothing scanned
            eventually(() -> assertThat(told("network")).hasSizeGreaterThan(1));
            SecretScanCompleted again = told("network").get(1);
            assertThat(again.getCounts().getFiles()).isZero();
            assertThat(again.getElsewhere()).extracting(SecretFinding::getPath).containsExactly("main.tf");
            assertThat(again.getResolved()).isEmpty();
            assertThat(status(again)).contains("checked");

            network.file("other.tf", PASSWORD.formatted("Zq8LkT3vXw5Rm2Np"))
                    .remove("variables.tf")
                    .commit();
            eventually(() -> assertThat(newest("network").getCommit())
                    .isEqualTo(network.git("rev-parse", "HEAD").strip()));
            SecretScanCompleted changed = told("network").stream()
                    .filter(event -> event.getComplete() && event.getCounts().getFindings() == 2)
                    .findFirst()
                    .orElseThrow();
            assertThat(changed.getFindings())
                    .extracting(found -> found.getPath() + " " + found.getState())
                    .containsExactlyInAnyOrder("main.tf known", "other.tf new");
            assertThat(changed.getCounts().getChangedFiles()).isEqualTo(1);

            String mended = network.file("main.tf", "# nothing\n").commit();
            eventually(() -> assertThat(told("network"))
                    .anySatisfy(event -> assertThat(event.getResolved())
                            .singleElement()
                            .satisfies(gone -> assertThat(gone.getPath()).isEqualTo("main.tf"))));
            // and by those after it, to which it is nothing new
            eventually(() -> assertThat(newest("network")).satisfies(later -> {
                assertThat(later.getCounts().getFiles()).isZero();
                assertThat(later.getResolvedLately()).singleElement().satisfies(gone -> {
                    assertThat(gone.getPath()).isEqualTo("main.tf");
                    assertThat(gone.getLine()).isEqualTo(1);
                    assertThat(gone.getSince()).isEqualTo(first.getScannedAt());
                    assertThat(gone.getResolvedAt()).isBefore(later.getScannedAt());
                    assertThat(gone.getCommit()).isEqualTo(mended);
                });
            }));

            network.file("main.tf", PASSWORD.formatted("kX9vQ2mLw7Rt4Zp1")).commit();
            eventually(() -> assertThat(newest("network")).satisfies(back -> {
                assertThat(back.getElsewhere()).hasSize(2);
                assertThat(back.getResolvedLately()).isEmpty();
            }));
            assertThat(told("vpc")).isEmpty();
        }
    }

    @Test
    void one_that_cannot_be_fetched_failed_and_is_not_clean_and_others_go_on() throws IOException, SQLException {
        try (ServerSocket silent = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            catalog(
                    module("silent", "https://127.0.0.1:" + silent.getLocalPort() + "/a/b.git"),
                    module("forbidden", "https://10.1.2.3/a/b.git"),
                    module("nowhere", "file://" + folder + "/git/nowhere"),
                    module("outside", "file://" + folder + "/catalog"),
                    module("sourceless", "http://git.example/a/b"),
                    "kind: Component\nmetadata: {name: [broken]}\nspec: {type: terraform-module}\n",
                    module("network", network.address(), "    infrahub.dev/client: " + client + "-2"),
                    module("vpc", network.address()));
            try (var _ = start("--HUB_GIT_LONGEST=4s")) {
                eventually(() -> assertThat(told("vpc")).isNotEmpty());
                eventually(() -> assertThat(told("silent")).isNotEmpty());
                for (String name : List.of("silent", "forbidden", "nowhere", "outside", "sourceless")) {
                    eventually(() -> assertThat(told(name)).isNotEmpty());
                }
                assertThat(List.of("silent", "forbidden", "nowhere", "outside", "sourceless"))
                        .extracting(name -> told(name).getFirst().getSchedule().getCode())
                        .containsExactly(
                                "repository.too_slow",
                                "repository.not_permitted",
                                "repository.not_found",
                                "repository.not_permitted",
                                "catalog.no_source");
                assertThat(told("nowhere").getFirst()).satisfies(failed -> {
                    assertThat(status(failed)).contains("failed");
                    assertThat(failed.getRevision()).isPositive();
                    assertThat(failed.getComplete()).isFalse();
                    assertThat(failed.getSchedule().getReason()).isNotBlank();
                });
                assertThat(wire.eventsOf(Topics.SECRET_SCAN_COMPLETED)).anySatisfy(event -> {
                    assertThat(event.getClient()).isEqualTo(client + "-2");
                    assertThat(event.getModule()).isEqualTo("network");
                });
            }
        }
        assertThat(
                        rows(
                                "select count(*) from secret_scanner.secret_scans where schedule = 'failed' and module = 'nowhere'"))
                .isPositive();
    }

    @Test
    void what_is_removed_ends_and_a_catalog_that_is_away_removes_nothing() throws IOException, SQLException {
        catalog(module("network", network.address()), module("vpc", network.address()));
        try (var _ = start()) {
            eventually(() -> assertThat(told("network")).isNotEmpty());
            eventually(() -> assertThat(told("vpc")).isNotEmpty());

            Files.move(folder.resolve("catalog"), folder.resolve("away"));
            int before = told("network").size();
            eventually(() -> assertThat(told("network")).hasSizeGreaterThan(before + 1));
            assertThat(status(newest("network"))).contains("checked");
            Files.move(folder.resolve("away"), folder.resolve("catalog"));

            catalog(module("network", network.address()));
            eventually(() -> assertThat(status(newest("vpc"))).isEmpty());
            // known all the same: it is not scanned any more, and not clean
            assertThat(newest("vpc").getElsewhere()).hasSize(1);
            eventually(() -> assertThat(rows("select count(*) from secret_scanner.catalog_modules"))
                    .isEqualTo(1));
            assertThat(status(newest("network"))).contains("checked");
        }
    }

    private long rows(String sql) throws SQLException {
        try (Connection connection = database.connect();
                Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(sql)) {
            result.next();
            return result.getLong(1);
        }
    }
}
