package dev.infrahub.console.remote;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * The gateway. It blocks; every call has its time, and ends in an answer, a {@link Refused}, a {@link Pending}, an
 * {@link Oversized} or an {@link Away}.
 */
public final class Gateway implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Gateway.class);
    private static final Duration CONNECT_WITHIN = Duration.ofSeconds(3);
    private static final Duration READ_WITHIN = Duration.ofSeconds(15);

    /** Longer than the gateway waits for a worker before it answers 202. */
    private static final Duration ASK_WITHIN = Duration.ofSeconds(45);

    /** As long as somebody looks at a page that is not there yet. */
    private static final String PATIENCE = "wait=10";

    private static final long MOST_JSON = 32 * 1024 * 1024;
    private static final long MOST_FILE = 128 * 1024 * 1024;

    private static final String JSON = "application/json";
    private static final int OK = 200;
    private static final int ACCEPTED = 202;
    private static final int REFUSED_FROM = 400;

    private final String address;
    private final String secret;
    private final JsonMapper json;
    private final Wire wire;

    /** @param secret what proves that it is the console that asks; empty for nothing */
    public Gateway(String address, String secret, JsonMapper json) {
        this.address = address;
        this.secret = secret;
        this.json = json;
        this.wire = new Wire(CONNECT_WITHIN);
    }

    <T> T get(Asker asker, Path path, Class<T> type) {
        return parse(asker.trace(), settled(send(asker.trace(), READ_WITHIN, reading(asker, path))), type);
    }

    /** Of what a worker finds when it is asked. */
    <T> T ask(Asker asker, Path path, Class<T> type) {
        return parse(
                asker.trace(),
                settled(send(asker.trace(), ASK_WITHIN, reading(asker, path).header("Prefer", PATIENCE))),
                type);
    }

    <T> Listed<T> list(Asker asker, Path path, Class<T[]> type) {
        HttpResponse<byte[]> answer = send(asker.trace(), READ_WITHIN, reading(asker, path));
        return new Listed<>(List.of(parse(asker.trace(), answer, type)), next(answer));
    }

    FileAnswer file(Asker asker, Path path, String accept) {
        HttpResponse<byte[]> answer = settled(send(
                asker.trace(),
                ASK_WITHIN,
                MOST_FILE,
                request(asker, path, accept).GET()));
        return new FileAnswer(
                answer.headers().firstValue("Content-Type").orElse("application/octet-stream"), answer.body());
    }

    <T> T post(Asker asker, Optional<String> once, Path path, Object body, Class<T> type) {
        return parse(asker.trace(), settled(send(asker.trace(), ASK_WITHIN, posted(asker, once, path, body))), type);
    }

    /** Asks for work that is not waited for; what is told of it meanwhile is {@linkplain #follow followed}. */
    String begin(Asker asker, Optional<String> once, Path path, Object body) {
        return send(asker.trace(), READ_WITHIN, posted(asker, once, path, body).header("Prefer", "respond-async"))
                .headers()
                .firstValue("Operation-Id")
                .orElseThrow(() -> away(asker.trace(), "said no operation"));
    }

    /** What is told of an operation, event by event. It blocks until the gateway ends it, or whoever follows is interrupted: both are its end. */
    void follow(Asker asker, String operation, Consumer<Told> each) {
        Path path = Path.of("/api/operations").segment(operation).segment("events");
        HttpRequest asked =
                request(asker, path, "text/event-stream").timeout(READ_WITHIN).build();
        try {
            HttpResponse<Stream<String>> answer = wire.follow(asked, MOST_JSON);
            try (Stream<String> lines = answer.body()) {
                if (answer.statusCode() != OK) {
                    throw away(asker.trace(), "answered with status " + answer.statusCode());
                }
                Told.read(lines, each);
            }
        } catch (IOException | UncheckedIOException e) {
            if (!Thread.currentThread().isInterrupted()) {
                throw away(asker.trace(), "does not answer: " + e.getClass().getSimpleName());
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    void tell(Asker asker, Optional<String> once, Path path, Object body) {
        settled(send(asker.trace(), ASK_WITHIN, posted(asker, once, path, body)));
    }

    private HttpRequest.Builder posted(Asker asker, Optional<String> once, Path path, Object body) {
        HttpRequest.Builder request =
                request(asker, path, JSON).header("Content-Type", JSON).POST(body(body));
        once.ifPresent(key -> request.header("Idempotency-Key", key));
        return request;
    }

    void put(Asker asker, Path path, Object body) {
        send(
                asker.trace(),
                READ_WITHIN,
                request(asker, path, JSON).header("Content-Type", JSON).PUT(body(body)));
    }

    void delete(Asker asker, Path path) {
        send(asker.trace(), READ_WITHIN, request(asker, path, JSON).DELETE());
    }

    private BodyPublisher body(Object body) {
        return BodyPublishers.ofByteArray(json.writeValueAsBytes(body));
    }

    private HttpRequest.Builder reading(Asker asker, Path path) {
        return request(asker, path, JSON).GET();
    }

    private HttpRequest.Builder request(Asker asker, Path path, String accept) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(address + path.text()))
                .header("Accept", accept)
                .header("traceparent", asker.trace().header())
                .header(asker.credential().header(), asker.credential().value());
        if (!secret.isEmpty()) {
            request.header("X-Forwarded-For", asker.address()).header("X-Hub-Console", secret);
        }
        return request;
    }

    private static HttpResponse<byte[]> settled(HttpResponse<byte[]> answer) {
        if (answer.statusCode() == ACCEPTED) {
            throw new Pending(answer.headers().firstValue("Location").orElse(""));
        }
        return answer;
    }

    private <T> T parse(Trace trace, HttpResponse<byte[]> answer, Class<T> type) {
        try {
            return json.readValue(answer.body(), type);
        } catch (JacksonException unreadable) {
            throw away(
                    trace,
                    "answered what is not its own: " + unreadable.getClass().getSimpleName());
        }
    }

    private HttpResponse<byte[]> send(Trace trace, Duration within, HttpRequest.Builder request) {
        return send(trace, within, MOST_JSON, request);
    }

    private HttpResponse<byte[]> send(Trace trace, Duration within, long most, HttpRequest.Builder request) {
        HttpResponse<byte[]> answer;
        try {
            answer = wire.send(request.build(), within, most);
        } catch (Wire.TooLarge _) {
            throw new Oversized(most, trace.id());
        } catch (IOException e) {
            throw away(trace, "does not answer: " + e.getClass().getSimpleName());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw away(trace, "was not waited for");
        }
        if (answer.statusCode() >= REFUSED_FROM) {
            throw refused(trace, answer);
        }
        if (answer.statusCode() < OK || answer.statusCode() >= OK + 100) {
            throw away(trace, "answered with status " + answer.statusCode());
        }
        return answer;
    }

    private RuntimeException refused(Trace trace, HttpResponse<byte[]> answer) {
        try {
            Problem problem = json.readValue(answer.body(), Problem.class);
            if (problem.status() == answer.statusCode()) {
                return new Refused(problem);
            }
        } catch (JacksonException | NullPointerException _) {
            // somebody in between, who knows no problem JSON
        }
        return away(trace, "answered with status " + answer.statusCode());
    }

    private static Away away(Trace trace, String why) {
        LOG.warn("The gateway {} (trace {})", why, trace.id());
        return new Away(Away.Who.GATEWAY, trace.id(), why);
    }

    /** The query of {@code <…?query>; rel="next"}. */
    private static Optional<String> next(HttpResponse<byte[]> answer) {
        return answer.headers().allValues("Link").stream()
                .filter(link -> link.contains("rel=\"next\"") && link.startsWith("<"))
                .map(link -> link.substring(1, Math.max(1, link.indexOf('>'))))
                .filter(link -> link.indexOf('?') >= 0)
                .map(link -> link.substring(link.indexOf('?') + 1))
                .findFirst();
    }

    @Override
    public void close() {
        wire.close();
    }
}
