package dev.infrahub.bench;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.zip.GZIPOutputStream;

/** What a {@link LargePlan} costs: in each reader by itself, and through the whole hub. */
final class LargeBench implements AutoCloseable {

    private static final int HEAP_MIB = 256;
    private static final int POSTS = 3;
    private static final double NANOS = 1e9;

    private final PrintStream out;
    private final Path directory;
    private final Path plan;

    LargeBench(PrintStream out) throws IOException {
        this.out = out;
        this.directory = Files.createTempDirectory("hub-bench-large");
        this.plan = directory.resolve("plan.json");
    }

    /** Each reader in a JVM of its own. */
    void readers() throws IOException, InterruptedException {
        writePlan();
        out.printf(
                Locale.ROOT,
                "%n| a plan of %d bytes, %d changes; heap of %d MiB | read | first | later | a second | token scan | ratio"
                        + " | live heap |%n|---|---|---|---|---|---|---|---|%n",
                Files.size(plan),
                LargePlan.CHANGES,
                HEAP_MIB);
        out.flush();
        Path sealed = directory.resolve("sealed.zst");
        read(LargeReading.Reader.PARSER, plan, plan);
        read(LargeReading.Reader.GATEWAY, plan, sealed);
        read(LargeReading.Reader.ANALYZER, sealed, sealed);
    }

    private static void read(LargeReading.Reader reader, Path from, Path to) throws IOException, InterruptedException {
        int status = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx" + HEAP_MIB + "m",
                        "-XX:+UseSerialGC",
                        "--enable-native-access=ALL-UNNAMED",
                        "--sun-misc-unsafe-memory-access=allow",
                        "-cp",
                        System.getProperty("java.class.path"),
                        LargeReading.class.getName(),
                        reader.name(),
                        from.toString(),
                        to.toString())
                .inheritIO()
                .start()
                .waitFor();
        if (status != 0) {
            throw new IllegalStateException("reading the large plan failed");
        }
    }

    /** Posted as a CI job would, compressed; each time for another module, since the same plan is not analysed twice. */
    void hub(HttpClient http, Requests requests) throws IOException, InterruptedException {
        byte[] body = Files.readAllBytes(gzipped());
        out.printf(Locale.ROOT, "%n| the same, %d bytes as gzip, through the hub | |%n|---|---|%n", body.length);
        for (int post = 1; post <= POSTS; post++) {
            HttpRequest request = requests.of("large-" + post, BodyPublishers.ofByteArray(body))
                    .header("Content-Encoding", "gzip")
                    .build();
            long start = System.nanoTime();
            HttpResponse<byte[]> answer = http.send(request, BodyHandlers.ofByteArray());
            double seconds = (System.nanoTime() - start) / NANOS;
            if (answer.statusCode() != 200) {
                throw new IllegalStateException("the large plan was answered with " + answer.statusCode());
            }
            out.printf(Locale.ROOT, "| until the 200 of %d bytes | %.1f s |%n", answer.body().length, seconds);
        }
    }

    private void writePlan() throws IOException {
        if (!Files.exists(plan)) {
            LargePlan.write(plan);
        }
    }

    private Path gzipped() throws IOException {
        writePlan();
        Path gzip = directory.resolve("plan.json.gz");
        try (OutputStream to = new GZIPOutputStream(Files.newOutputStream(gzip))) {
            Files.copy(plan, to);
        }
        return gzip;
    }

    @Override
    public void close() throws IOException {
        for (String name : List.of("plan.json", "plan.json.gz", "sealed.zst")) {
            Files.deleteIfExists(directory.resolve(name));
        }
        Files.delete(directory);
    }

    /** Prepares a request to summarise a plan of this module. */
    @FunctionalInterface
    interface Requests {
        HttpRequest.Builder of(String module, HttpRequest.BodyPublisher plan);
    }
}
