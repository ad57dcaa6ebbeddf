package dev.infrahub.bench;

import java.io.PrintStream;
import java.time.Duration;
import java.util.Locale;

/**
 * Approvals through the whole path: HTTP, gateway, Kafka, cab-signer, QuantumAPI, Postgres, Kafka and back; next to bare
 * ML-DSA-65 on the same cores. Each is the first decision on a change request of its own, opened before it is measured.
 */
final class ApprovalBench {

    private static final int IN_FLIGHT = BenchBoard.IN_FLIGHT;
    private static final int WARM_UP = 1500;
    private static final int ALONE = 400;
    private static final int MANY = 1500;
    private static final int ROUNDS = 2;
    private static final long BARE = Duration.ofSeconds(4).toNanos();
    private static final int PAYLOAD = 1024;

    private final BenchBoard board;

    ApprovalBench(BenchBoard board) {
        this.board = board;
    }

    void measure(PrintStream out) throws Exception {
        BareKey bare = new BareKey(new byte[PAYLOAD]);
        int cores = Runtime.getRuntime().availableProcessors();
        Samples.of(cores, BARE, bare::sign);
        Samples.of(IN_FLIGHT, board.open(WARM_UP), board::approve);
        Samples floor = Samples.of(cores, BARE, bare::sign);
        Samples alone = Samples.of(1, board.open(ALONE), board::approve);
        Samples many = Samples.of(IN_FLIGHT, board.open(MANY), board::approve);
        for (int round = 1; round < ROUNDS; round++) {
            floor = floor.and(Samples.of(cores, BARE, bare::sign));
            alone = alone.and(Samples.of(1, board.open(ALONE), board::approve));
            many = many.and(Samples.of(IN_FLIGHT, board.open(MANY), board::approve));
        }
        out.printf(Locale.ROOT, "%n| approvals | p50 | p99 | a second | ratio |%n|---|---|---|---|---|%n");
        row(out, "bare ML-DSA-65, " + cores + " at a time", floor, floor);
        row(out, "hub, one at a time", alone, floor);
        row(out, "hub, " + IN_FLIGHT + " at a time", many, floor);
        new WishBench(PAYLOAD).measure(out, alone.millis(50));
    }

    private static void row(PrintStream out, String name, Samples samples, Samples floor) {
        out.printf(
                Locale.ROOT,
                "| %s | %.1f ms | %.1f ms | %.0f | %.4f × |%n",
                name,
                samples.millis(50),
                samples.millis(99),
                samples.perSecond(),
                samples.perSecond() / floor.perSecond());
    }
}
