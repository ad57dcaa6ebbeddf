package dev.infrahub.bench;

import dev.infrahub.testing.ModelServer;
import dev.infrahub.testing.ModelServer.Said;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What plans take without a language model, with one that takes its time, and with one that hangs from some moment on. */
final class WordsBench {

    private static final int CLIENTS = 16;
    private static final int EVERY_MILLIS = 200;
    private static final Duration WARM_UP = Duration.ofSeconds(20);
    private static final Duration ROUND = Duration.ofSeconds(60);
    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final String LISTS = "`GET /api/plans` all that time";
    private static final JsonMapper JSON = new JsonMapper();

    private final HttpClient http;
    private final Launcher launcher;
    private final TypicalPlan plan;

    WordsBench(HttpClient http, Launcher launcher, TypicalPlan plan) {
        this.http = http;
        this.launcher = launcher;
        this.plan = plan;
    }

    /** @param words what became of the model: a status, and the reason where there is one */
    private record Answer(long sent, long nanos, String words) {}

    /** Plans, and what is read beside them, which no model has to do with. */
    private record Round(List<Answer> plans, List<Answer> lists) {}

    void measure(PrintStream out) throws IOException, InterruptedException, ExecutionException {
        out.printf(
                Locale.ROOT,
                "%n| plans of %d bytes, %d a second, of %d clients | answers | p50 | p99 | longest | words |%n|---|---|---|---|---|---|%n",
                plan.size(),
                TimeUnit.SECONDS.toMillis(1) / EVERY_MILLIS,
                CLIENTS);
        Round alone;
        launcher.up();
        try {
            load(WARM_UP, this::anyModule);
            alone = round(this::anyModule);
            row(out, "no model", alone.plans());
            row(out, LISTS, alone.lists());
        } finally {
            launcher.down();
        }
        try (ModelServer model = ModelServer.start()) {
            model.answersAfter(Duration.ofSeconds(1));
            launcher.with(Map.of("AI_ENDPOINT", model.endpoint(), "AI_CHAT_MODEL", "stand-in"))
                    .up();
            try {
                load(WARM_UP, this::anyModule);
                row(out, "a model that answers after 1 s", load(ROUND, this::anyModule));
                List<Answer> lists = hang(out, model, "it hangs, each plan of another module", this::anyModule);
                model.repeats();
                // the circuit closes
                load(WARM_UP, this::anyModule);
                hang(out, model, "it hangs, one module a client", this::oneModule);
                out.printf(
                        Locale.ROOT,
                        "%nThe p99 of `GET /api/plans` while it hangs is %.2f × that without a model (aim: under 2 ×).%n",
                        samples(lists).millis(99) / samples(alone.lists()).millis(99));
            } finally {
                launcher.down();
            }
        }
    }

    /** @return what was read meanwhile */
    private List<Answer> hang(PrintStream out, ModelServer model, String what, IntFunction<Answer> request)
            throws InterruptedException, ExecutionException {
        load(ROUND.dividedBy(2), request);
        long start = System.nanoTime();
        model.answers(_ -> new Said.Silence());
        Round round = round(request);
        long opened = start + Duration.ofSeconds(15).toNanos();
        row(out, what + ": the first 15 s", since(round.plans(), start, opened));
        row(out, "afterwards", since(round.plans(), opened, Long.MAX_VALUE));
        row(out, LISTS, round.lists());
        return round.lists();
    }

    private Round round(IntFunction<Answer> request) throws InterruptedException, ExecutionException {
        try (ExecutorService reader = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<List<Answer>> lists = reader.submit(() -> load(ROUND, this::list));
            return new Round(load(ROUND, request), lists.get());
        }
    }

    private static List<Answer> since(List<Answer> answers, long from, long to) {
        return answers.stream()
                .filter(answer -> answer.sent() - from >= 0 && answer.sent() < to)
                .toList();
    }

    /** Sends one after the other when it is due, however long those before it take. */
    private List<Answer> load(Duration time, IntFunction<Answer> request)
            throws InterruptedException, ExecutionException {
        List<Future<Answer>> sent = new ArrayList<>();
        long start = System.nanoTime();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < time.toMillis() / EVERY_MILLIS; i++) {
                int number = i;
                TimeUnit.NANOSECONDS.sleep(
                        start + TimeUnit.MILLISECONDS.toNanos((long) i * EVERY_MILLIS) - System.nanoTime());
                sent.add(threads.submit(() -> request.apply(number)));
            }
        }
        List<Answer> answers = new ArrayList<>();
        for (Future<Answer> one : sent) {
            answers.add(one.get());
        }
        return answers;
    }

    private Answer anyModule(int number) {
        return plan(number, "module-" + number);
    }

    private Answer oneModule(int number) {
        return plan(number, "checkout");
    }

    private Answer plan(int number, String module) {
        return send(to("/api/pipeline/summarize-plan?environment=production&module=" + module + "&client=client-"
                        + number % CLIENTS)
                .header("Content-Type", "application/vnd.hashicorp.terraform.plan+json")
                .POST(BodyPublishers.ofByteArray(plan.other())));
    }

    private Answer list(int number) {
        return send(to("/api/plans?client=client-" + number % CLIENTS));
    }

    private HttpRequest.Builder to(String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + launcher.port() + path))
                .timeout(LIMIT)
                .header("Prefer", "wait=" + LIMIT.toSeconds())
                .header("X-Api-Key", launcher.key());
    }

    private Answer send(HttpRequest.Builder request) {
        long start = System.nanoTime();
        try {
            HttpResponse<String> answer = http.send(request.build(), BodyHandlers.ofString());
            long took = System.nanoTime() - start;
            if (answer.statusCode() != 200) {
                throw new IllegalStateException(answer.uri() + " was answered with " + answer.statusCode());
            }
            JsonNode body = JSON.readTree(answer.body());
            if (body.isEmpty() || (body.isObject() && body.path("resources").isEmpty())) {
                throw new IllegalStateException(answer.uri() + " was answered without facts");
            }
            JsonNode ai = body.path("ai");
            return new Answer(
                    start, took, ai.path("reason").asString(ai.path("status").asString("")));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static Samples samples(List<Answer> answers) {
        return new Samples(answers.stream().mapToLong(Answer::nanos).sorted().toArray(), 0);
    }

    private static void row(PrintStream out, String name, List<Answer> answers) {
        Samples samples = samples(answers);
        String words = answers.stream()
                .collect(Collectors.groupingBy(Answer::words, TreeMap::new, Collectors.counting()))
                .entrySet()
                .stream()
                .map(entry -> entry.getKey() + " " + entry.getValue())
                .collect(Collectors.joining(", "));
        out.printf(
                Locale.ROOT,
                "| %s | %d | %.0f ms | %.0f ms | %.0f ms | %s |%n",
                name,
                answers.size(),
                samples.millis(50),
                samples.millis(99),
                samples.millis(100),
                words);
    }
}
