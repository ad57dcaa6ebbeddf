package dev.infrahub.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * A service in a JVM of its own: to be killed.
 *
 * @param console where it writes
 * @param readyLine what it writes when it is up
 */
public record ServiceProcess(Process process, Path console, String readyLine) implements AutoCloseable {

    private static final Duration START_LIMIT = Duration.ofMinutes(2);
    private static final Duration STOP_LIMIT = Duration.ofSeconds(30);

    /** Starts a service as it is shipped, with its jar's class path and nothing beside it, and does not wait. */
    public static ServiceProcess shipped(Class<?> application, Path console, String... arguments) {
        return launch(application, List.of("-jar", ShippedJar.of(application).toString()), console, arguments);
    }

    /** Starts what is only there for tests, with this JVM's class path, and does not wait. */
    public static ServiceProcess launch(Class<?> application, Path console, String... arguments) {
        return launch(
                application,
                List.of("-cp", System.getProperty("java.class.path"), application.getName()),
                console,
                arguments);
    }

    private static ServiceProcess launch(Class<?> application, List<String> code, Path console, String... arguments) {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx384m",
                "-XX:+ExitOnOutOfMemoryError",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Duser.timezone=UTC",
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow"));
        command.addAll(code);
        command.addAll(List.of(arguments));
        try {
            Process process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(Redirect.to(console.toFile()))
                    .start();
            return new ServiceProcess(process, console, "Started " + application.getSimpleName());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** One that does not come up is ended: it would join its group later, and take events from whoever is tested then. */
    public ServiceProcess awaitReady() {
        Instant limit = Instant.now().plus(START_LIMIT);
        try {
            while (!said().contains(readyLine)) {
                assertThat(endsWithin(Duration.ofMillis(100))).as(said()).isFalse();
                assertThat(Instant.now()).as(said()).isBefore(limit);
            }
        } catch (AssertionError notReady) {
            process.destroyForcibly();
            throw notReady;
        }
        return this;
    }

    /** @return the status that it ends with by itself */
    public int awaitEnd(Duration limit) {
        assertThat(endsWithin(limit)).as(said()).isTrue();
        return process.exitValue();
    }

    public String said() {
        try {
            return Files.readString(console);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** As by a power cut of this one process: SIGKILL. */
    public void kill() {
        process.destroyForcibly();
        assertThat(endsWithin(STOP_LIMIT)).as("killed").isTrue();
    }

    /** Lets it finish what it is at. */
    @Override
    public void close() {
        process.destroy();
        if (!endsWithin(STOP_LIMIT)) {
            kill();
        }
    }

    private boolean endsWithin(Duration limit) {
        try {
            return process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
