package dev.infrahub.bench;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.Locale;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The compliance report of ten thousand approvals: asked for over HTTP, every signature in it verified anew while it is made,
 * next to the bare verification of as many ML-DSA-65 signatures on the same cores; and its offline verification.
 */
final class ReportBench {

    private static final int APPROVALS = 10_000;
    private static final int TIMES = 5;
    private static final int PAYLOAD = 1024;

    private final BenchBoard board;
    private final Path hub;

    /** @param hub the command that verifies the report */
    ReportBench(BenchBoard board, Path hub) {
        this.board = board;
        this.hub = hub;
    }

    void measure(PrintStream out) throws Exception {
        fill();
        BareKey bare = new BareKey(new byte[PAYLOAD]);
        verifyAll(bare);
        Samples floor = verifyAll(bare);
        String report = board.report();
        requireEverySignature(report);
        Samples made = Samples.of(1, times(TIMES), _ -> board.report());
        floor = floor.and(verifyAll(bare));
        double alone = APPROVALS / floor.perSecond();
        double seconds = made.millis(50) / 1000;
        out.printf(
                Locale.ROOT,
                "%n| a report of %d approvals, %d bytes | p50 | a second | ratio |%n|---|---|---|---|%n",
                board.approvals(),
                report.getBytes(StandardCharsets.UTF_8).length);
        row(out, "their signatures alone, bare", alone, alone);
        row(out, "made: verified, held against the log, sealed, answered", seconds, alone);
        out.printf(
                Locale.ROOT,
                "| its seal verified offline, by a JVM of its own | %.2f s | | |%n",
                Samples.of(1, times(TIMES), _ -> verify(report)).millis(50) / 1000);
    }

    private void fill() throws InterruptedException, ExecutionException {
        Samples.of(BenchBoard.IN_FLIGHT, board.open(Math.max(0, APPROVALS - board.approvals())), board::approve);
    }

    private static Samples verifyAll(BareKey bare) throws InterruptedException, ExecutionException {
        return Samples.of(Runtime.getRuntime().availableProcessors(), times(APPROVALS), _ -> require(bare.verify()));
    }

    private static void row(PrintStream out, String name, double seconds, double alone) {
        out.printf(
                Locale.ROOT, "| %s | %.2f s | %.0f | %.1f × |%n", name, seconds, APPROVALS / seconds, seconds / alone);
    }

    /** A number that was reached by leaving some out would be worth nothing. */
    private void requireEverySignature(String report) {
        JsonNode totals = new JsonMapper().readTree(report).path("totals");
        require(totals.path("signatures").asInt() == board.approvals());
        require(totals.path("unverified").asInt() == 0
                && totals.path("withProblems").asInt() == 0);
    }

    private void verify(String report) throws IOException, InterruptedException {
        Path file = Files.createTempFile("hub-bench-report", ".json");
        try {
            Files.writeString(file, report);
            require(new ProcessBuilder(hub.toString(), "verify", file.toString())
                            .redirectErrorStream(true)
                            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                            .start()
                            .waitFor()
                    == 0);
        } finally {
            Files.delete(file);
        }
    }

    private static Queue<Integer> times(int count) {
        return new ConcurrentLinkedQueue<>(Collections.nCopies(count, 1));
    }

    private static void require(boolean holds) {
        if (!holds) {
            throw new IllegalStateException("the report is not what it has to be");
        }
    }
}
