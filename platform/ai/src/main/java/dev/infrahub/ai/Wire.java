package dev.infrahub.ai;

import dev.langchain4j.exception.HttpException;
import dev.langchain4j.http.client.HttpClient;
import dev.langchain4j.http.client.HttpClientBuilder;
import dev.langchain4j.http.client.HttpRequest;
import dev.langchain4j.http.client.SuccessfulHttpResponse;
import dev.langchain4j.http.client.sse.ServerSentEventListener;
import dev.langchain4j.http.client.sse.ServerSentEventParser;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * Sends a request once, for langchain4j's clients: theirs keep neither {@code Retry-After} nor a limit of time and size for the
 * whole answer. Nothing of an answer that failed is in a message: providers quote in it what they were asked.
 */
final class Wire implements HttpClient, AutoCloseable {

    /** Far above any answer; an endless one must not fill the memory. */
    private static final long LARGEST_ANSWER = 4L * 1024 * 1024;

    /** The JDK's client sets them itself. */
    private static final Set<String> RESTRICTED = Set.of("connection", "content-length", "expect", "host", "upgrade");

    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final java.net.http.HttpClient http;
    private final Duration timeout;

    Wire(Duration timeout) {
        this.timeout = timeout;
        this.http = java.net.http.HttpClient.newBuilder()
                .connectTimeout(timeout)
                // A redirect could carry the key to another host.
                .followRedirects(java.net.http.HttpClient.Redirect.NEVER)
                // Over plain HTTP the JDK would ask every server to upgrade, which some answer badly.
                .version(java.net.http.HttpClient.Version.HTTP_1_1)
                .executor(threads)
                .build();
    }

    /** An answer that is none. */
    static final class Refused extends HttpException {

        private static final long serialVersionUID = 1L;

        private final transient Optional<String> retryAfter;

        Refused(int status, Optional<String> retryAfter) {
            super(status, "The provider answers " + status);
            this.retryAfter = retryAfter;
        }

        /** As it was sent: seconds or a date (RFC 9110, 10.2.3). */
        Optional<String> retryAfter() {
            return retryAfter;
        }
    }

    @Override
    public SuccessfulHttpResponse execute(HttpRequest request) {
        CompletableFuture<HttpResponse<String>> sent =
                http.sendAsync(written(request), BodyHandlers.limiting(BodyHandlers.ofString(), LARGEST_ANSWER));
        try {
            return judged(sent.get(timeout.toNanos(), TimeUnit.NANOSECONDS));
        } catch (TimeoutException late) {
            throw new UncheckedIOException(new HttpTimeoutException("no whole answer in time"));
        } catch (ExecutionException failed) {
            throw new UncheckedIOException(
                    failed.getCause() instanceof IOException io ? io : new IOException(failed.getCause()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new UncheckedIOException(new IOException("interrupted"));
        } finally {
            sent.cancel(true);
        }
    }

    private static SuccessfulHttpResponse judged(HttpResponse<String> answer) {
        if (answer.statusCode() / 100 != 2) {
            throw new Refused(answer.statusCode(), answer.headers().firstValue("Retry-After"));
        }
        return SuccessfulHttpResponse.builder()
                .statusCode(answer.statusCode())
                .headers(answer.headers().map())
                .body(answer.body())
                .build();
    }

    private static java.net.http.HttpRequest written(HttpRequest request) {
        @Nullable String body = request.body();
        java.net.http.HttpRequest.Builder written = java.net.http.HttpRequest.newBuilder(URI.create(request.url()))
                .method(
                        request.method().name(),
                        body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
        request.headers().forEach((name, values) -> {
            if (!RESTRICTED.contains(name.toLowerCase(Locale.ROOT))) {
                values.forEach(value -> written.header(name, value));
            }
        });
        return written.build();
    }

    /** Nobody here asks for a stream. */
    @Override
    public void execute(HttpRequest request, ServerSentEventParser parser, ServerSentEventListener listener) {
        throw new UnsupportedOperationException("answers are read whole");
    }

    /** The same wire, whatever is set. */
    HttpClientBuilder builder() {
        return new HttpClientBuilder() {
            @Override
            public Duration connectTimeout() {
                return timeout;
            }

            @Override
            public HttpClientBuilder connectTimeout(Duration any) {
                return this;
            }

            @Override
            public Duration readTimeout() {
                return timeout;
            }

            @Override
            public HttpClientBuilder readTimeout(Duration any) {
                return this;
            }

            @Override
            public HttpClient build() {
                return Wire.this;
            }
        };
    }

    @Override
    public void close() {
        http.shutdownNow();
        threads.shutdownNow();
    }
}
