package dev.infrahub.events;

import dev.infrahub.connections.HostNames;
import dev.infrahub.faults.SettingRefused;
import dev.infrahub.schemas.Topic;
import java.io.IOException;
import java.net.ConnectException;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.UnknownHostException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.nio.channels.ClosedChannelException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import javax.net.ssl.SSLException;
import org.apache.avro.specific.SpecificData;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.NestedExceptionUtils;
import org.springframework.core.retry.RetryListener;
import org.springframework.core.retry.RetryPolicy;
import org.springframework.core.retry.RetryTemplate;
import org.springframework.core.retry.Retryable;
import tools.jackson.databind.json.JsonMapper;

/** The schema registry, by the API that Confluent, Karapace and Apicurio share. */
final class Registry {

    private static final Logger log = LoggerFactory.getLogger(Registry.class);

    private static final String CONTENT_TYPE = "application/vnd.schemaregistry.v1+json";
    private static final String COMPATIBILITY = "FULL_TRANSITIVE";
    private static final String URL = "SCHEMA_REGISTRY_URL";
    private static final int LONGEST_BODY = 500;
    private static final Duration TIMEOUT = Duration.ofSeconds(10);

    /** As long as Kafka's own client tries a call: on a busy machine everything starts at once, and the registry answers late. */
    static final Duration PATIENCE = Duration.ofMinutes(1);

    private static final Duration BETWEEN_TRIES = Duration.ofSeconds(1);

    private final URI base;
    private final RegistrySecurity security;
    private final RetryTemplate patiently;
    private final JsonMapper json = new JsonMapper();

    /** @param patience for how long an absent registry is asked again */
    Registry(URI base, RegistrySecurity security, Duration patience) {
        this.base = base;
        this.security = security;
        this.patiently = new RetryTemplate(RetryPolicy.builder()
                .includes(Outage.class)
                .delay(BETWEEN_TRIES)
                .maxRetries(Long.MAX_VALUE)
                .timeout(patience)
                .build());
        patiently.setRetryListener(new RetryListener() {
            @Override
            public void beforeRetry(RetryPolicy policy, Retryable<?> registration) {
                log.warn("The schema registry at {} does not answer; it is asked again", base.getAuthority());
            }
        });
    }

    /**
     * As {@link #register}; without it the service does not start.
     *
     * @throws SettingRefused also when the registry stays away
     */
    void requireRegistered(List<Topic<?>> topics) {
        HostNames.of(URL, base.getHost()).requireKnown();
        try {
            register(topics);
        } catch (Outage away) {
            throw new SettingRefused(
                    "The schema registry does not answer at " + base.getAuthority() + ". Does it run? Check " + URL
                            + ".",
                    away);
        }
    }

    /**
     * Registers the topics' schemas, and has the registry refuse from now on what would break a reader, old or new.
     *
     * @throws Outage when the registry stays away
     * @throws SettingRefused when the registry refuses a schema, or us
     */
    void register(List<Topic<?>> topics) {
        HttpClient.Builder client =
                HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).connectTimeout(TIMEOUT);
        security.trust().ifPresent(client::sslContext);
        try (HttpClient http = client.build()) {
            topics.forEach(topic -> patiently.invoke(() -> register(http, topic)));
        }
    }

    private void register(HttpClient http, Topic<?> topic) {
        String schema = SpecificData.get().getSchema(topic.type()).toString();
        require(http, post("/subjects/" + topic.subject() + "/versions", Map.of("schema", schema)));
        guard(http, "/config/" + topic.subject());
    }

    /** Services start together and set the same rule: whoever comes second may be refused, and finds it set. */
    private void guard(HttpClient http, String path) {
        HttpResponse<String> set = send(http, put(path, Map.of("compatibility", COMPATIBILITY)));
        if (set.statusCode() >= 300) {
            HttpRequest look = request(path).GET().build();
            if (!require(http, look).contains(COMPATIBILITY)) {
                throw refused(set);
            }
        }
    }

    private HttpRequest post(String path, Map<String, String> body) {
        return request(path).POST(publisher(body)).build();
    }

    private HttpRequest put(String path, Map<String, String> body) {
        return request(path).PUT(publisher(body)).build();
    }

    private HttpRequest.Builder request(String path) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(base + path))
                .header("Content-Type", CONTENT_TYPE)
                .timeout(TIMEOUT);
        security.authorization().ifPresent(credentials -> request.header("Authorization", credentials));
        return request;
    }

    private BodyPublisher publisher(Map<String, String> body) {
        return BodyPublishers.ofString(json.writeValueAsString(body));
    }

    private static String require(HttpClient http, HttpRequest request) {
        HttpResponse<String> response = send(http, request);
        if (response.statusCode() >= 300) {
            throw refused(response);
        }
        return response.body();
    }

    private static HttpResponse<String> send(HttpClient http, HttpRequest request) {
        HttpResponse<String> response;
        try {
            response = http.send(request, BodyHandlers.ofString());
        } catch (SSLException e) {
            throw new SettingRefused(
                    "There is no TLS between us and the schema registry at %s: %s. Check SCHEMA_REGISTRY_CA_FILE and the registry's name."
                            .formatted(request.uri().getAuthority(), e.getMessage()),
                    e);
        } catch (IOException e) {
            throw Outage.registry(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw Outage.registry(e);
        }
        if (response.statusCode() >= 500) {
            throw Outage.registry(new IOException("status " + response.statusCode()));
        }
        return response;
    }

    private static SettingRefused refused(HttpResponse<String> response) {
        if (response.statusCode() == 401 || response.statusCode() == 403) {
            return new SettingRefused(
                    "The schema registry at %s does not let us in, with status %d. Check SCHEMA_REGISTRY_USERNAME and SCHEMA_REGISTRY_PASSWORD."
                            .formatted(response.uri().getAuthority(), response.statusCode()));
        }
        return new SettingRefused(
                "The schema registry at %s refused %s with status %d: %s. If that is no registry's answer, check %s."
                        .formatted(
                                response.uri().getAuthority(),
                                response.uri().getPath(),
                                response.statusCode(),
                                shown(response.body()),
                                URL));
    }

    /** Of what somebody else says one line, and not all of it. */
    private static String shown(String body) {
        String line = body.lines().map(String::strip).collect(Collectors.joining(" "));
        return line.length() > LONGEST_BODY ? line.substring(0, LONGEST_BODY) + "…" : line;
    }

    /** Whether a serializer failed because the registry cannot be reached, rather than because of the bytes. */
    static boolean isAway(Throwable failure) {
        return switch (NestedExceptionUtils.getMostSpecificCause(failure)) {
            case ConnectException _,
                    UnknownHostException _,
                    SocketTimeoutException _,
                    HttpTimeoutException _,
                    ClosedChannelException _,
                    SSLException _,
                    TimeoutException _ -> true;
            default -> false;
        };
    }
}
