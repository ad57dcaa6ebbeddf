package dev.infrahub.gateway;

import static dev.infrahub.gateway.Hub.JSON;
import static dev.infrahub.gateway.Hub.PLAN;
import static dev.infrahub.gateway.Hub.SMALL_PLAN;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.luben.zstd.ZstdOutputStream;
import dev.infrahub.http.bodies.Budget;
import dev.infrahub.testing.Backends;
import dev.infrahub.testkit.Eventually;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.SequenceInputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

/** What is not a plan gets an answer that names the fault and the fix, and costs the gateway nothing. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class BadInputIT {

    private static final String SUMMARIZE = "/api/pipeline/summarize-plan";
    private static final String RAW = SUMMARIZE + "?module=m";
    private static final String KEYS = "/api/keys";
    private static final String BOGUS_ROLE = "{\"name\":\"n\",\"role\":\"bogus\",\"clients\":[\"acme\"]}";
    private static final int MIB = 1024 * 1024;

    private Hub hub;

    @BeforeAll
    void start() {
        hub = Hub.start();
    }

    @AfterAll
    void stop() {
        hub.close();
    }

    record Bad(
            String what,
            String path,
            String contentType,
            BodyPublisher body,
            List<String> headers,
            int status,
            String code,
            @Nullable String field) {

        static Bad json(String what, String body, int status, String code, @Nullable String field) {
            return new Bad(what, SUMMARIZE, JSON, BodyPublishers.ofString(body), List.of(), status, code, field);
        }

        static Bad raw(String what, String body, int status, String code) {
            return new Bad(what, RAW, PLAN, BodyPublishers.ofString(body), List.of(), status, code, "body");
        }

        static Bad coded(String what, String coding, byte[] body, int status, String code, @Nullable String field) {
            return new Bad(
                    what,
                    RAW,
                    PLAN,
                    BodyPublishers.ofByteArray(body),
                    List.of("Content-Encoding", coding),
                    status,
                    code,
                    field);
        }

        Bad at(String otherPath) {
            return new Bad(what, otherPath, contentType, body, headers, status, code, field);
        }

        Bad as(String otherType) {
            return new Bad(what, path, otherType, body, headers, status, code, field);
        }

        Bad sending(BodyPublisher otherBody) {
            return new Bad(what, path, contentType, otherBody, headers, status, code, field);
        }

        Bad with(String... more) {
            return new Bad(what, path, contentType, body, List.of(more), status, code, field);
        }

        @Override
        public String toString() {
            return what + " -> " + status + " " + code;
        }
    }

    static Stream<Bad> bad() throws IOException {
        String wrapped = "{\"module\":\"m\",\"plan\":" + SMALL_PLAN + "}";
        return Stream.of(
                Bad.json("not JSON", "module=m", 400, "body.not_json", null),
                Bad.json("empty", "", 400, "body.empty", null),
                Bad.json("an array", "[1,2]", 400, "body.not_object", null),
                Bad.json("a number", "42", 400, "body.not_object", null),
                Bad.json("truncated", wrapped.substring(0, wrapped.length() - 40), 400, "body.truncated", null),
                Bad.json("something behind the object", wrapped + "{}", 400, "body.trailing", null),
                Bad.json("nested 100,000 deep", "{\"x\":" + "[".repeat(100_000), 422, "body.too_deep", null),
                Bad.json("no module", "{\"plan\":" + SMALL_PLAN + "}", 422, "field.missing", "module"),
                Bad.json(
                        "blank module",
                        "{\"module\":\" \",\"plan\":" + SMALL_PLAN + "}",
                        422,
                        "field.missing",
                        "module"),
                Bad.json("module is a number", "{\"module\":7,\"plan\":{}}", 422, "field.type", "module"),
                Bad.json("no plan", "{\"module\":\"m\"}", 422, "field.missing", "plan"),
                Bad.json("plan is a number", "{\"module\":\"m\",\"plan\":3}", 422, "field.type", "plan"),
                Bad.json(
                        "planOutput is an object",
                        "{\"module\":\"m\",\"planOutput\":{}}",
                        422,
                        "field.type",
                        "planOutput"),
                Bad.json(
                        "plan twice",
                        "{\"module\":\"m\",\"plan\":" + SMALL_PLAN + ",\"planOutput\":\"x\"}",
                        422,
                        "plan.ambiguous",
                        "plan"),
                Bad.json(
                        "module of 300 characters",
                        "{\"module\":\"" + "m".repeat(300) + "\",\"plan\":" + SMALL_PLAN + "}",
                        422,
                        "field.invalid",
                        "module"),
                Bad.json(
                        "client with a slash",
                        "{\"module\":\"m\",\"client\":\"a/b\",\"plan\":" + SMALL_PLAN + "}",
                        422,
                        "field.invalid",
                        "client"),
                Bad.json(
                        "prUrl is a script",
                        "{\"module\":\"m\",\"prUrl\":\"javascript:alert(1)\",\"plan\":" + SMALL_PLAN + "}",
                        422,
                        "field.invalid",
                        "prUrl"),
                Bad.json("planId is no UUID", "{\"planId\":\"latest\"}", 400, "parameter.invalid", "planId"),
                Bad.json(
                        "planId is unknown",
                        "{\"planId\":\"00000000-0000-0000-0000-000000000000\"}",
                        404,
                        "plan.unknown",
                        "planId"),
                Bad.json("the plan itself as application/json", SMALL_PLAN, 422, "field.missing", "module"),
                Bad.json(
                        "plan is an empty object",
                        "{\"module\":\"m\",\"plan\":{}}",
                        422,
                        "plan.is_json_of_something_else",
                        "plan"),
                Bad.json(
                        "planOutput is a poem",
                        "{\"module\":\"m\",\"planOutput\":\"roses are red\"}",
                        422,
                        "plan.unreadable",
                        "planOutput"),
                Bad.raw("an HTML page", "<!DOCTYPE html><html><body>502</body></html>", 400, "plan.is_html"),
                Bad.raw("nothing", "", 400, "plan.empty"),
                Bad.raw("a truncated plan", SMALL_PLAN.substring(0, 150), 400, "plan.truncated"),
                Bad.raw("garbage", "\u0001\u0002\u0003", 400, "plan.not_json"),
                Bad.raw(
                        "a state file",
                        "{\"version\":4,\"serial\":3,\"lineage\":\"x\",\"resources\":[]}",
                        422,
                        "plan.is_state"),
                Bad.raw("JSON of something else", "{\"name\":\"left-pad\"}", 422, "plan.is_json_of_something_else"),
                Bad.raw("a deep plan", "{\"resource_changes\":" + "[".repeat(100_000), 422, "plan.too_deep"),
                Bad.coded("a gzip bomb", "gzip", gzip(100 * MIB), 413, "body.expands_too_much", null),
                Bad.coded("a zstd bomb", "zstd", zstd(100 * MIB), 413, "body.expands_too_much", null),
                Bad.coded(
                        "gzip that is none",
                        "gzip",
                        "plain".getBytes(StandardCharsets.UTF_8),
                        400,
                        "body.undecodable",
                        "Content-Encoding"),
                Bad.coded("gzip cut short", "gzip", half(gzip(MIB)), 400, "body.undecodable", "Content-Encoding"),
                Bad.coded(
                        "an unknown coding",
                        "br",
                        new byte[1],
                        415,
                        "content_encoding.unsupported",
                        "Content-Encoding"),
                Bad.json("a form", "module=m", 415, "content_type.unsupported", "Content-Type")
                        .as("application/x-www-form-urlencoded"),
                Bad.json("no content type", wrapped, 415, "content_type.unsupported", "Content-Type")
                        .as(""),
                Bad.json("an impossible wait", wrapped, 400, "prefer.invalid", "Prefer")
                        .with("Prefer", "wait=soon"),
                Bad.json("a key too long", wrapped, 400, "idempotency_key.invalid", "Idempotency-Key")
                        .with("Idempotency-Key", "k".repeat(300)),
                Bad.json("an answer in XML", wrapped, 406, "accept.unsupported", null)
                        .with("Accept", "application/xml"),
                Bad.json("an unreadable type", wrapped, 415, "content_type.unsupported", "Content-Type")
                        .as("application/json; charset=bogus"),
                Bad.json("an unreadable Accept", wrapped, 406, "accept.unsupported", "Accept")
                        .with("Accept", "garbage"),
                Bad.json("a crowd in Accept", wrapped, 406, "accept.unsupported", "Accept")
                        .with("Accept", "a/b,".repeat(50) + "c/d"),
                Bad.json("a coding of what is small", "{}", 415, "content_encoding.unsupported", "Content-Encoding")
                        .with("Content-Encoding", "br")
                        .at(KEYS),
                Bad.json("a NUL", wrapped, 400, "parameter.invalid", "module").at(SUMMARIZE + "?module=a%00b"),
                Bad.json("no body", "", 400, "body.missing", null).at(KEYS),
                Bad.json("a role that is none", BOGUS_ROLE, 422, "field.invalid", "role")
                        .at(KEYS),
                Bad.json("the same as other JSON", BOGUS_ROLE, 422, "field.invalid", "role")
                        .at(KEYS)
                        .as("application/vnd.x+json"),
                Bad.json("the same as a patch", BOGUS_ROLE, 422, "field.invalid", "role")
                        .at(KEYS)
                        .as("application/merge-patch+json"),
                Bad.json("the same as a stream", BOGUS_ROLE, 415, "content_type.unsupported", "Content-Type")
                        .at(KEYS)
                        .as("application/x-ndjson"),
                Bad.json("UTF-16", "", 400, "body.not_utf8", null)
                        .sending(BodyPublishers.ofString(wrapped, StandardCharsets.UTF_16)),
                Bad.json("an unknown path", wrapped, 404, "path.unknown", null).at("/api/pipeline/summarise"));
    }

    @ParameterizedTest
    @MethodSource("bad")
    void gets_a_status_a_code_and_the_field(Bad bad) {
        HttpResponse<String> response = hub.post(
                bad.path(), bad.contentType(), bad.body(), bad.headers().toArray(String[]::new));

        assertThat(response.statusCode()).as(response.body()).isEqualTo(bad.status());
        assertThat(response.headers().firstValue("Content-Type")).hasValue("application/problem+json");
        JsonNode problem = hub.json(response);
        assertThat(problem.path("code").asString()).isEqualTo(bad.code());
        assertThat(problem.path("field").asString(null)).isEqualTo(bad.field());
        assertThat(problem.path("status").asInt()).isEqualTo(bad.status());
        assertThat(problem.path("detail").asString())
                .isNotBlank()
                .isEqualTo(problem.path("error").asString());
        assertThat(problem.path("traceId").asString()).matches("[0-9a-f]{32}");
        assertThat(response.body()).doesNotContain("Exception", "at dev.infrahub", "stackTrace");
    }

    @Test
    void the_wrong_method_is_told_the_right_one() {
        HttpResponse<String> response = hub.get(SUMMARIZE);

        assertThat(response.statusCode()).isEqualTo(405);
        assertThat(response.headers().firstValue("Allow")).hasValue("POST");
        assertThat(hub.json(response).path("code").asString()).isEqualTo("method.not_allowed");
    }

    @Test
    void a_body_of_200_mb_is_refused_before_it_is_read() throws IOException {
        try (Socket socket =
                new Socket(InetAddress.getLoopbackAddress(), hub.uri("/").getPort())) {
            String head = "POST " + RAW + " HTTP/1.1\r\nHost: hub\r\nX-Api-Key: " + Backends.ADMIN_KEY
                    + "\r\nContent-Type: " + PLAN + "\r\nContent-Length: " + 200L * MIB + "\r\n\r\n";
            OutputStream out = socket.getOutputStream();
            out.write(head.getBytes(StandardCharsets.US_ASCII));
            out.flush();

            byte[] answer = new byte[12];
            socket.getInputStream().readNBytes(answer, 0, answer.length);

            assertThat(new String(answer, StandardCharsets.US_ASCII)).isEqualTo("HTTP/1.1 413");
        }
    }

    @Test
    void a_chunked_body_of_200_mb_is_cut_off_and_costs_no_memory() {
        Budget budget = hub.bean("reading", Budget.class);
        HttpRequest request = hub.request(RAW)
                .header("Content-Type", PLAN)
                .POST(BodyPublishers.ofInputStream(BadInputIT::endless))
                .build();

        try {
            assertThat(hub.send(request).statusCode()).isEqualTo(413);
        } catch (IllegalStateException closedWhileSending) {
            assertThat(closedWhileSending).hasRootCauseInstanceOf(IOException.class);
        }

        Eventually.eventually(() -> assertThat(budget.inUse()).isZero());
        assertThat(hub.get("/healthz").statusCode()).isEqualTo(200);
    }

    @Test
    void unknown_members_are_ignored() {
        String body = "{\"module\":\"m\",\"colour\":{\"deep\":[1]},\"plan\":" + SMALL_PLAN + "}";

        HttpResponse<String> response = hub.post(SUMMARIZE, JSON, body, "Prefer", "respond-async");

        assertThat(response.statusCode()).isEqualTo(202);
    }

    @Test
    void parameters_of_lists_are_checked() {
        assertThat(hub.get("/api/plans?limit=0").statusCode()).isEqualTo(400);
        assertThat(hub.get("/api/plans?before=yesterday").statusCode()).isEqualTo(400);
        assertThat(hub.get("/api/operations?status=lost").statusCode()).isEqualTo(400);
        assertThat(hub.get("/api/operations/not-a-uuid").statusCode()).isEqualTo(400);
        assertThat(hub.get("/api/operations/00000000-0000-0000-0000-000000000000")
                        .statusCode())
                .isEqualTo(404);
    }

    private static InputStream endless() {
        byte[] chunk = " ".repeat(MIB).getBytes(StandardCharsets.US_ASCII);
        return new SequenceInputStream(Collections.enumeration(Collections.nCopies(200, chunk).stream()
                .<InputStream>map(java.io.ByteArrayInputStream::new)
                .toList()));
    }

    private static byte[] gzip(int spaces) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (OutputStream out = new GZIPOutputStream(bytes)) {
            fill(out, spaces);
        }
        return bytes.toByteArray();
    }

    private static byte[] zstd(int spaces) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (OutputStream out = new ZstdOutputStream(bytes)) {
            fill(out, spaces);
        }
        return bytes.toByteArray();
    }

    private static void fill(OutputStream out, int spaces) throws IOException {
        byte[] chunk = " ".repeat(MIB).getBytes(StandardCharsets.US_ASCII);
        for (int written = 0; written < spaces; written += chunk.length) {
            out.write(chunk);
        }
    }

    private static byte[] half(byte[] bytes) {
        return java.util.Arrays.copyOf(bytes, bytes.length / 2);
    }
}
