package dev.infrahub.standalone;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A running hub, asked with one credential. An answer that was not expected ends the demo. */
record DemoHub(String url, String key, HttpClient http) {

    private static final String JSON_TYPE = "application/json";
    private static final String PLAN_TYPE = "application/vnd.hashicorp.terraform.plan+json";
    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final JsonMapper JSON = new JsonMapper();

    DemoHub as(String otherKey) {
        return new DemoHub(url, otherKey, http);
    }

    JsonNode post(String path, JsonNode body) throws IOException, InterruptedException {
        return expect(200, send(path, JSON_TYPE, JSON.writeValueAsBytes(body)));
    }

    JsonNode create(String path, JsonNode body) throws IOException, InterruptedException {
        return expect(201, send(path, JSON_TYPE, JSON.writeValueAsBytes(body)));
    }

    JsonNode postPlan(String path, byte[] plan) throws IOException, InterruptedException {
        return expect(200, send(path, PLAN_TYPE, plan));
    }

    /** What must not work. */
    JsonNode refused(String path, JsonNode body) throws IOException, InterruptedException {
        return expect(403, send(path, JSON_TYPE, JSON.writeValueAsBytes(body)));
    }

    JsonNode planRefused(String path, byte[] plan) throws IOException, InterruptedException {
        return expect(403, send(path, PLAN_TYPE, plan));
    }

    JsonNode get(String path) throws IOException, InterruptedException {
        return JSON.readTree(file(path));
    }

    /** Byte for byte. */
    byte[] file(String path) throws IOException, InterruptedException {
        HttpResponse<byte[]> answer = http.send(request(path).GET().build(), BodyHandlers.ofByteArray());
        expect(200, answer);
        return answer.body();
    }

    private HttpResponse<byte[]> send(String path, String type, byte[] body) throws IOException, InterruptedException {
        HttpRequest request = request(path)
                .header("Content-Type", type)
                .POST(BodyPublishers.ofByteArray(body))
                .build();
        return http.send(request, BodyHandlers.ofByteArray());
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(url + path))
                .timeout(LIMIT)
                .header("Accept", JSON_TYPE)
                .header("X-Api-Key", key);
    }

    private static JsonNode expect(int status, HttpResponse<byte[]> answer) {
        if (answer.statusCode() != status) {
            throw new IllegalStateException(answer.request().uri() + " was answered with " + answer.statusCode() + ": "
                    + new String(answer.body(), StandardCharsets.UTF_8));
        }
        return JSON.readTree(answer.body());
    }
}
