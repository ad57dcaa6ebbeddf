package dev.infrahub.standalone;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** {@code ./hub key}: API keys of a running hub, through its own endpoint. A new key is all that is written to standard output. */
public final class KeyCommand {

    private static final String USAGE = """
            usage: ./hub key <command>

              create --name TEXT --role ROLE --client NAME [--client NAME]...
                     [--scope SCOPE]... [--expires INSTANT] [--per-minute N]
                                                  prints the new key, once
              list
              revoke ID

            roles: ci, engineer, approver, auditor, admin; --client '*' is all clients
            """;

    private static final String ROW = "%-36s  %-10s  %-8s  %-16s  %-20s  %-10s  %-40s  %s";
    private static final Duration LIMIT = Duration.ofSeconds(30);
    private static final JsonMapper JSON = new JsonMapper();

    private final String hub;
    private final String key;
    private final HttpClient http;

    private KeyCommand(String hub, String key, HttpClient http) {
        this.hub = hub;
        this.key = key;
        this.http = http;
    }

    static void main(String[] args) {
        try (HttpClient http = HttpClient.newBuilder().connectTimeout(LIMIT).build()) {
            new KeyCommand(args[0], System.getenv().getOrDefault("HUB_ADMIN_KEY", ""), http)
                    .run(Arrays.asList(args).subList(1, args.length));
        } catch (IOException e) {
            fail("no answer from " + args[0] + ": " + e);
        } catch (InterruptedException _) {
            fail("interrupted");
        } catch (IllegalArgumentException | IllegalStateException e) {
            fail(String.valueOf(e.getMessage()));
        }
    }

    private void run(List<String> arguments) throws IOException, InterruptedException {
        String command = arguments.isEmpty() ? "" : arguments.getFirst();
        switch (command) {
            case "create" -> create(wish(arguments.subList(1, arguments.size())));
            case "list" -> list();
            case "revoke" -> revoke(arguments);
            default -> throw new IllegalArgumentException("key takes create, list or revoke\n\n" + USAGE);
        }
    }

    private void create(ObjectNode wish) throws IOException, InterruptedException {
        JsonNode made = JSON.readTree(send("POST", "/api/keys", wish.toString()));
        System.err.println("key " + made.path("id").asString() + " of role "
                + made.path("role").asString() + "; it is shown this once:");
        System.out.println(made.path("key").asString());
    }

    private void list() throws IOException, InterruptedException {
        System.out.println(
                ROW.formatted("id", "key", "role", "clients", "good until", "per minute", "made by", "name"));
        JSON.readTree(send("GET", "/api/keys", "")).forEach(made -> System.out.println(row(made)));
    }

    static String row(JsonNode made) {
        return ROW.formatted(
                made.path("id").asString(),
                made.path("prefix").asString(),
                made.path("role").asString(),
                made.path("clients").values().stream().map(JsonNode::asString).collect(Collectors.joining(",")),
                made.has("revokedAt")
                        ? "revoked"
                        : instant(made.path("expiresAt").asString("")),
                made.path("requestsPerMinute").asString(""),
                made.path("createdBy").asString(),
                made.path("name").asString());
    }

    /** To the second. */
    private static String instant(String text) {
        return text.isEmpty()
                ? ""
                : Instant.parse(text).truncatedTo(ChronoUnit.SECONDS).toString();
    }

    private void revoke(List<String> arguments) throws IOException, InterruptedException {
        if (arguments.size() != 2) {
            throw new IllegalArgumentException("revoke takes the id of a key; ./hub key list shows them");
        }
        send("DELETE", "/api/keys/" + arguments.getLast(), "");
        System.err.println("revoked");
    }

    static ObjectNode wish(List<String> options) {
        ObjectNode wish = JSON.createObjectNode();
        for (int i = 0; i < options.size(); i += 2) {
            String option = options.get(i);
            if (i + 1 == options.size()) {
                throw new IllegalArgumentException(option + " takes a value\n\n" + USAGE);
            }
            put(wish, option, options.get(i + 1));
        }
        return wish;
    }

    private static void put(ObjectNode wish, String option, String value) {
        switch (option) {
            case "--name" -> wish.put("name", value);
            case "--role" -> wish.put("role", value);
            case "--client" -> wish.withArray("clients").add(value);
            case "--scope" -> wish.withArray("scopes").add(value);
            case "--expires" -> wish.put("expiresAt", value);
            case "--per-minute" -> wish.put("requestsPerMinute", number(option, value));
            default -> throw new IllegalArgumentException("there is no option " + option + "\n\n" + USAGE);
        }
    }

    private static int number(String option, String value) {
        try {
            return Integer.parseInt(value);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(option + " takes a number, not '" + value + "'", e);
        }
    }

    private String send(String method, String path, String body) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(hub + path))
                .timeout(LIMIT)
                .header("Content-Type", "application/json")
                .header("X-Api-Key", key)
                .method(method, BodyPublishers.ofString(body))
                .build();
        HttpResponse<String> answer = http.send(request, BodyHandlers.ofString());
        if (answer.statusCode() / 100 != 2) {
            throw new IllegalStateException(
                    JSON.readTree(answer.body()).path("detail").asString(answer.body()));
        }
        return answer.body();
    }

    private static void fail(String reason) {
        System.err.println("hub: " + reason);
        System.exit(1);
    }
}
