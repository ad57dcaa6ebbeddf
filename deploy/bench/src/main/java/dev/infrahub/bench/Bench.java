package dev.infrahub.bench;

import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/**
 * Measures a hub of its own, in a temporary directory: start-up, memory, latency and throughput of a typical plan and of a
 * scan for drift through HTTP, Kafka, Postgres and back, next to the floor of the same run; and what a large plan costs. Prints Markdown.
 */
public final class Bench {

    private static final String SECRETS = "secrets";
    private static final String WORDS = "words";
    private static final Set<String> PARTS = Set.of("large", "drift", "cab", "pages", "poison", "soak");

    private static final String HELP = """
            usage: ./hub bench [PART]...

              large    start-up and a large plan
              drift    start-up and scans for drift
              cab      start-up, approvals, what signing and verifying a wish costs, and their report
              pages    start-up, and the first byte of each page of the console
              poison   start-up, and one client's plans beside another's poisonous events
              soak     an hour beside a hostile client
              words    by itself: plans while a language model answers, slowly, and not at all
              secrets  how much of public corpora of credentials is found, and how fast, without a hub; has options: secrets --help

            Without a part all but soak, words and secrets. Prints Markdown.""";

    private static final int IN_FLIGHT = 32;
    private static final int ROUNDS = 3;
    private static final int MODULES = 300;
    private static final Duration WARM_UP = Duration.ofSeconds(20);
    private static final Duration ROUND = Duration.ofSeconds(10);
    private static final Duration SOAK = Duration.ofHours(1);
    private static final Duration LIMIT = Duration.ofSeconds(60);

    private static final JsonMapper JSON = new JsonMapper();

    private final PrintStream out = System.out;
    private final TypicalPlan plan = TypicalPlan.create();
    private final TypicalPlan scan = TypicalPlan.scan();
    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(LIMIT).build();
    private final Launcher launcher;

    private Bench(Launcher launcher) {
        this.launcher = launcher;
    }

    /**
     * @param arguments {@code large} for the large plan alone, {@code drift} for scans, {@code cab} for approvals and their report,
     *     {@code pages} for the console's, {@code poison} for one client beside another's poisonous events; none for all of these; {@code soak} for an hour beside a
     *     hostile client; {@code words} for what a language model that is away costs; {@code secrets} and its options for the
     *     recognition of credentials, without a hub
     */
    static void main(String... arguments) throws Exception {
        List<String> asked = List.of(arguments);
        if (asked.contains("--help")) {
            System.out.println(asked.getFirst().equals(SECRETS) ? SecretBench.help() : HELP);
        } else if (!asked.isEmpty() && asked.getFirst().equals(SECRETS)) {
            secrets(asked.subList(1, asked.size()));
        } else if (PARTS.containsAll(asked) || asked.equals(List.of(WORDS))) {
            hub(Set.copyOf(asked));
        } else {
            refuse("bench has no " + String.join(" ", asked) + "; ./hub bench --help tells what it has");
        }
    }

    private static void secrets(List<String> options) throws IOException, InterruptedException {
        try {
            new SecretBench(System.out, SecretBenchOptions.of(options)).measure();
        } catch (IllegalArgumentException e) {
            refuse(e.getMessage());
        }
    }

    private static void refuse(@Nullable String why) {
        System.err.println("hub: " + why);
        System.exit(1);
    }

