package dev.infrahub.bench;

import java.io.PrintStream;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * Honest clients beside a hostile one, for long, at the heap that {@code hub} gives: how the honest ones fare every few
 * minutes, what memory does, and whether anything is lost in the end.
 */
final class SoakBench {

    private static final Duration WINDOW = Duration.ofMinutes(5);

    private final HttpClient http;
    private final Launcher launcher;
    private final BenchBoard board;
    private final PoisonBench poison;
    private final TypicalPlan plan;

    SoakBench(HttpClient http, Launcher launcher, BenchBoard board, PoisonBench poison, TypicalPlan plan) {
        this.http = http;
        this.launcher = launcher;
        this.board = board;
        this.poison = poison;
        this.plan = plan;
    }

    /** @param length beside the hostile client; they are alone for one window before */
    void measure(PrintStream out, Duration length) throws Exception {
        HonestClient acme = honest("acme");
        HonestClient umbrella = honest("umbrella");
        try (acme;
                umbrella) {
            List<HonestClient> honest = List.of(acme, umbrella);
            out.printf("%n| honest clients | plans | p50 | p99 | most | others | failed | answers to the hostile one"
                    + " | resident |%n|---|---|---|---|---|---|---|---|---|%n");
            Thread.sleep(WINDOW);
            row(out, "alone", honest, Map.of());
            beside(out, honest, length);
        }
        out.printf(
                "%n%d of %d plans and %d of %d decisions are there%n",
                acme.kept() + umbrella.kept(),
                acme.planned() + umbrella.planned(),
                board.verified(),
                board.approvals());
    }

    private void beside(PrintStream out, List<HonestClient> honest, Duration length) throws Exception {
        try (HostileClient hostile = new HostileClient(http, launcher.port(), board.newKey("ci", "mallory"), poison)) {
            for (Duration past = WINDOW; past.compareTo(length) <= 0; past = past.plus(WINDOW)) {
                Thread.sleep(WINDOW);
                row(out, "beside it, minute " + past.toMinutes(), honest, hostile.answers());
            }
        }
    }

    private HonestClient honest(String client) throws Exception {
        return new HonestClient(http, launcher.port(), client, board.newKey("ci", client), plan, this::decide);
    }

    private BenchBoard.Open decide() throws Exception {
        BenchBoard.Open one = board.open(1).remove();
        board.approve(one);
        return one;
    }

    private void row(PrintStream out, String name, List<HonestClient> honest, Map<String, Long> answers) {
        long[] plans = honest.stream()
                .flatMap(client -> client.plans().stream())
                .mapToLong(Long::longValue)
                .sorted()
                .toArray();
        Samples samples = new Samples(plans, 0);
        long others =
                honest.stream().mapToLong(client -> client.others().size()).sum();
        List<String> failures =
                honest.stream().flatMap(client -> client.failures().stream()).toList();
        out.printf(
                Locale.ROOT,
                "| %s | %d | %.1f ms | %.1f ms | %.1f ms | %d | %d | %s | %d MiB |%n",
                name,
                plans.length,
                samples.millis(50),
                samples.millis(99),
                samples.millis(100),
                others,
                failures.size(),
                new TreeMap<>(answers),
                launcher.residentMib());
        failures.stream().distinct().forEach(failure -> out.println("  failed: " + failure));
        out.flush();
    }
}
