package dev.infrahub.bench;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import tools.jackson.databind.json.JsonMapper;

/**
 * What a team does, at its own pace whatever becomes of it: a plan a second, a look at the list every other, and a decision of
 * the board every five. How long each took is counted from when it was due.
 */
final class HonestClient implements AutoCloseable {

    private static final JsonMapper JSON = new JsonMapper();
    private static final Duration LIMIT = Duration.ofSeconds(60);

    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final Queue<Long> plans = new ConcurrentLinkedQueue<>();
    private final Queue<Long> others = new ConcurrentLinkedQueue<>();
    private final Queue<String> failures = new ConcurrentLinkedQueue<>();
    private final Queue<String> planIds = new ConcurrentLinkedQueue<>();
    private final HttpClient http;
    private final int port;
    private final String client;
    private final String key;
    private final TypicalPlan plan;

    HonestClient(HttpClient http, int port, String client, String key, TypicalPlan plan, Callable<?> decision) {
        this.http = http;
        this.port = port;
        this.client = client;
        this.key = key;
        this.plan = plan;
        every(Duration.ofSeconds(1), plans, this::plan);
        every(Duration.ofSeconds(2), others, this::list);
        every(Duration.ofSeconds(5), others, decision);
    }

    private void every(Duration period, Queue<Long> taken, Callable<?> work) {
        threads.execute(() -> {
            long due = System.nanoTime();
            while (waits(due)) {
                try {
                    work.call();
                    taken.add(System.nanoTime() - due);
                } catch (InterruptedException e) {
                    return;
                } catch (Exception e) {
                    failures.add(e.toString());
                }
                due += period.toNanos();
            }
        });
    }

    /** @return false when it is over */
    private boolean waits(long due) {
        try {
            TimeUnit.NANOSECONDS.sleep(due - System.nanoTime());
            return !threads.isShutdown();
        } catch (InterruptedException e) {
            return false;
        }
    }

    private String plan() throws IOException, InterruptedException {
        String answer = send(to("/api/pipeline/summarize-plan?environment=production&module=checkout&client=" + client)
                .header("Content-Type", "application/vnd.hashicorp.terraform.plan+json")
                .POST(BodyPublishers.ofByteArray(plan.next())));
        planIds.add(JSON.readTree(answer).path("planId").asString());
        return answer;
    }

    private String list() throws IOException, InterruptedException {
        return send(to("/api/plans?client=" + client));
    }

    private HttpRequest.Builder to(String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .timeout(LIMIT)
                .header("Prefer", "wait=" + LIMIT.toSeconds())
                .header("X-Api-Key", key);
    }

    private String send(HttpRequest.Builder request) throws IOException, InterruptedException {
        HttpResponse<String> answer = http.send(request.build(), BodyHandlers.ofString());
        if (answer.statusCode() != 200) {
            throw new IOException(answer.uri().getPath() + " was answered with " + answer.statusCode() + " "
                    + JSON.readTree(answer.body()).path("code").asString());
        }
        return answer.body();
    }

    /** Plans since this was asked last. */
    List<Long> plans() {
        return taken(plans);
    }

    List<Long> others() {
        return taken(others);
    }

    List<String> failures() {
        return taken(failures);
    }

    private static <T> List<T> taken(Queue<T> queue) {
        List<T> all = new ArrayList<>();
        for (T one = queue.poll(); one != null; one = queue.poll()) {
            all.add(one);
        }
        return all;
    }

    int planned() {
        return planIds.size();
    }

    /** Of the plans that were answered for. */
    long kept() throws IOException, InterruptedException {
        long kept = 0;
        for (String planId : planIds) {
            if (send(to("/api/plans/" + planId)).contains(planId)) {
                kept++;
            }
        }
        return kept;
    }

    @Override
    public void close() {
        threads.shutdown();
        threads.close();
    }
}
