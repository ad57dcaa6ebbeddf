package dev.infrahub.gateway;

import static dev.infrahub.gateway.HostileValues.NEEDLE;
import static dev.infrahub.gateway.Hub.JSON;
import static dev.infrahub.gateway.Hub.PLAN;
import static dev.infrahub.gateway.Hub.SMALL_PLAN;
import static dev.infrahub.testkit.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import dev.infrahub.gateway.RawHttp.Answer;
import dev.infrahub.schemas.ChangeUpdated;
import dev.infrahub.schemas.EvidenceSealed;
import dev.infrahub.schemas.PlanSubmitted;
import dev.infrahub.schemas.Topics;
import dev.infrahub.testing.Backends;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.BiConsumer;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Every operation, parameter, header and member of /openapi.json, each with every {@link HostileValues hostile value}: an
 * answer in time, never 5xx, a problem that tells what is wrong and nothing of what was sent, and nothing of it in the log.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class HostileIT {

    private static final String WEBHOOK = "/webhooks/github";
    private static final String WEBHOOK_SECRET = "for-tests-alone-for-tests-alone";
    private static final JsonMapper MAPPER = new JsonMapper();
    private static final Duration LONGEST = Duration.ofSeconds(2);
    private static final int CONNECTIONS = 8;
    private static final int SHOWN = 40;

    /** Reactor Netty refuses longer ones, and closes the connection. */
    private static final int LONGEST_LINE = 4_000;

    private static final int SHOWN_OF_ONE = 600;

    /** What anything that speaks HTTP sends, beside the headers that the contract names. */
    private static final List<String> USUAL_HEADERS = List.of("Accept", "Authorization");

    /** These mean the same to every operation: they go to one of each way to be answered. */
    private static final List<String> COMMON_HEADERS = List.of(
            "X-Api-Key",
            "If-None-Match",
            "If-Modified-Since",
            "Cache-Control",
            "Content-Encoding",
            "X-Forwarded-For",
            "Origin",
            "Range",
            "Cookie",
            "traceparent",
            "tracestate",
            "baggage",
            "Accept-Encoding",
            "Accept-Language",
            "X-" + NEEDLE);

    private static final Set<String> ASKED_WITH_COMMON_HEADERS = Set.of(
            "GET /api/plans",
            "GET /api/plans/{id}",
            "GET /api/cab/report",
            "GET /api/ssh/krl",
            "GET /api/operations/{id}/events",
            "POST /api/pipeline/summarize-plan",
            "POST /api/cab/approve");

    private static final List<String> OF_THE_INSIDE =
            List.of("Exception", "\tat ", "dev.infrahub", "java.lang", "springframework", "netty", "jackson", "r2dbc");

    /** One place of one operation. */
    private record Place(Operation operation, String kind, String name) {

        @Override
        public String toString() {
            return operation + " " + kind + " " + name;
        }
    }

    /** @param isLast see {@link RawHttp#send} */
    private record Request(Place place, byte[] bytes, boolean isLast) {}

    private record Operation(String method, String path, JsonNode contract) {

        boolean takesPlan() {
            return contract.path("requestBody").path("content").has(PLAN);
        }

        /** Whether what is said beside bytes, in the query, is said within JSON. */
        boolean takesMembersOnlyIn(String type) {
            JsonNode content = contract.path("requestBody").path("content");
            return takesPlan() ? !type.equals(PLAN) : type.equals(JSON) && content.size() > 1;
        }

        boolean takesBody() {
            return contract.has("requestBody");
        }

        List<String> parameters(String in) {
            return contract.path("parameters").values().stream()
                    .filter(parameter -> parameter.path("in").asString().equals(in))
                    .map(parameter -> parameter.path("name").asString())
                    .toList();
        }

        JsonNode media(String type) {
            return contract.path("requestBody").path("content").path(type);
        }

        @Override
        public String toString() {
            return method + " " + path;
        }
    }

    private final List<Operation> operations = new ArrayList<>();
    /** What there is, by the name of the parameter or member that takes it: what is hostile shall come far. */
    private final Map<String, String> good = new LinkedHashMap<>();

    private final Map<String, String> ids = new LinkedHashMap<>();
    private final LogWatch log = new LogWatch(NEEDLE);
    private Hub hub;

    @BeforeAll
    void start() {
        TestLog transparency = new TestLog().grow(3);
        hub = Hub.start(
                transparency.trusted(),
                "--hub.gateway.failures-per-minute=10000000",
                "--hub.gateway.requests-per-minute=10000000",
                "--hub.gateway.operations-under-way=10000000",
                "--hub.gateway.links-per-minute=10000000",
                "--hub.gateway.default-wait=0s",
                "--hub.gateway.max-wait=1s",
                "--AI_CODE_REVIEW_WEBHOOK_SECRET=" + WEBHOOK_SECRET,
                "--HUB_MACHINE_APPROVERS=true");
        // as if told just now, for as long as the test runs
        hub.wire.publish(
                Topics.SSH_AUTHORITY_UPDATED,
                "ssh-ed25519",
                UUID.randomUUID(),
                UUID.randomUUID(),
                StandInWorker.authority("list", 1, Instant.now().plus(Duration.ofHours(1))));
        TestLog.publish(hub.wire, transparency.head());
        things();
        eventually(() -> assertThat(hub.get("/api/ssh/krl").statusCode()).isEqualTo(200));
        eventually(
                () -> assertThat(hub.get("/api/cab/log/inclusion?leafIndex=0").statusCode())
                        .isEqualTo(200));
        JsonNode paths = hub.json(hub.get("/openapi.json")).path("paths");
        paths.propertyNames()
                .forEach(path -> paths.path(path)
                        .properties()
                        .forEach(method -> operations.add(
                                new Operation(method.getKey().toUpperCase(Locale.ROOT), path, method.getValue()))));
    }

    @AfterAll
    void stop() {
        hub.close();
    }

    @BeforeEach
    void listen() {
        log.start();
    }

    @AfterEach
    void deafen() {
        log.stop();
    }

    /** A plan, its change, evidence of it, a certificate and a key. */
    private void things() {
        UUID operation = UUID.fromString(hub.json(hub.post(
                        "/api/pipeline/summarize-plan?module=network&client=acme",
                        PLAN,
                        SMALL_PLAN,
                        "Prefer",
                        "respond-async"))
                .path("operationId")
                .asString());
        eventually(() ->
                assertThat(hub.wire.eventsOf(Topics.PLAN_SUBMITTED, operation)).hasSize(1));
        PlanSubmitted plan = hub.wire.eventsOf(Topics.PLAN_SUBMITTED, operation).getFirst();
        hub.wire.answer(Topics.PLAN_ANALYZED, "acme/network", operation, StandInWorker.analyzed(plan));
        hub.wire.publish(
                Topics.CHANGE_UPDATED,
                "CHG-acme",
                UUID.randomUUID(),
                UUID.randomUUID(),
                ChangeUpdated.newBuilder(StandInWorker.approved("CHG-acme", plan))
                        .setState("pending")
                        .setApprovalsGiven(0)
                        .build());
        hub.wire.publish(
                Topics.DRIFT_ANALYZED,
                "acme/network",
                UUID.randomUUID(),
                UUID.randomUUID(),
                StandInWorker.drifted("acme"));
        EvidenceSealed evidence = StandInWorker.sealed("CHG-acme", "acme");
        hub.wire.publish(Topics.EVIDENCE_SEALED, "CHG-acme", UUID.randomUUID(), UUID.randomUUID(), evidence);
        for (String path : List.of(
                "/api/plans/" + plan.getPlanId(),
                "/api/cab/requests/CHG-acme",
                "/api/cab/evidence/" + evidence.getEvidenceId())) {
            eventually(() -> assertThat(hub.get(path).statusCode()).isEqualTo(200));
        }
        String engineer = hub.newKey("engineer", "[\"acme\"]", "");
        good.put("client", "acme");
        good.put("module", "network");
        good.put("riskLevel", "low");
        good.put("changeRequestId", "CHG-acme");
        good.put("planId", plan.getPlanId());
        good.put("planHash", plan.getPlanHash());
        good.put("leafIndex", "0");
        good.put("change", "fingerprint of policy");
        good.put("until", Instant.now().plus(Duration.ofDays(1)).toString());
        good.put("first", "3");
        good.put("entityRef", "component:default/a");
        good.put("docPath", "a.md");
        ids.put("/api/plans/", plan.getPlanId());
        ids.put("/api/cab/requests/", "CHG-acme");
        ids.put("/api/cab/verify/", "CHG-acme");
        ids.put("/api/cab/evidence/", evidence.getEvidenceId());
        ids.put("/api/operations/", operation.toString());
        ids.put("/api/ssh/certificates/", StandInWorker.certificateOf(hub, "acme", engineer));
        ids.put("/api/drift/results/", "network");
        ids.put("/api/keys/", UUID.randomUUID().toString());
    }

    @Test
    void what_means_well_is_answered_so_that_what_is_hostile_comes_far() {
        try (Clients clients = new Clients()) {
            for (Operation operation : operations) {
                Answer answer = clients.one().send(good(operation, "base"), false);
                int expected = operation.toString().equals("DELETE /api/keys/{id}") ? 404 : 299;
                if (operation.path().equals("/api/cab/gate")) {
                    expected = 403;
                }
                assertThat(answer.status()).as(operation + " " + answer.body()).isLessThanOrEqualTo(expected);
            }
        }
    }

    @Test
    void queries_and_paths() {
        List<Request> requests = new ArrayList<>();
        for (Operation operation : operations) {
            for (String name : operation.parameters("query")) {
                Place place = new Place(operation, "query", name);
                urlValues().forEach(value -> requests.add(asked(place, query(operation, name, value), "")));
                requests.add(asked(place, query(operation, name, "a&" + name + "=" + NEEDLE), ""));
            }
            for (String name : operation.parameters("path")) {
                Place place = new Place(operation, "path", name);
                urlValues().forEach(value -> requests.add(asked(place, path(operation, value), "")));
            }
            Place unknown = new Place(operation, "query", "of no name");
            urlValues()
                    .forEach(value -> requests.add(asked(
                            unknown,
                            path(operation, id(operation)) + "?" + NEEDLE + "=" + value + "&" + value + "=" + NEEDLE,
                            "")));
        }
        assertUnmoved(requests);
    }

    @Test
    void members_of_bodies() {
        List<Request> requests = new ArrayList<>();
        for (Operation operation : operations) {
            ObjectNode body = body(operation);
            for (String name :
                    operation.media(JSON).path("schema").path("properties").propertyNames()) {
                Place place = new Place(operation, "member", name);
                boolean isList = operation
                        .media(JSON)
                        .path("schema")
                        .path("properties")
                        .path(name)
                        .path("type")
                        .asString("")
                        .equals("array");
                Stream.concat(
                                HostileValues.json().stream(),
                                HostileValues.texts().stream()
                                        .map(text -> isList ? "[" + quoted(text) + "]" : quoted(text))
                                        .map(text -> text.getBytes(StandardCharsets.UTF_8)))
                        .forEach(value -> requests.add(posted(place, JSON, with(body, name, value))));
            }
        }
        assertUnmoved(requests);
    }

    @Test
    void whole_bodies() {
        List<Request> requests = new ArrayList<>();
        for (Operation operation : operations) {
            for (String type :
                    operation.contract().path("requestBody").path("content").propertyNames()) {
                Place place = new Place(operation, "body", type);
                Stream.concat(
                                HostileValues.json().stream(),
                                HostileValues.texts().stream().map(text -> text.getBytes(StandardCharsets.UTF_8)))
                        .forEach(value -> requests.add(posted(place, type, value)));
            }
        }
        assertUnmoved(requests);
    }

    @Test
    void headers() {
        List<Request> requests = new ArrayList<>();
        for (Operation operation : operations) {
            Set<String> names = new TreeSet<>(operation.parameters("header"));
            names.addAll(USUAL_HEADERS);
            if (operation.takesBody()) {
                names.add("Content-Type");
            }
            if (ASKED_WITH_COMMON_HEADERS.contains(operation.toString())) {
                names.addAll(COMMON_HEADERS);
            }
            for (String name : names) {
                Place place = new Place(operation, "header", name);
                HostileValues.texts()
                        .forEach(text -> requests.add(asked(place, goodUri(operation, JSON), name + ": " + text)));
                requests.add(asked(place, goodUri(operation, JSON), name + ": a\r\n" + name + ": " + NEEDLE));
                requests.add(asked(place, goodUri(operation, JSON), name + ": \u00ff\u00c0\u0080" + NEEDLE));
            }
        }
        assertUnmoved(requests);
    }

    @Test
    void what_is_no_request() {
        String head = "Host: hub\r\nX-Api-Key: " + Backends.ADMIN_KEY + "\r\n";
        List<String> heads = new ArrayList<>(List.of(
                "GET /api/plans?module=" + NEEDLE.repeat(2_000) + " HTTP/1.1\r\n" + head,
                "GET /api/plans/" + NEEDLE.repeat(2_000) + " HTTP/1.1\r\n" + head,
                "GET /api/plans HTTP/1.1\r\n" + head + "X-Long: " + NEEDLE.repeat(4_000) + "\r\n",
                "GET /api/plans HTTP/1.1\r\n" + head + ("X-Many: " + NEEDLE + "\r\n").repeat(3_000),
                "GET /api/plans HTTP/1.1\r\n" + head + NEEDLE + "\r\n",
                "GET /api/plans HTTP/1.1\r\n" + head + ": " + NEEDLE + "\r\n",
                "GET /api/plans HTTP/1.1\r\n" + head + NEEDLE + " : x\r\n",
                "GET /api/plans HTTP/1.1\r\n" + head + NEEDLE + "\u0000: x\r\n",
                "GET /api/plans HTTP/1.1\r\n" + head + "Content-Length: " + NEEDLE + "\r\n",
                "GET /api/plans HTTP/1.1\r\n" + head + "Content-Length: -1\r\n",
                "GET /api/plans HTTP/1.1\r\n" + head + "Content-Length: 1\r\nContent-Length: 2\r\n",
                "GET /api/plans HTTP/1.1\r\n" + head + "Content-Length: 99999999999999999999\r\n",
                "POST /api/keys HTTP/1.1\r\n" + head + "Transfer-Encoding: " + NEEDLE + "\r\n",
                "GET /api/plans\r\n",
                "GET\r\n",
                NEEDLE + "\r\n",
                "GET  HTTP/1.1\r\n" + head,
                "GET " + NEEDLE + " HTTP/1.1\r\n" + head,
                "GET http://" + NEEDLE + "/api/plans/x HTTP/1.1\r\n" + head,
                "GET /api/plans/" + NEEDLE + " HTTP/1.1\r\nHost: [" + NEEDLE + "\r\nX-Api-Key: " + Backends.ADMIN_KEY
                        + "\r\n",
                "GET /api/plans/" + NEEDLE + " HTTP/7.9\r\n" + head,
                "get /api/plans HTTP/1.1\r\n" + head,
                NEEDLE + " /api/plans HTTP/1.1\r\n" + head,
                "TRACE /api/plans HTTP/1.1\r\n" + head,
                "PATCH /api/plans HTTP/1.1\r\n" + head,
                "PUT /api/plans HTTP/1.1\r\n" + head,
                "CONNECT " + NEEDLE + ":443 HTTP/1.1\r\n" + head));
        for (String path : List.of(
                "//",
                "/..",
                "/%2e%2e/%2e%2e/etc/passwd",
                "/./api/plans",
                "/api//plans",
                "/api/plans;" + NEEDLE,
                "/api/plans/%3b" + NEEDLE,
                "/api/plans\\" + NEEDLE,
                "/api/plans/%5c" + NEEDLE,
                "/api/plans/%0d%0aX:" + NEEDLE,
                "/api/plans/%25" + NEEDLE,
                "/actuator/env",
                "/actuator/" + NEEDLE,
                "/" + NEEDLE)) {
            heads.add("GET " + path + " HTTP/1.1\r\n" + head);
        }
        for (String path : List.of("/api/infra/chat", "/api/pipeline/summarize-plan", "/webhooks/github", "/nowhere")) {
            for (String size : List.of("ZZ", "-1", "0x10", "F".repeat(15) + "1")) {
                heads.add("POST " + path + "?token=" + NEEDLE + " HTTP/1.1\r\n" + head
                        + "Content-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n"
                        + "10\r\n{\"message\":\"hi\"}\r\n" + size + "\r\n");
            }
        }
        Place place = new Place(new Operation("", "", MAPPER.createObjectNode()), "head", "");
        List<Request> requests = heads.stream()
                .map(text -> new Request(place, (text + "\r\n").getBytes(StandardCharsets.ISO_8859_1), true))
                .toList();

        assertUnmoved(requests);
        try (Clients clients = new Clients()) {
            assertThat(requests)
                    .allSatisfy(request -> assertThat(
                                    clients.one().send(request.bytes(), true).status())
                            .as(shown(request))
                            .isBetween(400, 431));
        }
    }

    @Test
    void what_is_said_twice_is_refused() {
        List<Request> requests = new ArrayList<>();
        for (Operation operation : operations) {
            ObjectNode body = body(operation);
            for (String name :
                    operation.media(JSON).path("schema").path("properties").propertyNames()) {
                String value = body.has(name) ? body.path(name).toString() : quoted(good.getOrDefault(name, "a"));
                ObjectNode others = body.deepCopy();
                if (name.equals("planOutput")) {
                    others.remove("plan");
                }
                requests.add(posted(
                        new Place(operation, "member", name),
                        JSON,
                        with(
                                others,
                                name,
                                (value + "," + quoted(name) + ":" + value).getBytes(StandardCharsets.UTF_8))));
            }
            for (String name : operation.parameters("query")) {
                requests.add(asked(
                        new Place(operation, "query", name), query(operation, name, "a&" + name + "=" + NEEDLE), ""));
            }
        }
        try (Clients clients = new Clients()) {
            assertThat(requests)
                    .isNotEmpty()
                    .allSatisfy(request -> assertThat(
                                    clients.one().send(request.bytes(), false).status())
                            .as(shown(request))
                            .isEqualTo(400));
        }
    }

    @Test
    void nothing_of_it_is_kept_of_refusals_and_keys_of_requests() throws SQLException {
        List<Request> requests = new ArrayList<>();
        Place place = new Place(operations.getFirst(), "path", "");
        for (String path : List.of("/" + NEEDLE, "/api/plans/" + NEEDLE, "/api/keys/" + NEEDLE + "/" + NEEDLE)) {
            requests.add(new Request(
                    place,
                    ("GET " + path + "?" + NEEDLE + " HTTP/1.1\r\nHost: hub\r\nX-Api-Key: " + NEEDLE + "\r\n\r\n")
                            .getBytes(StandardCharsets.UTF_8),
                    false));
        }
        operations.stream()
                .filter(operation -> operation.parameters("header").contains("Idempotency-Key"))
                .forEach(operation -> requests.add(asked(
                        new Place(operation, "header", "Idempotency-Key"),
                        goodUri(operation, JSON),
                        "Idempotency-Key: " + NEEDLE + operation.path())));
        assertUnmoved(requests);

        assertThat(rows("select t::text from gateway.audit t where outcome = 'denied'"))
                .isNotEmpty()
                .noneMatch(row -> row.contains(NEEDLE));
        assertThat(rows("select distinct idempotency_key_sha256 from gateway.operations"
                        + " where idempotency_key_sha256 is not null"))
                .isNotEmpty()
                .allMatch(key -> key.matches("[0-9a-f]{64}"));
    }

    private List<String> rows(String query) throws SQLException {
        try (Connection connection = hub.database.connect();
                Statement statement = connection.createStatement();
                ResultSet found = statement.executeQuery(query)) {
            List<String> rows = new ArrayList<>();
            while (found.next()) {
                rows.add(found.getString(1));
            }
            return rows;
        }
    }

    // --- requests ---------------------------------------------------------------------------------------------------

    private static Stream<String> urlValues() {
        return Stream.concat(HostileValues.texts().stream().map(HostileIT::encoded), HostileValues.urls().stream());
    }

    /** Percent-encoded UTF-8, in which half a character is three bytes that are none. */
    private static String encoded(String text) {
        StringBuilder encoded = new StringBuilder();
        for (int at = 0; at < text.length(); at++) {
            char unit = text.charAt(at);
            boolean isHalf = Character.isSurrogate(unit)
                    && !(Character.isHighSurrogate(unit)
                            && at + 1 < text.length()
                            && Character.isLowSurrogate(text.charAt(at + 1)));
            byte[] bytes;
            if (isHalf) {
                bytes = new byte[] {(byte) 0xed, (byte) (0x80 | (unit >> 6 & 0x3f)), (byte) (0x80 | (unit & 0x3f))};
            } else if (Character.isHighSurrogate(unit)) {
                bytes = text.substring(at, at + 2).getBytes(StandardCharsets.UTF_8);
                at++;
            } else {
                bytes = String.valueOf(unit).getBytes(StandardCharsets.UTF_8);
            }
            for (byte one : bytes) {
                encoded.append(
                        one > 0 && Character.isLetterOrDigit(one)
                                ? String.valueOf((char) one)
                                : "%" + HexFormat.of().toHexDigits(one));
            }
        }
        return encoded.toString();
    }

    private static String quoted(String text) {
        StringBuilder quoted = new StringBuilder("\"");
        text.chars()
                .forEach(unit -> quoted.append(
                        unit >= ' ' && unit < 0x7f && unit != '"' && unit != '\\'
                                ? String.valueOf((char) unit)
                                : "\\u" + HexFormat.of().toHexDigits((char) unit)));
        return quoted.append('"').toString();
    }

    private String id(Operation operation) {
        return ids.entrySet().stream()
                .filter(entry -> operation.path().startsWith(entry.getKey()))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElse("");
    }

    private static String path(Operation operation, String id) {
        return operation.path().replace("{id}", id).replace("{module}", id);
    }

    /** With what the operation cannot do without. */
    private String goodUri(Operation operation) {
        return query(operation, "", "");
    }

    /** The same where the body is JSON, which has within it what would stand in the query beside a plan or an archive. */
    private String goodUri(Operation operation, String type) {
        return operation.takesMembersOnlyIn(type)
                ? path(operation, "")
                        + (operation.parameters("query").contains("changeRequestId")
                                ? "?changeRequestId=" + good.get("changeRequestId")
                                : "")
                : goodUri(operation);
    }

    private String query(Operation operation, String name, String value) {
        Map<String, String> parameters = new LinkedHashMap<>();
        for (String needed :
                List.of("changeRequestId", "leafIndex", "first", "module", "client", "entityRef", "docPath")) {
            if (operation.parameters("query").contains(needed)) {
                parameters.put(needed, good.getOrDefault(needed, ""));
            }
        }
        if (!name.isEmpty()) {
            parameters.put(name, value);
        }
        return path(operation, id(operation))
                + parameters.entrySet().stream()
                        .map(parameter -> parameter.getKey() + "=" + parameter.getValue())
                        .collect(Collectors.joining("&", "?", ""));
    }

    private ObjectNode body(Operation operation) {
        if (operation.media(JSON).isMissingNode()) {
            return MAPPER.createObjectNode();
        }
        ObjectNode body = (ObjectNode) operation.media(JSON).path("example").deepCopy();
        good.forEach((name, value) -> {
            if (body.has(name) || (name.equals("planId") && operation.path().equals("/api/cab/requests"))) {
                body.put(name, value);
            }
        });
        if (operation.path().equals("/api/cab/requests")) {
            body.remove("changeRequestId");
        }
        return body;
    }

    private static byte[] with(ObjectNode body, String name, byte[] value) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        String before = body.properties().stream()
                .filter(member -> !member.getKey().equals(name))
                .map(member -> quoted(member.getKey()) + ":" + member.getValue() + ",")
                .collect(Collectors.joining("", "{", quoted(name) + ":"));
        bytes.writeBytes(before.getBytes(StandardCharsets.UTF_8));
        bytes.writeBytes(value);
        bytes.write('}');
        return bytes.toByteArray();
    }

    private byte[] good(Operation operation, String base) {
        return asked(new Place(operation, base, ""), goodUri(operation, operation.takesPlan() ? PLAN : JSON), "")
                .bytes();
    }

    /** As one who means well asks but for the URI and one header. */
    private Request asked(Place place, String uri, String header) {
        Operation operation = place.operation();
        boolean isPlan = operation.takesPlan() && !place.kind().equals("header");
        byte[] body = !operation.takesBody()
                ? new byte[0]
                : (isPlan ? SMALL_PLAN : body(operation).toString()).getBytes(StandardCharsets.UTF_8);
        return request(place, uri, isPlan ? PLAN : JSON, header, body);
    }

    private Request posted(Place place, String type, byte[] body) {
        return request(place, goodUri(place.operation(), type), type, "", body);
    }

    /** As GitHub signs: else nothing of what is hostile would be read. */
    private static String signature(byte[] body) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(WEBHOOK_SECRET.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            return "sha256=" + HexFormat.of().formatHex(mac.doFinal(body));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Request request(Place place, String uri, String type, String header, byte[] body) {
        Operation operation = place.operation();
        String name = header.isEmpty() ? "" : header.substring(0, header.indexOf(':'));
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("Host", "hub");
        headers.put("X-Api-Key", Backends.ADMIN_KEY);
        if (operation.takesBody()) {
            headers.put("Content-Type", type);
        }
        if (operation.path().equals(WEBHOOK)) {
            headers.put("X-GitHub-Event", "pull_request");
            headers.put("X-GitHub-Delivery", UUID.randomUUID().toString());
            headers.put("X-Hub-Signature-256", signature(body));
        }
        headers.remove(name);
        if (body.length > 0 || operation.method().equals("POST")) {
            headers.put("Content-Length", Integer.toString(body.length));
        }
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        bytes.writeBytes((operation.method() + " " + uri + " HTTP/1.1\r\n").getBytes(StandardCharsets.ISO_8859_1));
        headers.forEach(
                (one, value) -> bytes.writeBytes((one + ": " + value + "\r\n").getBytes(StandardCharsets.ISO_8859_1)));
        if (!header.isEmpty()) {
            bytes.writeBytes((header + "\r\n").getBytes(StandardCharsets.UTF_8));
        }
        bytes.writeBytes("\r\n".getBytes(StandardCharsets.ISO_8859_1));
        bytes.writeBytes(body);
        boolean isRefusedByNetty = uri.length() > LONGEST_LINE || header.chars().anyMatch(c -> c < ' ');
        return new Request(place, bytes.toByteArray(), isRefusedByNetty);
    }

    // --- answers ----------------------------------------------------------------------------------------------------

    private void assertUnmoved(List<Request> requests) {
        assertThat(requests).isNotEmpty();
        Queue<String> wrong = new ConcurrentLinkedQueue<>();
        Queue<Request> slow = new ConcurrentLinkedQueue<>();
        try (Clients clients = new Clients()) {
            clients.send(requests, (request, answer) -> {
                wrong.addAll(faults(request, answer));
                if (answer.took().compareTo(LONGEST) > 0) {
                    slow.add(request);
                }
            });
            // a busy machine lets anything wait; what costs time by itself does so again
            slow.forEach(request -> {
                Answer again = clients.one().send(request.bytes(), request.isLast());
                if (again.took().compareTo(LONGEST) > 0) {
                    wrong.add(shown(request) + " took " + again.took());
                }
            });
        }
        log.found().forEach(line -> wrong.add("log: " + line));
        assertThat(wrong.stream().limit(SHOWN))
                .as(wrong.size() + " of " + requests.size())
                .isEmpty();
    }

    private List<String> faults(Request request, Answer answer) {
        List<String> faults = new ArrayList<>();
        if (answer.status() == 0) {
            faults.add("is no answer");
        }
        if (answer.status() >= 400) {
            if (answer.status() >= 500) {
                faults.add("is 5xx");
            }
            if (OF_THE_INSIDE.stream().anyMatch(answer.body()::contains)) {
                faults.add("tells of the inside");
            }
            faults.addAll(problemFaults(request, answer));
        }
        return faults.stream()
                .map(fault -> fault + ": " + answer.status() + " " + answer.body() + " <- " + shown(request))
                .toList();
    }

    private List<String> problemFaults(Request request, Answer answer) {
        if (!answer.header("Content-Type").equals("application/problem+json")) {
            return List.of("is no problem");
        }
        List<String> faults = new ArrayList<>();
        JsonNode problem = MAPPER.readTree(answer.body());
        String code = problem.path("code").asString("");
        if (code.isEmpty() || problem.path("status").asInt() != answer.status()) {
            faults.add("has no code");
        }
        // the name of a member is said again, where it tells what the JSON is instead of a plan
        if (answer.body().contains(NEEDLE) && !code.equals("plan.is_json_of_something_else")) {
            faults.add("tells what was sent");
        }
        boolean isAboutOneThing = (answer.status() == 400 || answer.status() == 422)
                && !code.startsWith("body.")
                && !code.startsWith("archive.")
                && !code.startsWith("request.")
                && !request.place().kind().equals("head");
        if (isAboutOneThing && problem.path("field").asString("").isEmpty()) {
            faults.add("has no field");
        }
        return faults;
    }

    private static String shown(Request request) {
        String text = new String(request.bytes(), StandardCharsets.ISO_8859_1);
        return request.place() + ": " + text.substring(0, Math.min(SHOWN_OF_ONE, text.length()));
    }

    /** Connections to the hub, each of one thread. */
    private final class Clients implements AutoCloseable {

        private final List<RawHttp> all = IntStream.range(0, CONNECTIONS)
                .mapToObj(_ -> new RawHttp(hub.uri("/").getPort()))
                .toList();

        RawHttp one() {
            return all.getFirst();
        }

        void send(List<Request> requests, BiConsumer<Request, Answer> check) {
            try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
                List<Future<?>> sending = new ArrayList<>();
                for (int of = 0; of < all.size(); of++) {
                    int first = of;
                    sending.add(threads.submit(() -> {
                        for (int at = first; at < requests.size(); at += all.size()) {
                            Request request = requests.get(at);
                            check.accept(request, all.get(first).send(request.bytes(), request.isLast()));
                        }
                    }));
                }
                for (Future<?> one : sending) {
                    one.get();
                }
            } catch (ExecutionException | InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }

        @Override
        public void close() {
            all.forEach(RawHttp::close);
        }
    }
}
