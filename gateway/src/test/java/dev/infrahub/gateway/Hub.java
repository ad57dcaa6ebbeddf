package dev.infrahub.gateway;

import dev.infrahub.schemas.Service;
import dev.infrahub.testing.Backends;
import dev.infrahub.testing.Wire;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import org.springframework.context.ConfigurableApplicationContext;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A gateway on real backends, and an HTTP client for it. There is no worker: tests publish what one would. */
final class Hub implements AutoCloseable {

    static final String JSON = "application/json";
    static final String PLAN = "application/vnd.hashicorp.terraform.plan+json";

    static final String SMALL_PLAN = """
        {"format_version":"1.2","terraform_version":"1.11.4","resource_changes":[
          {"address":"terraform_data.a","mode":"managed","type":"terraform_data","name":"a",
           "provider_name":"terraform.io/builtin/terraform",
           "change":{"actions":["create"],"before":null,"after":{"input":"x"},"after_unknown":{"id":true},
                     "before_sensitive":false,"after_sensitive":{}}}]}\
        """;

    final Backends.Database database;
    final Wire wire = new Wire(Backends.shared());
    private final ConfigurableApplicationContext context;
    private final HttpClient http = HttpClient.newHttpClient();
    private final JsonMapper json = new JsonMapper();

    private Hub(Backends.Database database, ConfigurableApplicationContext context) {
        this.database = database;
        this.context = context;
    }

    static Hub start(String... arguments) {
        return start(Backends.shared().newDatabase(), arguments);
    }

    static Hub start(Backends.Database database, String... arguments) {
        return new Hub(
                database,
                GatewayApplication.start(Backends.shared().serviceArguments(Service.GATEWAY, database, arguments)));
    }

    URI uri(String path) {
        return URI.create("http://127.0.0.1:" + context.getEnvironment().getProperty("local.server.port") + path);
    }

    /** By the administrator. */
    HttpRequest.Builder request(String path) {
        return anonymousRequest(path).header("X-Api-Key", Backends.ADMIN_KEY);
    }

    HttpRequest.Builder anonymousRequest(String path) {
        return HttpRequest.newBuilder(uri(path)).timeout(Duration.ofSeconds(60));
    }

    HttpResponse<String> post(String path, String contentType, String body, String... headers) {
        return post(path, contentType, BodyPublishers.ofString(body), headers);
    }

    HttpResponse<String> post(String path, String contentType, BodyPublisher body, String... headers) {
        HttpRequest.Builder request = request(path).POST(body);
        if (!contentType.isEmpty()) {
            request.header("Content-Type", contentType);
        }
        if (headers.length > 0) {
            request.headers(headers);
        }
        return send(request.build());
    }

    HttpResponse<String> get(String path, String... headers) {
        HttpRequest.Builder request = request(path).GET();
        if (headers.length > 0) {
            request.headers(headers);
        }
        return send(request.build());
    }

    /** With a key of its own instead of the administrator's. */
    HttpResponse<String> sendAs(String key, String method, String path, String contentType, String body) {
        return send(anonymousRequest(path)
                .header("X-Api-Key", key)
                .header("Content-Type", contentType)
                .method(method, BodyPublishers.ofString(body))
                .build());
    }

    HttpResponse<String> getAs(String key, String path) {
        return send(anonymousRequest(path).header("X-Api-Key", key).build());
    }

    /** The secret of a new API key. */
    String newKey(String role, String clients, String more) {
        HttpResponse<String> made = post(
                "/api/keys", JSON, "{\"name\":\"test\",\"role\":\"" + role + "\",\"clients\":" + clients + more + "}");
        if (made.statusCode() != 201) {
            throw new IllegalStateException(made.body());
        }
        return json(made).path("key").asString();
    }

    HttpResponse<String> send(HttpRequest request) {
        try {
            return http.send(request, BodyHandlers.ofString());
        } catch (IOException e) {
            throw new IllegalStateException("no answer to " + request, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    JsonNode json(HttpResponse<String> response) {
        return json.readTree(response.body());
    }

    <T> T bean(Class<T> type) {
        return context.getBean(type);
    }

    <T> T bean(String name, Class<T> type) {
        return context.getBean(name, type);
    }

    /** The gateway alone, as SIGTERM does: what tests hold of it stays open. */
    void stop() {
        context.close();
    }

    @Override
    public void close() {
        stop();
        wire.close();
        http.close();
    }
}
