package dev.infrahub.embedded;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.commons.io.FileUtils;

/**
 * The server process of a data directory and what a killed hub may have left of it: a server that still runs, or a
 * directory that was never finished.
 */
record Postmaster(Path data) {

    private static final Duration STOP_LIMIT = Duration.ofSeconds(30);

    void whenEnded(Runnable told) {
        try {
            var _ = running().map(process -> process.onExit().thenRun(told));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A server must not outlive its owner: it would keep the port and the directory. */
    void stopLeftover() throws IOException {
        Optional<ProcessHandle> running = running();
        if (running.isPresent()) {
            stop(running.get());
        }
    }

    /** A directory whose first start was interrupted holds nothing of anyone's and cannot be started either. */
    void discardHalfMade() throws IOException {
        if (Files.exists(data) && !Files.exists(complete())) {
            FileUtils.deleteDirectory(data.toFile());
        }
    }

    void markComplete() throws IOException {
        if (!Files.exists(complete())) {
            Files.createFile(complete());
        }
    }

    private Path complete() {
        return data.resolve("infrahub.complete");
    }

    private Optional<ProcessHandle> running() throws IOException {
        Path file = data.resolve("postmaster.pid");
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        List<String> lines = Files.readAllLines(file);
        return lines.isEmpty()
                ? Optional.empty()
                // negative where it serves nobody but whoever started it
                : ProcessHandle.of(Math.abs(Long.parseLong(lines.getFirst().strip())))
                        .filter(this::isServerHere);
    }

    /** The number may belong to somebody else's process by now. */
    private boolean isServerHere(ProcessHandle process) {
        return process.info().commandLine().orElse("").contains(data.toString());
    }

    private static void stop(ProcessHandle process) throws IOException {
        // SIGINT is Postgres's fast shutdown; SIGTERM would wait until every client has gone
        new ProcessBuilder("kill", "-INT", Long.toString(process.pid())).start();
        try {
            process.onExit().get(STOP_LIMIT.toSeconds(), TimeUnit.SECONDS);
        } catch (TimeoutException e) {
            throw new IOException("Postgres (process " + process.pid() + ") does not stop", e);
        } catch (ExecutionException e) {
            throw new UncheckedIOException(new IOException(e));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while Postgres was stopping", e);
        }
    }
}
