package dev.infrahub.quantumapilocal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.infrahub.embedded.Ports;
import dev.infrahub.testing.Backends;
import dev.infrahub.testing.ServiceProcess;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Secrets are planted, used and failed with; then every row of every table and the whole log are searched for them. */
class SecretHuntIT {

    private static final String VALUE = "Tr0ub4dor-planted-value";
    private static final String PLAINTEXT = "planted-plaintext-of-a-payload";
    private static final String DATA = "planted-data-that-was-signed";

    @TempDir
    Path folder;

    @Test
    void no_private_key_secret_value_data_or_credential_is_in_a_table_or_a_log()
            throws IOException, InterruptedException, GeneralSecurityException, SQLException {
        Backends.Database database = Backends.shared().newDatabase();
        KeyPair pair = KeyPairGenerator.getInstance("ML-DSA-65").generateKeyPair();
        List<byte[]> planted = new ArrayList<>();
        int port = Ports.free();
        try (ServiceProcess process = Server.launch(database, folder.resolve("console.log"), port)
                        .awaitReady();
                HttpClient http = HttpClient.newHttpClient()) {
            planted.addAll(use(http, port, pair));
            byte[] tables = dump(database);
            byte[] log = Files.readAllBytes(process.console());
            assertThat(contains(tables, "apikey.create".getBytes(StandardCharsets.UTF_8)))
                    .as("the search finds what is there")
                    .isTrue();
            for (byte[] secret : planted) {
                for (byte[] form : forms(secret)) {
                    assertThat(contains(tables, form))
                            .as("in a table: " + text(form))
                            .isFalse();
                    assertThat(contains(log, form))
                            .as("in the log: " + text(form))
                            .isFalse();
                }
            }
        }
    }

    private static List<byte[]> use(HttpClient http, int port, KeyPair pair) throws IOException, InterruptedException {
        byte[] pkcs8 = pair.getPrivate().getEncoded();
        String credential = post(http, port, "/apikeys", "{\"name\":\"x\",\"scopes\":[\"keys:read\"]}")
                .path("key")
                .asString();
        String secret = post(http, port, "/secrets", "{\"name\":\"s\",\"value\":\"" + VALUE + "\"}")
                .path("id")
                .asString();
        post(http, port, "/secrets", "{\"name\":\"s\",\"value\":\"" + VALUE + "\"}");
        post(http, port, "/secrets", "{\"name\":\"s2\",\"value\":\"" + VALUE);
        get(http, port, "/secrets/" + secret + "?include=value");
        post(
                http,
                port,
                "/keys/import",
                "{\"name\":\"i\",\"algorithm\":\"ML-DSA-65\",\"privateKey\":\"" + Server.base64(pkcs8) + "\"}");
        post(
                http,
                port,
                "/keys/import",
                "{\"name\":\"j\",\"algorithm\":\"ML-KEM-768\",\"privateKey\":\"" + Server.base64(pkcs8) + "\"}");
        JsonNode signature = post(http, port, "/sign", "{\"data\":\"" + Server.base64(DATA) + "\"}");
        String payload = post(http, port, "/encrypt", "{\"encoding\":\"utf8\",\"plaintext\":\"" + PLAINTEXT + "\"}")
                .path("encryptedPayload")
                .asString();
        post(http, port, "/decrypt", "{\"encryptedPayload\":\"" + payload + "\"}");
        post(http, port, "/decrypt", "{\"encoding\":\"" + PLAINTEXT + "\",\"encryptedPayload\":\"x\"}");
        return List.of(
                utf8(VALUE),
                utf8(PLAINTEXT),
                utf8(DATA),
                utf8(credential),
                utf8(Server.ADMIN),
                Arrays.copyOfRange(pkcs8, pkcs8.length - 32, pkcs8.length),
                Base64.getDecoder().decode(signature.path("signature").asString()));
    }

    private static JsonNode post(HttpClient http, int port, String path, String body)
            throws IOException, InterruptedException {
        return send(
                http, HttpRequest.newBuilder(Server.uri(port, "/api/v1" + path)).POST(BodyPublishers.ofString(body)));
    }

    private static JsonNode get(HttpClient http, int port, String path) throws IOException, InterruptedException {
        return send(http, HttpRequest.newBuilder(Server.uri(port, "/api/v1" + path)));
    }

    private static JsonNode send(HttpClient http, HttpRequest.Builder request)
            throws IOException, InterruptedException {
        HttpResponse<String> response =
                http.send(request.header("X-Api-Key", Server.ADMIN).build(), BodyHandlers.ofString());
        return new JsonMapper().readTree(response.body());
    }

    /** The bytes themselves, and as hex and Base64, in which a dump or a log would show them. */
    private static List<byte[]> forms(byte[] secret) {
        String base64 = Base64.getEncoder().withoutPadding().encodeToString(secret);
        return List.of(secret, utf8(HexFormat.of().formatHex(secret)), utf8(base64.substring(0, base64.length() - 2)));
    }

    private static byte[] dump(Backends.Database database) throws SQLException {
        StringBuilder dump = new StringBuilder();
        try (Connection connection = database.connect();
                Statement statement = connection.createStatement()) {
            List<String> tables = new ArrayList<>();
            try (ResultSet names = statement.executeQuery(
                    "select table_name from information_schema.tables where table_schema = 'quantumapi'")) {
                while (names.next()) {
                    tables.add(names.getString(1));
                }
            }
            assertThat(tables).contains("keys", "key_versions", "secret_versions", "audit", "idempotent_answers");
            for (String table : tables) {
                // binary columns come as hex
                try (ResultSet rows = statement.executeQuery("select t::text from quantumapi." + table + " t")) {
                    while (rows.next()) {
                        dump.append(rows.getString(1)).append('\n');
                    }
                }
            }
        }
        return utf8(dump.toString());
    }

    private static boolean contains(byte[] haystack, byte[] needle) {
        return new String(haystack, StandardCharsets.ISO_8859_1)
                .contains(new String(needle, StandardCharsets.ISO_8859_1));
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.ISO_8859_1);
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
