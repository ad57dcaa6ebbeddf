package dev.infrahub.quantumapilocal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.infrahub.testing.Backends;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The installation in a JVM of its own. */
record ServerProcess(Process process, int port, Path console) implements AutoCloseable {

    private static final Duration START_LIMIT = Duration.ofMinutes(1);

    static ServerProcess launch(Backends.Database database, Path folder) throws IOException {
        int port = freePort();
        Path console = folder.resolve("console-" + port + ".log");
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx384m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "-cp",
                System.getProperty("java.class.path"),
                QuantumApiLocalApplication.class.getName()));
        command.addAll(Arrays.asList(Server.arguments(database, "--QUANTUMAPI_PORT=" + port)));
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(Redirect.to(console.toFile()))
                .start();
        return new ServerProcess(process, port, console);
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    ServerProcess awaitReady() throws IOException, InterruptedException {
        Instant limit = Instant.now().plus(START_LIMIT);
        while (!said().contains("Started QuantumApiLocalApplication")) {
            boolean ended = process.waitFor(100, TimeUnit.MILLISECONDS);
            assertThat(ended).as(said()).isFalse();
            assertThat(Instant.now()).as(said()).isBefore(limit);
        }
        return this;
    }

    String said() throws IOException {
        return Files.readString(console);
    }

    URI uri(String path) {
        return URI.create("http://127.0.0.1:" + port + "/api/v1" + path);
    }

    /** As by a power cut of this one process: SIGKILL. */
    void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
