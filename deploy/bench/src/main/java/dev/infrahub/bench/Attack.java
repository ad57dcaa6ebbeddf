package dev.infrahub.bench;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;

/** A request that costs whoever sends it little, and would cost a hub much that took it as it comes. */
record Attack(String method, String path, String contentType, String coding, byte[] body) {

    private static final String SUMMARIZE = "/api/pipeline/summarize-plan?client=mallory&module=m";
    private static final String JSON = "application/json";
    private static final String PLAN = "application/vnd.hashicorp.terraform.plan+json";
    private static final String BEFORE = "{\"format_version\":\"1.2\",\"terraform_version\":\"1.14.0\","
            + "\"resource_changes\":[{\"address\":\"a.b\",\"mode\":\"managed\",\"type\":\"a\",\"name\":\"b\","
            + "\"provider_name\":\"p\",\"change\":{\"actions\":[\"create\"],\"before\":null,\"after\":{\"x\":";
    private static final String AFTER = "},\"after_unknown\":{},\"before_sensitive\":false,\"after_sensitive\":{}}}]}";
    private static final String CHANGES = "{\"format_version\":\"1.2\",\"resource_changes\":[";
    private static final String CHANGE = "{\"address\":\"a.b\",\"mode\":\"managed\",\"type\":\"a\",\"name\":\"b\","
            + "\"change\":{\"actions\":[\"create\"],\"before\":null,\"after\":{},\"after_unknown\":{}}}";
    private static final int MIB = 1024 * 1024;

    /** Those that stopped a hub, or kept others waiting, once, and their like. */
    static List<Attack> all() throws IOException {
        return Stream.concat(onPlans(), onWhatIsRead()).toList();
    }

    /** Logs, documents, components, changes, incidents and questions of the worst kinds. */
    private static Stream<Attack> onWhatIsRead() {
        String keys = "password: ".repeat(20_000);
        return Stream.of(
                to(
                        "/api/pipeline/diagnose?client=mallory&module=a",
                        "text/plain",
                        "Error: a\n" + " \n".repeat(6_000_000)),
                to(
                        "/api/pipeline/diagnose?client=mallory&module=b",
                        "text/plain",
                        "Error: a timeout\n".repeat(600_000)),
                to(
                        "/api/pipeline/diagnose?client=mallory&module=c",
                        "text/plain",
                        "# a.b will be created\n".repeat(400_000)),
                to("/api/pipeline/diagnose?client=mallory", "text/plain", "key: ".repeat(200_000)),
                to(
                        "/api/index-doc",
                        JSON,
                        "{\"entityRef\":\"a\",\"docPath\":\"a\",\"content\":\"" + "жё ".repeat(45_000) + "\"}"),
                to(
                        "/api/index-doc",
                        JSON,
                        "{\"entityRef\":\"a\",\"docPath\":\"b\",\"content\":\"" + "# a\\n".repeat(40_000) + "\"}"),
                to("/api/enrich", JSON, "{\"files\":[{\"path\":\"a.py\",\"content\":\"" + keys + "\"}]}"),
                to("/api/review", JSON, "{\"diff\":\"" + "diff --git a/a b/a\\n".repeat(10_000) + "\"}"),
                to("/api/review", JSON, "{\"diff\":\"diff --git a/a.py b/a.py\\n@@ -0,0 +1 @@\\n+" + keys + "\"}"),
                to("/api/incident/analyze", JSON, "{\"recentErrors\":\"" + "a\\n".repeat(80_000) + "\"}"),
                to("/api/infra/chat", JSON, "{\"message\":\"" + "what drifted ".repeat(300) + "\"}"),
                to("/api/ask", JSON, "{\"question\":\"" + "restore ".repeat(100) + "\"}"));
    }

    private static Stream<Attack> onPlans() throws IOException {
        return Stream.of(
                post(JSON, "gzip", zipped("{\"module\":\"m\",\"planOutput\":\"", "ж ё", 12_000_000, "\"}")),
                post(PLAN, "gzip", zipped(BEFORE + "[", "[],", 8_000_000, "1]" + AFTER)),
                post(PLAN, "identity", plan("[" + "[],".repeat(190_000) + "1]")),
                post(JSON, "identity", output("ж ё".repeat(1_000_000))),
                post(PLAN, "identity", CHANGES + (CHANGE + ",").repeat(40_000) + CHANGE + "]}"),
                post(PLAN, "identity", CHANGES + (CHANGE + ",").repeat(29_000) + CHANGE + "]}"),
                post(PLAN, "identity", plan(secrets(120_000)).replace("_sensitive\":{}", "_sensitive\":true")),
                post(JSON, "identity", output("token: \\\"a" + ".a".repeat(3000) + "\\\"")),
                post(JSON, "identity", output("password: " + ".".repeat(45_000) + "y")),
                post(JSON, "identity", output("key: ".repeat(200_000))),
                post(PLAN, "identity", plan("{\"token\":\"a" + ".a".repeat(3000) + "\"}")),
                post(PLAN, "identity", plan("{\"password\":\"" + ".".repeat(45_000) + "y\"}")),
                post(PLAN, "identity", plan("\"" + "x".repeat(5 * MIB) + "\"")),
                post(PLAN, "identity", plan("[".repeat(600) + "]".repeat(600))),
                post(PLAN, "identity", plan("1".repeat(MIB))),
                post(PLAN, "identity", plan("1").replace("a.b", "a.\\u0000")),
                get("/api/cab/report?to=%2B294277-01-01T00:00:00Z"),
                get("/api/plans?module=%00"),
                new Attack("POST", "/api/cab/approve", JSON, "identity", utf8("{\"a\":1,\"a\":2}")));
    }

    private static Attack post(String contentType, String coding, byte[] body) {
        return new Attack("POST", SUMMARIZE, contentType, coding, body);
    }

    private static Attack post(String contentType, String coding, String body) {
        return post(contentType, coding, utf8(body));
    }

    private static Attack to(String path, String contentType, String body) {
        return new Attack("POST", path, contentType, "identity", utf8(body));
    }

    private static Attack get(String path) {
        return new Attack("GET", path, JSON, "identity", new byte[0]);
    }

    /** Different ones of eight characters. */
    private static String secrets(int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> Long.toString(78_364_164_096L + i * 5_000_011L, Character.MAX_RADIX))
                .collect(Collectors.joining("\",\"", "[\"", "\"]"));
    }

    private static String plan(String value) {
        return BEFORE + value + AFTER;
    }

    private static String output(String text) {
        return "{\"module\":\"m\",\"planOutput\":\"" + text + "\"}";
    }

    private static byte[] zipped(String before, String many, int times, String after) throws IOException {
        byte[] thousand = utf8(many.repeat(1000));
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (OutputStream out = new GZIPOutputStream(bytes)) {
            out.write(utf8(before));
            for (int i = 0; i < times / 1000; i++) {
                out.write(thousand);
            }
            out.write(utf8(after));
        }
        return bytes.toByteArray();
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    HttpRequest request(int port, String key, Duration limit) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .timeout(limit)
                .header("X-Api-Key", key)
                .header("Content-Type", contentType)
                .header("Content-Encoding", coding)
                .method(method, BodyPublishers.ofByteArray(body))
                .build();
    }
}
