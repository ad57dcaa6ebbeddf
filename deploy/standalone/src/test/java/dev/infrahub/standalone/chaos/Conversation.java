package dev.infrahub.standalone.chaos;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Somebody of a client of their own who asks about the one module that there is of it, and reads what is streamed. */
final class Conversation {

    private static final JsonMapper JSON = new JsonMapper();
    private static final String CHAT = "/api/infra/chat";

    private final HttpClient http;
    private final int number;
    private final String key;
    private final String idempotencyKey = UUID.randomUUID().toString();
    private final List<Told> told = new CopyOnWriteArrayList<>();

    Conversation(HttpClient http, int number, String key) {
        this.http = http;
        this.number = number;
        this.key = key;
    }

    /** One event of a stream, and when it came. */
    record Told(String id, String event, JsonNode data, Instant at) {}

    int number() {
        return number;
    }

    static String client(int number) {
        return "client-%03d".formatted(number);
    }

    static String module(int number) {
        return "orders-%03d".formatted(number);
    }

    List<Told> told() {
        return told;
    }

    boolean hasTold(String event) {
        return told.stream().anyMatch(one -> one.event().equals(event));
    }

    /** Whether it was told that a step began. */
    boolean isAt(String step) {
        return told.stream().anyMatch(one -> one.data().path("kind").asString().equals(step));
    }

    /** Numbers of the steps that were told, in the order in which they came. */
    List<Integer> steps() {
        return told.stream()
                .filter(one -> one.event().equals("progress"))
                .map(one -> one.data().path("number").asInt())
                .toList();
    }

    JsonNode answer() {
        return told.getLast().data().path("result");
    }

    /** Asks, and reads until the stream ends or breaks off. The same question again is no other one. */
    void ask(String gateway) {
        read(request(gateway, CHAT)
                .header("Content-Type", "application/json")
                .header("Idempotency-Key", idempotencyKey)
                .POST(BodyPublishers.ofString("{\"message\":\"Why did the pipeline of " + module(number) + " fail?\"}"))
                .build());
    }

    /** Reads on at that gateway behind what was told. */
    void takeUp(String gateway) {
        String operation = told.getFirst().data().path("id").asString();
        read(request(gateway, "/api/operations/" + operation + "/events")
                .header("Last-Event-ID", told.getLast().id())
                .build());
    }

    /** What is answered to a question that is about the same as the one before. */
    JsonNode goOn(String gateway) {
        HttpRequest question = HttpRequest.newBuilder(URI.create(gateway + CHAT))
                .timeout(Duration.ofSeconds(60))
                .header("X-Api-Key", key)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString("{\"message\":\"Who owns it?\",\"conversationId\":\""
                        + answer().path("conversationId").asString() + "\"}"))
                .build();
        try {
            return JSON.readTree(http.send(question, BodyHandlers.ofString()).body());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private HttpRequest.Builder request(String gateway, String path) {
        return HttpRequest.newBuilder(URI.create(gateway + path))
                .header("X-Api-Key", key)
                .header("Accept", "text/event-stream");
    }

    private void read(HttpRequest request) {
        try {
            HttpResponse<Stream<String>> stream = http.send(request, BodyHandlers.ofLines());
            if (stream.statusCode() != 200) {
                throw new IllegalStateException(stream.statusCode() + " "
                        + String.join("\n", stream.body().toList()));
            }
            read(stream.body());
        } catch (IOException | UncheckedIOException brokenOff) {
            // what was read of it is told; the rest can be asked for
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void read(Stream<String> lines) {
        String[] id = {""};
        String[] event = {""};
        lines.forEach(line -> {
            if (line.startsWith("id:")) {
                id[0] = line.substring("id:".length());
            } else if (line.startsWith("event:")) {
                event[0] = line.substring("event:".length());
            } else if (line.startsWith("data:")) {
                told.add(new Told(id[0], event[0], JSON.readTree(line.substring("data:".length())), Instant.now()));
            }
        });
    }
}
