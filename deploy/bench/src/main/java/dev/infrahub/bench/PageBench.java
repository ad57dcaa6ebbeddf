package dev.infrahub.bench;

import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;

/** Pages of the console: how long until the first byte of each, for one visitor at a time, and what it weighs. */
final class PageBench {

    private static final long WARM_UP = TimeUnit.SECONDS.toNanos(3);
    private static final long ROUND = TimeUnit.SECONDS.toNanos(3);

    private final HttpClient http;
    private final String console;
    private final String cookie;

    PageBench(HttpClient http, String console, String key) throws IOException, InterruptedException {
        this.http = http;
        this.console = console;
        this.cookie = signIn(key);
    }

    private String signIn(String key) throws IOException, InterruptedException {
        HttpRequest form = HttpRequest.newBuilder(URI.create(console + "/sign-in"))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString("key=" + URLEncoder.encode(key, StandardCharsets.UTF_8)))
                .build();
        HttpResponse<Void> answer = http.send(form, BodyHandlers.discarding());
        return answer.headers()
                .firstValue("Set-Cookie")
                .map(cookie -> cookie.substring(0, cookie.indexOf(';')))
                .orElseThrow(() -> new IllegalStateException("no sign-in: " + answer.statusCode()));
    }

    /** @param planId of a plan that was handed in */
    void measure(PrintStream out, String planId) throws Exception {
        out.printf(
                Locale.ROOT,
                "%n| first byte of a page, load of the machine %.1f | p50 | p99 | bytes |%n|---|---|---|---|%n",
                ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage());
        for (String page : List.of(
                "/",
                "/plans",
                "/plans/" + planId,
                "/plans/" + planId + "/graph",
                "/plans/" + planId + "/compare",
                "/changes",
                "/drift",
                "/secrets",
                "/proof",
                "/ask",
                "/operations",
                "/events",
                "/models",
                "/audit",
                "/keys")) {
            Samples.of(1, WARM_UP, () -> firstByte(page));
            Samples samples = Samples.of(1, ROUND, () -> firstByte(page));
            out.printf(
                    Locale.ROOT,
                    "| `%s` | %.1f ms | %.1f ms | %,d |%n",
                    page.replace(planId, "{id}"),
                    samples.millis(50),
                    samples.millis(99),
                    weight(page));
        }
    }

    private HttpRequest request(String page) {
        return HttpRequest.newBuilder(URI.create(console + page))
                .header("Cookie", cookie)
                .build();
    }

    /** What comes behind it is left unread. */
    private int firstByte(String page) throws IOException, InterruptedException {
        HttpResponse<InputStream> answer = http.send(request(page), BodyHandlers.ofInputStream());
        try (InputStream body = answer.body()) {
            if (answer.statusCode() != 200) {
                throw new IllegalStateException(page + " was answered with " + answer.statusCode());
            }
            return body.read();
        }
    }

    private int weight(String page) throws IOException, InterruptedException {
        return http.send(request(page), BodyHandlers.ofByteArray()).body().length;
    }
}
