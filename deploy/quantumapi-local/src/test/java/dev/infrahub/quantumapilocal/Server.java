package dev.infrahub.quantumapilocal;

import dev.infrahub.testing.Backends;
import dev.infrahub.testing.ServiceProcess;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.springframework.context.ConfigurableApplicationContext;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The installation on a real Postgres, and an HTTP client for it. */
final class Server implements AutoCloseable {

    static final String ADMIN = "qapi_" + "A".repeat(43);
    static final String MASTER_KEY = "first:" + Base64.getEncoder().encodeToString(new byte[32]);

    private static final JsonMapper JSON = new JsonMapper();

    final Backends.Database database;
    private final ConfigurableApplicationContext context;
    private final HttpClient http = HttpClient.newHttpClient();

    private Server(Backends.Database database, ConfigurableApplicationContext context) {
        this.database = database;
        this.context = context;
    }

    static Server start(String... arguments) {
        return start(Backends.shared().newDatabase(), arguments);
    }

    static Server start(Backends.Database database, String... arguments) {
        return new Server(database, QuantumApiLocalApplication.start(arguments(database, arguments)));
    }

    /** In a JVM of its own. */
    static ServiceProcess launch(Backends.Database database, Path console, int port) {
        return ServiceProcess.launch(
                QuantumApiLocalApplication.class, console, arguments(database, "--QUANTUMAPI_PORT=" + port));
    }

    /** Arguments for a server on that database, on a free port; later ones win. */
    private static String[] arguments(Backends.Database database, String... more) {
        List<String> all = new ArrayList<>(List.of(
                "--POSTGRES_HOST=" + database.host(),
                "--POSTGRES_PORT=" + database.port(),
                "--POSTGRES_DB=" + database.name(),
                "--POSTGRES_USER=" + database.user(),
                "--POSTGRES_PASSWORD=" + database.password(),
                "--QUANTUMAPI_PORT=0",
                "--QUANTUMAPI_BOOTSTRAP_KEY=" + ADMIN));
        if (Stream.of(more).noneMatch(argument -> argument.contains("MASTER_KEY"))) {
            all.add("--QUANTUMAPI_MASTER_KEY=" + MASTER_KEY);
        }
        all.addAll(List.of(more));
        Map<String, String> byName = new LinkedHashMap<>();
        all.forEach(argument -> byName.put(argument.substring(0, argument.indexOf('=')), argument));
        return byName.values().toArray(String[]::new);
    }

    /** One answer. */
    record Answer(HttpResponse<byte[]> http) {

        int status() {
            return http.statusCode();
        }

        byte[] bytes() {
            return http.body();
        }

        String body() {
            return new String(http.body(), StandardCharsets.UTF_8);
        }

        JsonNode json() {
            return JSON.readTree(http.body());
        }

        String text(String member) {
            return json().path(member).asString();
        }

        byte[] base64(String member) {
            return Base64.getDecoder().decode(text(member));
        }

        String header(String name) {
            return http.headers().firstValue(name).orElse("");
        }
    }

    URI uri(String path) {
        return uri(context.getEnvironment().getRequiredProperty("local.server.port", Integer.class), path);
    }

    static URI uri(int port, String path) {
        return URI.create("http://127.0.0.1:" + port + path);
    }

    Answer get(String path, String... headers) {
        return call("GET", path, "", headers);
    }

    Answer post(String path, String body, String... headers) {
        return call("POST", path, body, headers);
    }

    Answer delete(String path) {
        return call("DELETE", path, "");
    }

    /** As the bootstrap key, unless the headers say who. */
    Answer call(String method, String path, String body, String... headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(uri("/api/v1" + path))
                .timeout(Duration.ofSeconds(60))
                .method(method, body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
        if (!body.isEmpty()) {
            request.header("Content-Type", "application/json");
        }
        if (Stream.of(headers).noneMatch(name -> name.equalsIgnoreCase("X-Api-Key") || name.equals("Authorization"))) {
            request.header("X-Api-Key", ADMIN);
        }
        if (headers.length > 0) {
            request.headers(headers);
        }
        return send(request.build());
    }

    Answer send(HttpRequest request) {
        try {
            return new Answer(http.send(request, BodyHandlers.ofByteArray()));
        } catch (IOException e) {
            throw new IllegalStateException("no answer to " + request, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** A credential with these scopes. */
    String apiKey(String... scopes) {
        String list = Stream.of(scopes).map(scope -> '"' + scope + '"').toList().toString();
        return post("/apikeys", "{\"name\":\"test\",\"scopes\":" + list + "}").text("key");
    }

    static String base64(byte[] bytes) {
        return Base64.getEncoder().encodeToString(bytes);
    }

    static String base64(String text) {
        return base64(text.getBytes(StandardCharsets.UTF_8));
    }

    /** Runs SQL in the installation's schema. */
    void sql(String sql) {
        try (Connection connection = database.connect();
                PreparedStatement statement = connection.prepareStatement("set search_path = quantumapi; " + sql)) {
            statement.execute();
        } catch (SQLException e) {
            throw new IllegalStateException(sql, e);
        }
    }

    /** The first column of all rows. */
    List<String> rows(String sql) {
        try (Connection connection = database.connect()) {
            connection.setSchema("quantumapi");
            try (PreparedStatement statement = connection.prepareStatement(sql);
                    ResultSet found = statement.executeQuery()) {
                List<String> rows = new ArrayList<>();
                while (found.next()) {
                    rows.add(String.valueOf(found.getString(1)));
                }
                return rows;
            }
        } catch (SQLException e) {
            throw new IllegalStateException(sql, e);
        }
    }

    @Override
    public void close() {
        http.close();
        context.close();
    }
}
