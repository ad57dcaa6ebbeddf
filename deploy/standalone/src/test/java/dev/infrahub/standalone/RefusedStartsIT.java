package dev.infrahub.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.infrahub.embedded.Ports;
import dev.infrahub.plananalyzer.PlanAnalyzerApplication;
import dev.infrahub.schemas.Service;
import dev.infrahub.testing.Backends;
import dev.infrahub.testing.ServiceProcess;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * A service as it is shipped, with one setting that cannot work: it ends by itself within seconds, and the reason is one line
 * that names the setting. What else can be wrong about these is in SecuredBackendsIT.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RefusedStartsIT {

    /** Many, for a machine that is busy; clients that keep trying what cannot work do so for a minute and longer. */
    private static final Duration SECONDS = Duration.ofSeconds(40);

    private static final String WHY = "This service does not start. ";

    private Backends backends;
    private Backends.Database database;

    @TempDir
    Path folder;

    @BeforeAll
    void start() {
        backends = Backends.shared();
        database = backends.newDatabase();
    }

    @ParameterizedTest
    @CsvSource({
        "POSTGRES_PASSWORD, wrong, Check POSTGRES_USER and POSTGRES_PASSWORD.",
        "KAFKA_USERNAME, nobody, 'Check KAFKA_USERNAME, KAFKA_PASSWORD and KAFKA_SASL_MECHANISM.'",
        "SCHEMA_REGISTRY_URL, http://nowhere.invalid:8081, check SCHEMA_REGISTRY_URL.",
        "HUB_LONGEST_ANALYSIS, soon, HUB_LONGEST_ANALYSIS cannot be read as Duration."
    })
    void what_cannot_work_is_told_in_one_line(String variable, String value, String advice) {
        assumeTrue(
                !variable.startsWith("KAFKA_") || backends.administrator().containsKey("security.protocol"),
                "a broker in a container lets everybody in");

        assertRefused(advice, "--" + variable + "=" + value);
    }

    @Test
    void a_port_that_is_in_use_is_told_by_its_variable() throws IOException {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            assertRefused(
                    "Port " + taken.getLocalPort() + " is in use: stop what listens there, or set HUB_WORKER_PORT",
                    "--HUB_WORKER_PORT=" + taken.getLocalPort());
        }
    }

    private void assertRefused(String advice, String wrong) {
        String name = wrong.substring(0, wrong.indexOf('=') + 1);
        Stream<String> right = Stream.of(backends.serviceArguments(Service.PLAN_ANALYZER, database))
                .filter(argument -> !argument.startsWith(name) && !argument.startsWith("--server.port="));
        Stream<String> port = name.contains("PORT=") ? Stream.empty() : Stream.of("--server.port=" + Ports.free());
        String[] arguments =
                Stream.concat(Stream.concat(right, port), Stream.of(wrong)).toArray(String[]::new);

        try (ServiceProcess service =
                ServiceProcess.shipped(PlanAnalyzerApplication.class, folder.resolve("plan-analyzer.log"), arguments)) {
            assertThat(service.awaitEnd(Duration.ofMinutes(2))).isEqualTo(1);

            List<String> said = service.said().lines().toList();
            assertThat(said)
                    .filteredOn(line -> line.contains(WHY))
                    .singleElement()
                    .asString()
                    .contains(advice);
            assertThat(said).as("no stack trace").noneMatch(line -> line.startsWith("\tat "));
            assertThat(tookFrom(said)).isLessThan(SECONDS);
        }
    }

    /** As its own log has it: how long a JVM takes to begin says nothing about the service. */
    private static Duration tookFrom(List<String> said) {
        List<Instant> times = said.stream()
                .filter(line -> line.matches("\\d{4}-\\d\\d-\\d\\dT.*"))
                .map(line -> Instant.parse(line.substring(0, line.indexOf(' '))))
                .toList();
        return Duration.between(times.getFirst(), times.getLast());
    }
}
