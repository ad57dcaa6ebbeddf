package dev.infrahub.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** The hub in a JVM of its own, as the launcher starts it. */
record HubProcess(Process process, Path home, Path console) implements AutoCloseable {

    private static final Duration START_LIMIT = Duration.ofMinutes(2);

    static HubProcess launch(Path home, int port) throws IOException {
        return launch(home, port, Map.of());
    }

    /** @param settings of its environment */
    static HubProcess launch(Path home, int port, Map<String, String> settings) throws IOException {
        Files.createDirectories(home.resolve("logs"));
        Files.deleteIfExists(home.resolve("run/ready"));
        Path console = home.resolve("logs/console-" + port + ".log");
        ProcessBuilder builder = new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx512m",
                "-XX:+ExitOnOutOfMemoryError",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Dhub.registry.home=" + System.getProperty("hub.registry.home"),
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "-cp",
                System.getProperty("java.class.path"),
                Standalone.class.getName());
        builder.environment().putAll(settings);
        builder.environment().put("HUB_HOME", home.toString());
        builder.environment().put("HUB_PORT", Integer.toString(port));
        builder.redirectErrorStream(true).redirectOutput(Redirect.to(console.toFile()));
        return new HubProcess(builder.start(), home, console);
    }

    HubProcess awaitReady() throws IOException, InterruptedException {
        Instant limit = Instant.now().plus(START_LIMIT);
        while (!isReady()) {
            boolean ended = process.waitFor(100, TimeUnit.MILLISECONDS);
            assertThat(ended).as(said()).isFalse();
            assertThat(Instant.now()).as(said()).isBefore(limit);
        }
        return this;
    }

    String endpoint(String name) throws IOException {
        return Files.readAllLines(home.resolve("run/endpoints")).stream()
                .filter(line -> line.startsWith(name + "="))
                .map(line -> line.substring(name.length() + 1))
                .findFirst()
                .orElseThrow();
    }

    String said() throws IOException {
        return Files.readString(console);
    }

    /** As by {@code ./hub down}. */
    int stop() throws InterruptedException {
        process.destroy();
        assertThat(process.waitFor(90, TimeUnit.SECONDS)).isTrue();
        return process.exitValue();
    }

    /** As by a power cut of this one process. */
    void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    /** By itself, and says why. */
    void assertEnds(String reason) throws IOException, InterruptedException {
        assertThat(process.waitFor(90, TimeUnit.SECONDS)).as(said()).isTrue();
        assertThat(process.exitValue()).isEqualTo(1);
        assertThat(said().lines())
                .filteredOn(line -> line.contains("] The hub ends. "))
                .singleElement()
                .asString()
                .endsWith(reason);
        assertThat(home.resolve("run")).isDirectoryNotContaining("glob:**/{pid,endpoints,ready}");
    }

    boolean isReady() {
        return Files.exists(home.resolve("run/ready"));
    }

    @Override
    public void close() {
        process.destroy();
        process.onExit().orTimeout(90, TimeUnit.SECONDS).join();
    }
}
