package dev.infrahub.events;

import dev.infrahub.schemas.Topic;
import java.io.IOException;
import java.net.ConnectException;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.UnknownHostException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.nio.channels.ClosedChannelException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeoutException;
import org.apache.avro.specific.SpecificData;
import org.springframework.core.NestedExceptionUtils;
import tools.jackson.databind.json.JsonMapper;

/** The schema registry, by the API that Confluent, Karapace and Apicurio share. */
final class Registry {

    private static final String CONTENT_TYPE = "application/vnd.schemaregistry.v1+json";
    private static final Duration TIMEOUT = Duration.ofSeconds(10);

    private final URI base;
    private final JsonMapper json = new JsonMapper();

    Registry(URI base) {
        this.base = base;
    }

    /**
     * Registers the topic's schema, and has the registry refuse from now on what would break a reader, old or new.
     *
     * @throws Outage when the registry is away
     * @throws IllegalStateException when the registry refuses the schema
     */
    void register(Topic<?> topic) {
        try (HttpClient http = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(TIMEOUT)
                .build()) {
            String schema = SpecificData.get().getSchema(topic.type()).toString();
            call(http, "POST", "/subjects/" + topic.subject() + "/versions", Map.of("schema", schema));
            call(http, "PUT", "/config/" + topic.subject(), Map.of("compatibility", "FULL_TRANSITIVE"));
        }
    }

    private void call(HttpClient http, String method, String path, Map<String, String> body) {
        HttpRequest request = HttpRequest.newBuilder(URI.create(base + path))
                .method(method, BodyPublishers.ofString(json.writeValueAsString(body)))
                .header("Content-Type", CONTENT_TYPE)
                .timeout(TIMEOUT)
                .build();
        HttpResponse<String> response;
        try {
            response = http.send(request, BodyHandlers.ofString());
        } catch (IOException e) {
            throw Outage.registry(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw Outage.registry(e);
        }
        if (response.statusCode() >= 500) {
            throw Outage.registry(new IOException("status " + response.statusCode()));
        }
        if (response.statusCode() >= 300) {
            throw new IllegalStateException(
                    "The schema registry refused %s %s: %s".formatted(method, path, response.body()));
        }
    }

    /** Whether a serializer failed because the registry cannot be reached, rather than because of the bytes. */
    static boolean isAway(Throwable failure) {
        return switch (NestedExceptionUtils.getMostSpecificCause(failure)) {
            case ConnectException _,
                    UnknownHostException _,
                    SocketTimeoutException _,
                    HttpTimeoutException _,
                    ClosedChannelException _,
                    TimeoutException _ -> true;
            default -> false;
        };
    }
}
