package dev.infrahub.gateway;

import static dev.infrahub.gateway.Hub.JSON;
import static dev.infrahub.gateway.Hub.PLAN;
import static dev.infrahub.gateway.Hub.SMALL_PLAN;
import static dev.infrahub.testkit.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.luben.zstd.ZstdOutputStream;
import dev.infrahub.http.bodies.Budget;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Small requests that would become large: each is an answer, takes no more than its share, and keeps nobody else from being served. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class HostileBodiesIT {

    private static final String SUMMARIZE = "/api/pipeline/summarize-plan";
    private static final int MIB = 1024 * 1024;
    private static final String BEFORE = SMALL_PLAN.substring(0, SMALL_PLAN.indexOf("\"input\":\"x\"")) + "\"input\":";
    private static final String AFTER =
            SMALL_PLAN.substring(SMALL_PLAN.indexOf("\"input\":\"x\"") + "\"input\":\"x\"".length());

    private Hub hub;
    private String hostile = "";
    private String honest = "";

    @BeforeAll
    void start() {
        hub = Hub.start("--hub.gateway.reading-memory=64MB", "--hub.gateway.share-percent=60");
        hostile = hub.newKey("ci", "[\"hostile\"]", "");
        honest = hub.newKey("ci", "[\"honest\"]", "");
    }

    @AfterAll
    void stop() {
        hub.close();
    }

    /**
     * A body of a few KB, or of much.
     *
     * @param codes any of which is a good answer
     */
    record Attack(String what, String contentType, String coding, byte[] body, Set<String> codes) {

        static Attack json(String what, String body, String... codes) {
            return new Attack(what, JSON, "identity", utf8(body), Set.of(codes));
        }

        static Attack gzip(String what, String contentType, String body, String... codes) throws IOException {
            return new Attack(what, contentType, "gzip", gzipped(body), Set.of(codes));
        }

        @Override
        public String toString() {
            return what + ", " + body.length + " bytes -> " + codes;
        }
    }

    static Stream<Attack> attacks() throws IOException {
        String lists = BEFORE + "[" + "[],".repeat(8_000_000) + "1]" + AFTER;
        return Stream.of(
                Attack.gzip(
                        "a text of 60 MB that is not Latin",
                        JSON,
                        output("ж ё".repeat(12_000_000)),
                        "body.expands_too_much"),
                new Attack(
                        "the same by zstd",
                        JSON,
                        "zstd",
                        zstd(output("ж ё".repeat(12_000_000))),
                        Set.of("body.expands_too_much")),
                Attack.json(
                        "a text of 20 MB", output("ж ё".repeat(4_000_000)), "body.too_costly", "plan.text_too_long"),
                Attack.json("a text of 5 MB", output("ж ё".repeat(1_000_000)), "body.too_costly"),
                Attack.gzip("millions of empty lists", PLAN, lists, "body.expands_too_much", "body.too_costly"),
                new Attack(
                        "the same as it is",
                        PLAN,
                        "identity",
                        utf8(lists),
                        Set.of("body.too_costly", "plan.value_too_large")),
                new Attack(
                        "fewer of them",
                        PLAN,
                        "identity",
                        utf8(BEFORE + "[" + "[],".repeat(190_000) + "1]" + AFTER),
                        Set.of("body.too_costly", "plan.value_too_large")),
                Attack.json(
                        "the same as a string",
                        "{\"module\":\"m\",\"plan\":\""
                                + lists.replace("\"", "\\\"").replace("\n", "\\n") + "\"}",
                        "body.too_costly",
                        "plan.value_too_large"),
                Attack.gzip("more changes than any plan", PLAN, changes(40_000), "plan.too_many_changes"),
                Attack.gzip("a secret in each of a hundred thousand places", PLAN, secrets(100_000), "body.too_costly"),
                new Attack(
                        "a number of a million digits",
                        PLAN,
                        "identity",
                        utf8(BEFORE + "1".repeat(MIB) + AFTER),
                        Set.of("plan.number_too_long")),
                new Attack(
                        "an object of 60,000 members",
                        PLAN,
                        "identity",
                        utf8(BEFORE + "{" + members(60_000) + "}" + AFTER),
                        Set.of("plan.too_many_members", "body.too_costly")),
                new Attack(
                        "lists in lists",
                        PLAN,
                        "identity",
                        utf8(BEFORE + "[".repeat(600) + "]".repeat(600) + AFTER),
                        Set.of("plan.too_deep")),
                new Attack(
                        "a string of 5 MB",
                        PLAN,
                        "identity",
                        utf8(BEFORE + "\"" + "x".repeat(5 * MIB) + "\"" + AFTER),
                        Set.of("plan.string_too_long")),
                Attack.json(
                        "members around the plan",
                        "{\"x\":" + "[".repeat(600) + "]".repeat(600) + "}",
                        "body.too_deep"),
                Attack.json("a name of a megabyte", "{\"" + "n".repeat(MIB) + "\":1}", "body.name_too_long"));
    }

    private static String changes(int count) {
        String head = "{\"format_version\":\"1.2\",\"resource_changes\":[";
        return IntStream.range(0, count).mapToObj(i -> """
            {"address":"t_a.n%1$d","mode":"managed","type":"t_a","name":"n%1$d","provider_name":"p",\
            "change":{"actions":["create"],"before":null,"after":{},"after_unknown":{}}}\
            """.formatted(i)).collect(Collectors.joining(",", head, "]}"));
    }

    /** Of eight characters each: they are looked for in every spelling that there is, which takes many times their room. */
    private static String secrets(int count) {
        String values = IntStream.range(0, count)
                .mapToObj(i -> Long.toString(78_364_164_096L + i * 5_000_011L, Character.MAX_RADIX))
                .collect(Collectors.joining("\",\"", "[\"", "\"]"));
        return """
            {"format_version":"1.2","resource_changes":[{"address":"a.b","mode":"managed","type":"a","name":"b","change":\
            {"actions":["create"],"before":null,"after":{"x":%s},"after_unknown":{},"after_sensitive":true}}]}\
            """.formatted(values);
    }

    private static String output(String text) {
        return "{\"module\":\"m\",\"planOutput\":\"" + text + "\"}";
    }

    private static String members(int count) {
        StringBuilder members = new StringBuilder("\"z\":1");
        for (int i = 0; i < count; i++) {
            members.append(",\"m").append(i).append("\":1");
        }
        return members.toString();
    }

    @ParameterizedTest
    @MethodSource("attacks")
    void is_an_answer_with_a_code_and_leaves_nothing_behind(Attack attack) {
        HttpResponse<String> response = send(hostile, attack);

        assertThat(response.statusCode()).as(response.body()).isIn(413, 422);
        assertThat(response.headers().firstValue("Content-Type")).hasValue("application/problem+json");
        assertThat(hub.json(response).path("code").asString()).isIn(attack.codes());
        eventually(() -> assertThat(hub.bean("reading", Budget.class).inUse()).isZero());
        assertServed();
    }

    @Test
    void two_hundred_connections_that_announce_and_drip_hold_nothing_and_keep_nobody_out() throws IOException {
        List<Socket> dripping = new ArrayList<>();
        try {
            for (int i = 0; i < 200; i++) {
                dripping.add(announced(hostile, "/api/pipeline/summarize-plan?module=m", PLAN, 50 * MIB));
            }
            for (int i = 0; i < 50; i++) {
                dripping.add(announced(hostile, "/api/cab/requests", JSON, 200_000));
            }
            eventually(
                    () -> assertThat(hub.bean("reading", Budget.class).inUse()).isGreaterThan(100L));
            assertThat(hub.bean("reading", Budget.class).inUse()).isLessThan(MIB);
            for (int i = 0; i < 10; i++) {
                eventually(this::assertServed);
            }
        } finally {
            for (Socket socket : dripping) {
                socket.close();
            }
        }
        eventually(() -> assertThat(hub.bean("reading", Budget.class).inUse()).isZero());
    }

    private Socket announced(String key, String path, String type, int length) throws IOException {
        Socket socket =
                new Socket(InetAddress.getLoopbackAddress(), hub.uri("/").getPort());
        socket.getOutputStream()
                .write(utf8("POST " + path + " HTTP/1.1\r\nHost: hub\r\nX-Api-Key: " + key + "\r\nContent-Type: " + type
                        + "\r\nContent-Length: " + length + "\r\n\r\n{"));
        return socket;
    }

    @Test
    void an_honest_plan_is_read_however_it_is_sent() throws IOException {
        String wrapped = "{\"module\":\"m\",\"planOutput\":null,\"plan\":\""
                + SMALL_PLAN
                        .replace("\"", "\\\"")
                        .replace("\n", "\\n")
                        .replace("\"x\\\"", "\"\\u0078\\ud83d\\ude00\\\"")
                + "\"}";
        Attack asString = Attack.json("a string", wrapped);
        Attack packed = Attack.gzip("packed", PLAN, SMALL_PLAN);

        assertThat(send(honest, asString).statusCode()).isEqualTo(202);
        assertThat(send(honest, packed).statusCode()).isEqualTo(202);
    }

    private void assertServed() {
        HttpResponse<String> response =
                send(honest, new Attack("honest", PLAN, "identity", utf8(SMALL_PLAN), Set.of()));
        assertThat(response.statusCode()).as(response.body()).isEqualTo(202);
    }

    private HttpResponse<String> send(String key, Attack attack) {
        String query = attack.contentType().equals(PLAN) ? "?module=m" : "";
        return hub.send(hub.anonymousRequest(SUMMARIZE + query)
                .header("X-Api-Key", key)
                .header("Content-Type", attack.contentType())
                .header("Content-Encoding", attack.coding())
                .header("Prefer", "respond-async")
                .POST(BodyPublishers.ofByteArray(attack.body()))
                .build());
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] gzipped(String text) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (OutputStream out = new GZIPOutputStream(bytes)) {
            out.write(utf8(text));
        }
        return bytes.toByteArray();
    }

    private static byte[] zstd(String text) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (OutputStream out = new ZstdOutputStream(bytes)) {
            out.write(utf8(text));
        }
        return bytes.toByteArray();
    }
}
