package dev.infrahub.standalone;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What a running hub says about itself to the launcher: {@code pid} while it runs, {@code endpoints} and {@code ready} once
 * it can be used.
 */
record RunFiles(Path directory) {

    void running(long pid) {
        write("pid", pid + "\n");
    }

    void ready(Map<String, String> endpoints, double seconds) {
        List<String> lines = endpoints.entrySet().stream()
                .map(entry -> entry.getKey() + "=" + entry.getValue())
                .toList();
        write("endpoints", String.join("\n", lines) + "\n");
        write("ready", String.format(Locale.ROOT, "%.1f%n", seconds));
    }

    /** Of a hub that runs and is ready. */
    Optional<String> endpoint(String name) {
        Path endpoints = directory.resolve("endpoints");
        if (!Files.exists(endpoints)) {
            return Optional.empty();
        }
        try (Stream<String> lines = Files.lines(endpoints)) {
            return lines.filter(line -> line.startsWith(name + "="))
                    .map(line -> line.substring(name.length() + 1))
                    .findFirst();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + endpoints, e);
        }
    }

    void clear() {
        List.of("ready", "endpoints", "pid").forEach(this::delete);
    }

    private void write(String name, String text) {
        try {
            Files.createDirectories(directory);
            Files.writeString(directory.resolve(name), text);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write to " + directory, e);
        }
    }

    private void delete(String name) {
        try {
            Files.deleteIfExists(directory.resolve(name));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
