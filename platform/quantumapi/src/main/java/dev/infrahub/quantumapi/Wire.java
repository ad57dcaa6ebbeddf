package dev.infrahub.quantumapi;

import io.micrometer.observation.ObservationRegistry;
import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.http.HttpClient;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.client.ClientHttpResponse;
import org.springframework.http.client.JdkClientHttpRequestFactory;
import org.springframework.web.client.ResourceAccessException;
import org.springframework.web.client.RestClient;

/** Sends a request once. */
final class Wire implements AutoCloseable {

    private static final String API_KEY = "X-Api-Key";
    private static final String IDEMPOTENCY_KEY = "Idempotency-Key";

    /** Far above any answer; an endless one must not fill the memory. */
    private static final int LARGEST_ANSWER = 32 * 1024 * 1024;

    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final HttpClient http;
    private final RestClient client;

    Wire(QuantumApiProperties properties, ObservationRegistry observations) {
        this.http = HttpClient.newBuilder()
                .connectTimeout(properties.connectTimeout())
                // A redirect could carry the key to another host.
                .followRedirects(HttpClient.Redirect.NEVER)
                .version(versionFor(properties))
                .executor(threads)
                .build();
        JdkClientHttpRequestFactory requests = new JdkClientHttpRequestFactory(http, threads);
        requests.setReadTimeout(properties.responseTimeout());
        requests.enableCompression(false);
        this.client = RestClient.builder()
                .baseUrl(properties.base())
                .requestFactory(requests)
                .observationRegistry(observations)
                .defaultHeaders(headers -> authenticate(headers, properties))
                .build();
    }

    /** Over plain HTTP the JDK would ask every server to upgrade, which some answer badly. */
    private static HttpClient.Version versionFor(QuantumApiProperties properties) {
        return "https".equals(properties.base().getScheme()) ? HttpClient.Version.HTTP_2 : HttpClient.Version.HTTP_1_1;
    }

    private static void authenticate(HttpHeaders headers, QuantumApiProperties properties) {
        if (properties.hasKey()) {
            headers.set(API_KEY, properties.apiKey());
        }
    }

    Reply send(Call call) {
        try {
            return request(call).exchangeForRequiredValue((_, response) -> read(response));
        } catch (ResourceAccessException e) {
            return new Reply.Away(why(e.getCause()), Optional.empty());
        }
    }

    private RestClient.RequestHeadersSpec<?> request(Call call) {
        RestClient.RequestBodySpec request =
                client.method(call.method()).uri(call.path(), call.variables().toArray());
        if (call.idempotencyKey() != null) {
            request.header(IDEMPOTENCY_KEY, call.idempotencyKey());
        }
        if (call.body().length > 0) {
            request.contentType(MediaType.APPLICATION_JSON).body(call.body());
        }
        return request;
    }

    private static Reply read(ClientHttpResponse response) throws IOException {
        int status = response.getStatusCode().value();
        byte[] body = body(response);
        return switch (status) {
            case 429 -> new Reply.Limited(retryAfter(response));
            // 408 and 425 also say that the same request may work later (RFC 9110, RFC 8470)
            case 408, 425 -> new Reply.Away("it answers " + status, retryAfter(response));
            default ->
                status >= 500
                        ? new Reply.Away("it answers " + status, retryAfter(response))
                        : new Reply.Answered(status, body);
        };
    }

    private static byte[] body(ClientHttpResponse response) throws IOException {
        try (InputStream in = response.getBody()) {
            byte[] body = in.readNBytes(LARGEST_ANSWER);
            if (in.read() >= 0) {
                throw new IOException("the answer is too large");
            }
            return body;
        }
    }

    /** Seconds or a date: RFC 9110, 10.2.3. */
    private static Optional<Duration> retryAfter(ClientHttpResponse response) {
        String value = response.getHeaders().getFirst(HttpHeaders.RETRY_AFTER);
        if (value == null) {
            return Optional.empty();
        }
        return value.matches("\\d{1,6}") ? Optional.of(Duration.ofSeconds(Long.parseLong(value))) : untilDate(value);
    }

    private static Optional<Duration> untilDate(String value) {
        try {
            Instant then = ZonedDateTime.parse(value, DateTimeFormatter.RFC_1123_DATE_TIME)
                    .toInstant();
            Duration left = Duration.between(Instant.now(), then);
            return Optional.of(left.isNegative() ? Duration.ZERO : left);
        } catch (DateTimeParseException e) {
            return Optional.empty();
        }
    }

    /** By kind only: messages of exceptions hold addresses and more. */
    private static String why(@Nullable Throwable cause) {
        return switch (cause) {
            case HttpTimeoutException _ -> "it does not answer in time";
            case ConnectException _ -> "it cannot be reached";
            case null, default -> "the connection broke";
        };
    }

    @Override
    public void close() {
        http.shutdownNow();
        threads.shutdownNow();
    }
}
