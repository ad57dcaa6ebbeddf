package dev.infrahub.console.remote;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/** The wire to the gateway. It blocks; every call has its time, and ends in an answer, a {@link Refused} or an {@link Away}. */
public final class Gateway implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Gateway.class);
    private static final Duration CONNECT_WITHIN = Duration.ofSeconds(3);
    private static final Duration READ_WITHIN = Duration.ofSeconds(15);

    /** Longer than the gateway waits for a worker before it answers 202. */
    private static final Duration ASK_WITHIN = Duration.ofSeconds(45);

    private static final int OK = 200;
    private static final int ACCEPTED = 202;
    private static final int REFUSED_FROM = 400;

    private final String address;
    private final JsonMapper json;
    private final HttpClient http;

    public Gateway(String address, JsonMapper json) {
        this.address = address;
        this.json = json;
        this.http = HttpClient.newBuilder()
                .connectTimeout(CONNECT_WITHIN)
                .followRedirects(HttpClient.Redirect.NEVER)
                .build();
    }

    <T> T get(Credential credential, Trace trace, Path path, Class<T> type) {
        return read(
                trace,
                ask(credential, trace, path, "application/json", READ_WITHIN).GET(),
                type);
    }

    <T> Listed<T> list(Credential credential, Trace trace, Path path, Class<T[]> type) {
        HttpResponse<byte[]> answer = send(
                trace,
                ask(credential, trace, path, "application/json", READ_WITHIN).GET());
        return new Listed<>(List.of(parse(trace, answer, type)), next(answer));
    }

    FileAnswer file(Credential credential, Trace trace, Path path, String accept) {
        HttpResponse<byte[]> answer =
                send(trace, ask(credential, trace, path, accept, ASK_WITHIN).GET());
        return new FileAnswer(
                answer.headers().firstValue("Content-Type").orElse("application/octet-stream"), answer.body());
    }

    <T> T post(Credential credential, Trace trace, Path path, Object body, Class<T> type) {
        return parse(trace, settled(send(trace, posted(credential, trace, path, body))), type);
    }

    void tell(Credential credential, Trace trace, Path path, Object body) {
        settled(send(trace, posted(credential, trace, path, body)));
    }

    private HttpRequest.Builder posted(Credential credential, Trace trace, Path path, Object body) {
        return ask(credential, trace, path, "application/json", ASK_WITHIN)
                .header("Content-Type", "application/json")
                .POST(body(body));
    }

    void put(Credential credential, Trace trace, Path path, Object body) {
        send(
                trace,
                ask(credential, trace, path, "application/json", READ_WITHIN)
                        .header("Content-Type", "application/json")
                        .PUT(body(body)));
    }

    void delete(Credential credential, Trace trace, Path path) {
        send(
                trace,
                ask(credential, trace, path, "application/json", READ_WITHIN).DELETE());
    }

    private BodyPublisher body(Object body) {
        return BodyPublishers.ofByteArray(json.writeValueAsBytes(body));
    }

    private HttpRequest.Builder ask(Credential credential, Trace trace, Path path, String accept, Duration within) {
        return HttpRequest.newBuilder(URI.create(address + path.text()))
                .timeout(within)
                .header("Accept", accept)
                .header("traceparent", trace.header())
                .header(credential.header(), credential.value());
    }

    private <T> T read(Trace trace, HttpRequest.Builder request, Class<T> type) {
        return parse(trace, settled(send(trace, request)), type);
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

    private HttpResponse<byte[]> send(Trace trace, HttpRequest.Builder request) {
        HttpResponse<byte[]> answer;
        try {
            answer = http.send(request.build(), BodyHandlers.ofByteArray());
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
        http.shutdownNow();
    }
}
