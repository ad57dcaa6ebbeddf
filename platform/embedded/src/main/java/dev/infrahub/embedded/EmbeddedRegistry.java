package dev.infrahub.embedded;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * An Apicurio schema registry as a child process, on the JDK that runs us. It keeps its schemas in a database: messages
 * carry schema ids, and an id must mean the same schema for as long as a message lives.
 *
 * <p>It listens on 127.0.0.1. Everybody there reads schemas; registering one, setting a rule or deleting something takes
 * its one user's password, which is made at the first start and kept in a file that its owner alone reads.
 */
public final class EmbeddedRegistry implements AutoCloseable {

    private static final Duration START_LIMIT = Duration.ofSeconds(90);
    private static final Duration STOP_LIMIT = Duration.ofSeconds(15);

    private final Process process;
    private final int port;
    private final RegistryUser user;

    private EmbeddedRegistry(Process process, int port, RegistryUser user) {
        this.process = process;
        this.port = port;
        this.user = user;
    }

    /**
     * Starts a registry on the port (0: any free one).
     *
     * @param registryHome where the registry application is unpacked
     * @param stateDir its log, its scratch files and its user's password
     * @param storage where its schemas live
     */
    public static EmbeddedRegistry start(Path registryHome, Path stateDir, int port, RegistryStorage storage) {
        Path scratch = stateDir.toAbsolutePath();
        storage.prepare();
        EmbeddedRegistry registry = launch(registryHome, scratch, Ports.claim(port), storage);
        try {
            registry.awaitReady(log(scratch));
            return registry;
        } catch (RuntimeException e) {
            registry.close();
            throw e;
        }
    }

    /** Also when it was closed. */
    public void whenEnded(Runnable told) {
        var _ = process.onExit().thenRun(told);
    }

    public int port() {
        return port;
    }

    /** Who may write. */
    public String user() {
        return RegistryUser.NAME;
    }

    public String password() {
        return user.password();
    }

    public String url() {
        return "http://" + Ports.LOOPBACK + ":" + port;
    }

    /** Where clients of a Confluent schema registry find the same API. */
    public String confluentUrl() {
        return url() + "/apis/ccompat/v7";
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(STOP_LIMIT)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            process.destroyForcibly();
        }
    }

    private static EmbeddedRegistry launch(Path registryHome, Path scratch, int port, RegistryStorage storage) {
        RegistryUser user = RegistryUser.in(scratch);
        ProcessBuilder builder = new ProcessBuilder(command(registryHome, scratch, port));
        builder.environment().putAll(storage.environment());
        builder.environment().putAll(user.environment());
        builder.redirectErrorStream(true)
                .redirectOutput(Redirect.to(log(scratch).toFile()));
        try {
            Files.createDirectories(scratch);
            return new EmbeddedRegistry(builder.start(), port, user);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot start the schema registry", e);
        }
    }

    private static List<String> command(Path registryHome, Path scratch, int port) {
        Path application = registryHome.resolve("quarkus-run.jar");
        if (!Files.exists(application)) {
            throw new IllegalStateException("no schema registry in " + registryHome + ": build the project first");
        }
        return List.of(
                // a Ctrl-C in the terminal reaches the whole process group: it is for the hub to stop things in order
                "/bin/sh",
                "-c",
                "trap '' INT HUP; exec \"$@\"",
                "registry",
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx96m",
                "-XX:+ExitOnOutOfMemoryError",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Dquarkus.http.host=" + Ports.LOOPBACK,
                "-Dquarkus.http.port=" + port,
                // cannot be switched off at run time, and would listen to the network on a fixed port
                "-Dquarkus.management.host=" + Ports.LOOPBACK,
                "-Dquarkus.management.port=0",
                "-Dquarkus.http.access-log.enabled=false",
                "-Dapicurio.import.work-dir=" + scratch,
                "-Dapicurio.storage.snapshot.location=" + scratch,
                "-cp",
                ownClasses() + System.getProperty("path.separator") + application,
                RegistryProcess.class.getName());
    }

    private static Path log(Path scratch) {
        return scratch.resolve("registry.log");
    }

    private static Path ownClasses() {
        return Path.of(URI.create(RegistryProcess.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .toString()));
    }

    private void awaitReady(Path log) {
        Instant limit = Instant.now().plus(START_LIMIT);
        HttpRequest question = HttpRequest.newBuilder(URI.create(confluentUrl() + "/subjects"))
                .timeout(Duration.ofSeconds(5))
                .build();
        try (HttpClient client = HttpClient.newHttpClient()) {
            while (!answers(client, question)) {
                if (process.waitFor(50, TimeUnit.MILLISECONDS)) {
                    throw new IllegalStateException("the schema registry did not start:\n" + LogTail.of(log));
                }
                if (Instant.now().isAfter(limit)) {
                    throw new IllegalStateException(
                            "the schema registry is not ready after " + START_LIMIT + ":\n" + LogTail.of(log));
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while the schema registry was starting", e);
        }
    }

    private static boolean answers(HttpClient client, HttpRequest question) throws InterruptedException {
        try {
            return client.send(question, BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException _) {
            return false;
        }
    }
}