    private static void hub(Set<String> parts) throws Exception {
        Path home = Files.createTempDirectory("hub-bench");
        Bench bench = new Bench(new Launcher(
                Path.of(System.getProperty("hub.launcher")), home, freePort(), "hub_" + UUID.randomUUID(), Map.of()));
        try {
            bench.run(parts);
        } finally {
            bench.http.close();
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private void run(Set<String> parts) throws Exception {
        out.printf(Locale.ROOT, "%d cores, Java %s%n%n", Runtime.getRuntime().availableProcessors(), Runtime.version());
        if (parts.contains(WORDS)) {
            // its hubs are started anew
            new WordsBench(http, launcher, plan).measure(out);
            return;
        }
        try (LargeBench large = new LargeBench(out)) {
            run(large, parts);
        }
    }

    private void run(LargeBench large, Set<String> parts) throws Exception {
        startUp();
        try {
            if (parts.isEmpty()) {
                measure();
                row("resident memory, after the load", launcher.residentMib() + " MiB");
            }
            if (parts.isEmpty() || parts.contains("drift")) {
                measure("a scan for drift", scan, this::scan);
            }
            if (parts.isEmpty() || parts.contains("poison")) {
                try (PoisonBench poison = new PoisonBench(http, launcher.endpoints(), launcher.kafkaAdministrator())) {
                    poison.measure(out, this::post);
                }
            }
            if (parts.contains("soak")) {
                try (PoisonBench poison = new PoisonBench(http, launcher.endpoints(), launcher.kafkaAdministrator())) {
                    new SoakBench(http, launcher, new BenchBoard(http, launcher, post()), poison, plan)
                            .measure(out, SOAK);
                }
            }
            if (parts.isEmpty() || parts.contains("cab")) {
                BenchBoard board = new BenchBoard(http, launcher, post());
                new ApprovalBench(board).measure(out);
                new ReportBench(board, launcher.hub()).measure(out);
            }
            if (parts.isEmpty() || parts.contains("pages")) {
                pages();
            }
            if (parts.isEmpty() || parts.contains("large")) {
                large.hub(http, this::request);
            }
        } finally {
            launcher.down();
        }
        if (parts.isEmpty() || parts.contains("large")) {
            // by themselves: nothing else takes the processors
            large.readers();
        }
    }

    private void startUp() throws IOException, InterruptedException {
        out.println("| start-up | |");
        out.println("|---|---|");
        row("first start, empty state", seconds(launcher.up()));
        launcher.down();
        row("start with state kept", seconds(launcher.up()));
        row("resident memory, idle", launcher.residentMib() + " MiB");
    }

    /** Over as much as a team leaves in a day. */
    private void pages() throws Exception {
        String planId = "";
        for (int i = 0; i < MODULES; i++) {
            planId = JSON.readTree(post()).path("planId").asString();
            scan();
        }
        new PageBench(http, launcher.endpoints().getOrDefault("HUB_CONSOLE_URL", ""), launcher.key())
                .measure(out, planId);
    }

    private void measure() throws Exception {
        measure("a plan", plan, this::post);
        new Signing(http, launcher.endpoints().getOrDefault("QUANTUMAPI_ENDPOINT", ""), launcher.quantumApiKey())
                .measure(out);
        out.println();
        out.println("| memory | |");
        out.println("|---|---|");
    }

    private void measure(String what, TypicalPlan typical, Callable<?> post) throws Exception {
        try (Floor floor = new Floor(
                launcher.endpoints(),
                launcher.databasePassword(),
                launcher.kafkaAdministrator(),
                typical.compressed())) {
            Samples.of(IN_FLIGHT, WARM_UP.toNanos(), post);
            Samples.of(IN_FLIGHT, WARM_UP.toNanos() / 4, floor::once);
            Comparison alone = compare(floor, post, 1);
            Comparison many = compare(floor, post, IN_FLIGHT);
            out.printf(
                    Locale.ROOT,
                    "%n| %s of %d bytes | p50 | p99 | a second |%n|---|---|---|---|%n",
                    what,
                    typical.size());
            alone.print(out, "one at a time");
            many.print(out, IN_FLIGHT + " at a time");
        }
    }

    /** Floor and hub by turns, so that both see the same machine. */
    private static Comparison compare(Floor floor, Callable<?> post, int inFlight) throws Exception {
        Samples least = Samples.of(inFlight, ROUND.toNanos(), floor::once);
        Samples hub = Samples.of(inFlight, ROUND.toNanos(), post);
        for (int round = 1; round < ROUNDS; round++) {
            least = least.and(Samples.of(inFlight, ROUND.toNanos(), floor::once));
            hub = hub.and(Samples.of(inFlight, ROUND.toNanos(), post));
        }
        return new Comparison(least, hub);
    }

    private record Comparison(Samples floor, Samples hub) {

        void print(PrintStream out, String name) {
            line(out, "floor, " + name, floor);
            line(out, "hub, " + name, hub);
            out.printf(
                    Locale.ROOT,
                    "| ratio, %s | %.1f × | %.1f × | %.2f × |%n",
                    name,
                    hub.millis(50) / floor.millis(50),
                    hub.millis(99) / floor.millis(99),
                    hub.perSecond() / floor.perSecond());
        }

        private static void line(PrintStream out, String name, Samples samples) {
            out.printf(
                    Locale.ROOT,
                    "| %s | %.1f ms | %.1f ms | %.0f |%n",
                    name,
                    samples.millis(50),
                    samples.millis(99),
                    samples.perSecond());
        }
    }

    private String post() throws IOException, InterruptedException {
        return answer(request("checkout", BodyPublishers.ofByteArray(plan.next())));
    }

    /** Of one of so many modules as a platform team has. */
    private String scan() throws IOException, InterruptedException {
        String module = "module-" + ThreadLocalRandom.current().nextInt(MODULES);
        return answer(request("/api/drift/analyze", module, BodyPublishers.ofByteArray(scan.next())));
    }

    private String answer(HttpRequest.Builder request) throws IOException, InterruptedException {
        HttpResponse<String> response = http.send(request.build(), BodyHandlers.ofString());
        if (response.statusCode() != 200) {
            throw new IllegalStateException("a plan was answered with " + response.statusCode());
        }
        return response.body();
    }

    private HttpRequest.Builder request(String module, HttpRequest.BodyPublisher body) {
        return request("/api/pipeline/summarize-plan", module, body);
    }

    private HttpRequest.Builder request(String path, String module, HttpRequest.BodyPublisher body) {
        URI uri = URI.create(
                "http://127.0.0.1:" + launcher.port() + path + "?client=acme&environment=production&module=" + module);
        return HttpRequest.newBuilder(uri)
                .timeout(LIMIT)
                .header("X-Api-Key", launcher.key())
                .header("Content-Type", "application/vnd.hashicorp.terraform.plan+json")
                .POST(body);
    }

    private void row(String name, String value) {
        out.printf("| %s | %s |%n", name, value);
    }

    private static String seconds(Duration duration) {
        return String.format(Locale.ROOT, "%.1f s", duration.toMillis() / (double) TimeUnit.SECONDS.toMillis(1));
    }
}
