package dev.infrahub.gateway;

import static dev.infrahub.gateway.Hub.JSON;
import static dev.infrahub.gateway.Hub.PLAN;
import static dev.infrahub.gateway.Hub.SMALL_PLAN;
import static dev.infrahub.testkit.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import dev.infrahub.gateway.governance.Policies;
import dev.infrahub.schemas.AiPolicyDecided;
import dev.infrahub.schemas.Topics;
import dev.infrahub.supervision.Recurring;
import dev.infrahub.testing.Backends;
import dev.infrahub.testing.Wire;
import java.net.http.HttpResponse;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/** The life of an API key, what it may be given, and what the audit trail tells of it. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class KeysIT {

    private Hub hub;

    @BeforeAll
    void start() {
        hub = Hub.start("--hub.gateway.failures-per-minute=10000");
    }

    @AfterAll
    void stop() {
        hub.close();
    }

    @Test
    void a_key_works_until_it_is_revoked_and_is_refused_at_once_then() {
        JsonNode made = hub.json(hub.post("/api/keys", JSON, """
                {"name":"pipeline of acme","role":"ci","clients":["acme"]}"""));
        String secret = made.path("key").asString();
        assertThat(secret).matches("hub_[A-Za-z0-9_-]{43}");
        assertThat(hub.getAs(secret, "/api/plans").statusCode()).isEqualTo(200);

        JsonNode listed = listed(made.path("id").asString());
        assertThat(listed.path("lastUsedAt").asString()).isNotEmpty();
        assertThat(listed.has("key")).isFalse();
        assertThat(revoke(made.path("id").asString()).statusCode()).isEqualTo(204);

        HttpResponse<String> after = hub.getAs(secret, "/api/plans");
        assertThat(after.statusCode()).isEqualTo(401);
        assertThat(hub.json(after).path("code").asString()).isEqualTo("key.invalid");
        assertThat(revoke(made.path("id").asString()).statusCode()).isEqualTo(404);
        assertThat(listed(made.path("id").asString()).path("revokedAt").asString())
                .isNotEmpty();
    }

    @Test
    void a_key_expires() throws SQLException {
        String secret = hub.newKey("ci", "[\"acme\"]", ",\"expiresAt\":\"2099-01-01T00:00:00Z\"");
        assertThat(hub.getAs(secret, "/api/plans").statusCode()).isEqualTo(200);

        execute("update gateway.api_keys set expires_at = now() where expires_at > now()");

        assertThat(hub.getAs(secret, "/api/plans").statusCode()).isEqualTo(401);
    }

    @Test
    void only_a_hash_of_the_secret_is_kept() throws SQLException {
        String secret = hub.newKey("ci", "[\"acme\"]", "");

        assertThat(query("select string_agg(k::text, ' ') from gateway.api_keys k"))
                .doesNotContain(secret)
                .doesNotContain(Backends.ADMIN_KEY);
    }

    @Test
    void scopes_narrow_what_the_role_allows() {
        String secret = hub.newKey("ci", "[\"acme\"]", ",\"scopes\":[\"plans:read\"]");

        assertThat(hub.getAs(secret, "/api/plans").statusCode()).isEqualTo(200);
        assertThat(hub.getAs(secret, "/api/operations").statusCode()).isEqualTo(403);
        assertThat(hub.sendAs(secret, "POST", "/api/pipeline/summarize-plan?module=m", PLAN, SMALL_PLAN)
                        .statusCode())
                .isEqualTo(403);
    }

    @Test
    void a_plan_is_read_by_its_id_with_the_permission_to_read_alone() {
        String writer = hub.newKey("ci", "[\"acme\"]", ",\"scopes\":[\"plans:write\"]");
        String both = hub.newKey("ci", "[\"acme\"]", ",\"scopes\":[\"plans:write\",\"plans:read\"]");
        String body = "{\"planId\":\"" + UUID.randomUUID() + "\"}";

        for (String path : List.of("summarize-plan", "risk-assessment", "rollback-plan")) {
            HttpResponse<String> refused = hub.sendAs(writer, "POST", "/api/pipeline/" + path, JSON, body);
            assertThat(refused.statusCode()).as(refused.body()).isEqualTo(403);
            assertThat(hub.json(refused).path("code").asString()).isEqualTo("permission.missing");
            assertThat(hub.sendAs(both, "POST", "/api/pipeline/" + path, JSON, body)
                            .statusCode())
                    .isEqualTo(404);
        }
    }

    @Test
    void a_limit_beyond_what_the_hub_gives_is_told_what_it_gives() {
        for (int wanted : List.of(1201, 2_000_000)) {
            HttpResponse<String> refused = hub.post("/api/keys", JSON, """
                    {"name":"n","role":"ci","clients":["acme"],"requestsPerMinute":%d}""".formatted(wanted));
            assertThat(refused.statusCode()).as(refused.body()).isEqualTo(403);
            assertThat(hub.json(refused).path("detail").asString()).contains("more than 1200 times a minute");
        }
    }

    @Test
    void a_key_does_not_outlive_its_maker() throws Exception {
        String end = java.time.Instant.now()
                .plusSeconds(60)
                .truncatedTo(java.time.temporal.ChronoUnit.SECONDS)
                .toString();
        String maker = hub.newKey("admin", "[\"acme\"]", ",\"expiresAt\":\"" + end + "\"");

        HttpResponse<String> longer = make(maker, ",\"expiresAt\":\"2099-01-01T00:00:00Z\"");
        assertThat(longer.statusCode()).as(longer.body()).isEqualTo(403);
        assertThat(hub.json(longer).path("field").asString()).isEqualTo("expiresAt");
        JsonNode endless = hub.json(make(maker, ""));
        assertThat(java.time.Instant.parse(endless.path("expiresAt").asString()))
                .isBeforeOrEqualTo(java.time.Instant.parse(end));

        // whatever its own row says
        execute("update gateway.api_keys set expires_at = null where id = '"
                + endless.path("id").asString() + "'");
        assertThat(hub.getAs(endless.path("key").asString(), "/api/plans").statusCode())
                .isEqualTo(200);
        execute("update gateway.api_keys set expires_at = now() where 'key:' || id = '"
                + endless.path("createdBy").asString() + "'");
        assertThat(hub.getAs(endless.path("key").asString(), "/api/plans").statusCode())
                .isEqualTo(401);
    }

    @Test
    void a_key_is_no_faster_than_its_maker() {
        String slow = hub.newKey("admin", "[\"acme\"]", ",\"requestsPerMinute\":8");

        HttpResponse<String> faster = make(slow, ",\"requestsPerMinute\":9");
        assertThat(faster.statusCode()).as(faster.body()).isEqualTo(403);
        assertThat(hub.json(faster).path("field").asString()).isEqualTo("requestsPerMinute");
        JsonNode same = hub.json(make(slow, ""));
        assertThat(same.path("requestsPerMinute").asInt()).isEqualTo(8);
        // two are asked for already
        long passed = java.util.stream.IntStream.range(0, 12)
                .filter(_ ->
                        hub.getAs(same.path("key").asString(), "/api/plans").statusCode() == 200)
                .count();
        assertThat(passed).isBetween(5L, 7L);
        assertThat(hub.getAs(slow, "/api/plans").statusCode()).isEqualTo(429);
    }

    @Test
    void a_key_ends_with_the_one_that_made_it_and_with_all_before_that() throws SQLException {
        JsonNode first = hub.json(hub.post("/api/keys", JSON, """
                {"name":"first","role":"admin","clients":["acme"]}"""));
        JsonNode second = hub.json(make(first.path("key").asString(), ""));
        JsonNode third = hub.json(make(second.path("key").asString(), ""));
        String last = third.path("key").asString();
        assertThat(hub.getAs(last, "/api/plans").statusCode()).isEqualTo(200);

        assertThat(revoke(first.path("id").asString()).statusCode()).isEqualTo(204);

        assertThat(hub.getAs(last, "/api/plans").statusCode()).isEqualTo(401);
        assertThat(listed(third.path("id").asString()).path("revokedAt").asString())
                .isNotEmpty();
        // one that was made while its maker was revoked is not marked, and ends all the same
        execute("update gateway.api_keys set revoked_at = null where id = '"
                + third.path("id").asString() + "'");
        assertThat(hub.getAs(last, "/api/plans").statusCode()).isEqualTo(401);
    }

    private HttpResponse<String> make(String maker, String more) {
        return hub.sendAs(
                maker,
                "POST",
                "/api/keys",
                JSON,
                "{\"name\":\"n\",\"role\":\"admin\",\"clients\":[\"acme\"]" + more + "}");
    }

    @Test
    void nobody_gives_what_they_do_not_have() {
        String ofAcme = hub.newKey("admin", "[\"acme\"]", "");
        String makerOnly = hub.newKey("admin", "[\"acme\"]", ",\"scopes\":[\"keys:write\"]");

        HttpResponse<String> foreign = create(ofAcme, "ci", "[\"globex\"]");
        HttpResponse<String> all = create(ofAcme, "ci", "[\"*\"]");
        HttpResponse<String> more = create(makerOnly, "ci", "[\"acme\"]");

        assertThat(List.of(foreign.statusCode(), all.statusCode(), more.statusCode()))
                .containsOnly(403);
        assertThat(hub.json(foreign).path("field").asString()).isEqualTo("clients");
        assertThat(hub.json(more).path("field").asString()).isEqualTo("role");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"role\":\"ci\",\"clients\":[\"a\"]} | name",
                "{\"name\":\"n\",\"role\":\"king\",\"clients\":[\"a\"]} | role",
                "{\"name\":\"n\",\"clients\":[\"a\"]} | role",
                "{\"name\":\"n\",\"role\":\"ci\"} | clients",
                "{\"name\":\"n\",\"role\":\"ci\",\"clients\":\"a\"} | clients",
                "{\"name\":\"n\",\"role\":\"ci\",\"clients\":[\"a\\nb\"]} | clients[0]",
                "{\"name\":\"n\",\"role\":\"ci\",\"clients\":[\"a\"],\"scopes\":[\"keys:write\"]} | scopes",
                "{\"name\":\"n\",\"role\":\"ci\",\"clients\":[\"a\"],\"expiresAt\":\"tomorrow\"} | expiresAt",
                "{\"name\":\"n\",\"role\":\"ci\",\"clients\":[\"a\"],\"expiresAt\":\"2020-01-01T00:00:00Z\"} | expiresAt",
                "{\"name\":\"n\",\"role\":\"ci\",\"clients\":[\"a\"],\"requestsPerMinute\":0} | requestsPerMinute"
            })
    void a_bad_wish_is_told_which_member_is_wrong(String body, String field) {
        HttpResponse<String> answer = hub.post("/api/keys", JSON, body);

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(422);
        assertThat(hub.json(answer).path("field").asString()).isEqualTo(field);
    }

    @Test
    void the_client_of_a_caller_with_one_need_not_be_named_and_another_cannot() {
        String one = hub.newKey("ci", "[\"acme\"]", "");
        String two = hub.newKey("ci", "[\"acme\",\"globex\"]", "");
        String path = "/api/pipeline/summarize-plan?module=" + UUID.randomUUID();

        HttpResponse<String> implied = hub.send(hub.anonymousRequest(path)
                .header("X-Api-Key", one)
                .header("Content-Type", PLAN)
                .header("Prefer", "respond-async")
                .POST(java.net.http.HttpRequest.BodyPublishers.ofString(SMALL_PLAN))
                .build());
        HttpResponse<String> open = hub.sendAs(two, "POST", path, PLAN, SMALL_PLAN);
        HttpResponse<String> foreign = hub.sendAs(one, "POST", path + "&client=globex", PLAN, SMALL_PLAN);

        assertThat(implied.statusCode()).isEqualTo(202);
        JsonNode operation =
                hub.json(hub.get(implied.headers().firstValue("Location").orElseThrow()));
        assertThat(operation.path("client").asString()).isEqualTo("acme");
        assertThat(operation.path("requestedBy").asString()).startsWith("key:");
        assertThat(open.statusCode()).isEqualTo(422);
        assertThat(hub.json(open).path("field").asString()).isEqualTo("client");
        assertThat(foreign.statusCode()).isEqualTo(403);
        assertThat(hub.json(foreign).path("code").asString()).isEqualTo("client.forbidden");
    }

    @Test
    void denied_and_privileged_calls_are_lines_that_nobody_can_change() throws SQLException {
        String ci = hub.newKey("ci", "[\"acme\"]", "");
        hub.getAs(ci, "/api/keys");
        hub.getAs("hub_wrong", "/api/plans/x?token=not-for-the-trail");

        JsonNode lines = hub.json(hub.get("/api/audit?limit=50"));

        assertThat(lines.values()).anySatisfy(line -> {
            assertThat(line.path("action").asString()).isEqualTo("POST /api/keys");
            assertThat(line.path("outcome").asString()).isEqualTo("allowed");
            assertThat(line.path("subject").asString()).isNotEmpty();
        });
        assertThat(lines.values()).anySatisfy(line -> {
            assertThat(line.path("action").asString()).isEqualTo("GET /api/keys");
            assertThat(line.path("outcome").asString()).isEqualTo("denied");
            assertThat(line.path("code").asString()).isEqualTo("permission.missing");
            assertThat(line.path("caller").asString()).startsWith("key:");
        });
        assertThat(lines.values()).anySatisfy(line -> {
            assertThat(line.path("code").asString()).isEqualTo("key.invalid");
            assertThat(line.has("caller")).isFalse();
            assertThat(line.path("action").asString()).isEqualTo("GET /api/plans/{id}");
        });
        for (String change : List.of("update gateway.audit set status = 200", "delete from gateway.audit")) {
            assertThat(failure(change)).contains("rows of audit are not changed");
        }
    }

    // --- what a language model may be used for is decided as keys are made: by an administrator, with a line of the
    // trail

    private static final String POLICIES = "/api/governance/policies";

    @Test
    void a_policy_is_kept_and_told_to_workers_and_the_audit_trail() {
        String team = "team " + UUID.randomUUID();
        decide(policy(team, "diagnosis", "\"enabled\":true,\"maxDailyCalls\":0,\"maxMonthlyCostUsd\":25.123456"));
        JsonNode first = shown(team);
        decide(policy(team, "diagnosis", "\"enabled\":false,\"maxDailyCalls\":null"));
        JsonNode second = shown(team);

        assertThat(first.path("enabled").asBoolean()).isTrue();
        assertThat(first.path("maxDailyCalls").asInt()).isZero();
        assertThat(first.path("maxMonthlyCostUsd").decimalValue()).isEqualByComparingTo("25.123456");
        assertThat(second.propertyNames())
                .containsExactly("id", "team", "action", "enabled", "maxDailyCalls", "maxMonthlyCostUsd");
        assertThat(second.path("id")).isEqualTo(first.path("id"));
        assertThat(second.path("enabled").asBoolean()).isFalse();
        assertThat(second.path("maxDailyCalls").isNull()).isTrue();
        assertThat(second.path("maxMonthlyCostUsd").isNull()).isTrue();
        List<AiPolicyDecided> told = told(team, 2);
        assertThat(told.getFirst().getMaxMonthlyCostMicros()).isEqualTo(25_123_456);
        assertThat(told.getLast().getEnabled()).isFalse();
        assertThat(told.getLast().getMaxMonthlyCostMicros()).isNull();
        assertThat(told.getLast().getDecidedBy()).startsWith("key:");
        assertThat(told.getLast().getDecidedAt()).isAfter(told.getFirst().getDecidedAt());
        assertThat(hub.json(hub.get("/api/audit?limit=1000")).values())
                .filteredOn(line -> line.path("subject")
                        .asString("")
                        .equals(first.path("id").asString()))
                .hasSize(2)
                .allSatisfy(line -> {
                    assertThat(line.path("action").asString()).isEqualTo("PUT " + POLICIES);
                    assertThat(line.path("outcome").asString()).isEqualTo("allowed");
                    assertThat(line.path("caller").asString())
                            .isEqualTo(told.getLast().getDecidedBy());
                });
    }

    @Test
    void the_policy_that_is_told_last_is_the_one_that_is_kept_also_where_it_is_told_again_meanwhile() throws Exception {
        String team = "many " + UUID.randomUUID();
        Policies policies = hub.bean(Policies.class);
        // by then each that was decided now is to be told again
        Instant later = Instant.now().plus(Duration.ofDays(2));
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<?>> doing = new ArrayList<>();
            for (int calls = 0; calls < 16; calls++) {
                String policy = policy(team, "*", "\"enabled\":true,\"maxDailyCalls\":" + calls);
                doing.add(threads.submit(() -> decide(policy)));
                doing.add(threads.submit(() -> {
                    for (int times = 0; times < 5; times++) {
                        policies.tellAgain(later);
                    }
                }));
            }
            for (Future<?> one : doing) {
                one.get();
            }
        }

        eventually(() -> assertThat(told(team).stream().map(AiPolicyDecided::getMaxDailyCalls))
                .containsAll(IntStream.range(0, 16).boxed().toList()));
        List<AiPolicyDecided> told = told(team);
        assertThat(told.stream().map(AiPolicyDecided::getDecidedAt).toList()).isSorted();
        assertThat(told.stream().map(AiPolicyDecided::getDecidedAt).distinct()).hasSize(16);
        assertThat(told.getLast().getMaxDailyCalls())
                .isEqualTo(shown(team).path("maxDailyCalls").asInt());
    }

    @Test
    void policies_are_told_again_each_day_as_they_were_decided() throws SQLException {
        String team = "again " + UUID.randomUUID();
        decide(policy(team, "*", "\"enabled\":false"));
        AiPolicyDecided decided = told(team, 1).getFirst();
        Recurring telling = hub.bean("tellPoliciesAgain", Recurring.class);
        telling.stop();
        execute("update gateway.ai_policies set told_at = now() - interval '25 hours' where team = '" + team + "'");
        // which looks at its start too
        telling.start();
        assertThat(told(team, 2)).containsExactly(decided, decided);

        Policies policies = hub.bean(Policies.class);
        Instant now = Instant.now();
        while (policies.tellAgain(now)) {
            // those of other tests
        }
        assertThat(told(team, 2)).containsExactly(decided, decided);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{'action':'*','enabled':true}|field.missing|team",
                "{'team':' ','action':'*','enabled':true}|field.missing|team",
                "{'team':'a\\nb','action':'*','enabled':true}|field.invalid|team",
                "{'team':'ghp_k3Vb9QzT1xWm7RsYp2LdJc8NfHg5Ae0Ku4Xo','action':'*','enabled':true}|field.secret|team",
                "{'team':'a','enabled':true}|field.missing|action",
                "{'team':'a','action':'plan-sumary','enabled':true}|field.invalid|action",
                "{'team':'a','action':'*'}|field.missing|enabled",
                "{'team':'a','action':'*','enabled':'yes'}|field.invalid|enabled",
                "{'team':'a','action':'*','enabled':true,'maxDailyCalls':-1}|field.invalid|maxDailyCalls",
                "{'team':'a','action':'*','enabled':true,'maxDailyCalls':1.5}|field.invalid|maxDailyCalls",
                "{'team':'a','action':'*','enabled':true,'maxMonthlyCostUsd':-0.01}|field.invalid|maxMonthlyCostUsd",
                "{'team':'a','action':'*','enabled':true,'maxMonthlyCostUsd':1e9}|field.invalid|maxMonthlyCostUsd",
                "{'team':'a','action':'*','enabled':true,'maxMonthlyCostUsd':0.0000001}|field.invalid|maxMonthlyCostUsd",
                "{'team':'a','action':'*','enabled':true,'maxMonthlyCostUsd':1e-999999999}|field.invalid|maxMonthlyCostUsd"
            })
    void a_policy_that_is_wrong_is_refused_by_the_name_of_the_member(String body, String code, String field) {
        HttpResponse<String> answer = hub.sendAs(Backends.ADMIN_KEY, "PUT", POLICIES, JSON, body.replace('\'', '"'));

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(422);
        assertThat(hub.json(answer).path("code").asString()).isEqualTo(code);
        assertThat(hub.json(answer).path("field").asString()).isEqualTo(field);
        assertThat(hub.json(hub.get(POLICIES)).values())
                .noneMatch(policy -> policy.path("team").asString().equals("a"));
    }

    @Test
    void who_belongs_to_some_clients_alone_decides_for_none() {
        String team = "none " + UUID.randomUUID();
        String body = policy(team, "*", "\"enabled\":false");
        HttpResponse<String> answer = hub.sendAs(hub.newKey("admin", "[\"acme\"]", ""), "PUT", POLICIES, JSON, body);

        assertThat(answer.statusCode()).isEqualTo(403);
        assertThat(hub.json(answer).path("code").asString()).isEqualTo("client.forbidden");
        assertThat(hub.get(POLICIES).body()).doesNotContain(team);
    }

    private static String policy(String team, String action, String more) {
        return "{\"team\":\"" + team + "\",\"action\":\"" + action + "\"," + more + "}";
    }

    private void decide(String policy) {
        HttpResponse<String> answer = hub.sendAs(Backends.ADMIN_KEY, "PUT", POLICIES, JSON, policy);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        assertThat(answer.body()).isEqualTo("{\"status\":\"updated\"}");
    }

    private JsonNode shown(String team) {
        return hub.json(hub.get(POLICIES)).values().stream()
                .filter(policy -> policy.path("team").asString().equals(team))
                .reduce((_, _) -> {
                    throw new AssertionError("a team has one policy of an action");
                })
                .orElseThrow();
    }

    /** What workers believe of it. */
    private List<AiPolicyDecided> told(String team, int times) {
        eventually(() -> assertThat(recordsOf(team)).hasSize(times));
        assertThat(recordsOf(team)).allMatch(Wire::isBelieved);
        return told(team);
    }

    private List<AiPolicyDecided> told(String team) {
        return hub.wire.eventsOf(Topics.AI_POLICY_DECIDED).stream()
                .filter(policy -> policy.getTeam().equals(team))
                .toList();
    }

    private List<ConsumerRecord<String, byte[]>> recordsOf(String team) {
        return hub.wire.records(Topics.AI_POLICY_DECIDED.name()).stream()
                .filter(policy -> policy.key().startsWith(team + "/"))
                .toList();
    }

    private HttpResponse<String> create(String key, String role, String clients) {
        return hub.sendAs(
                key,
                "POST",
                "/api/keys",
                JSON,
                "{\"name\":\"n\",\"role\":\"" + role + "\",\"clients\":" + clients + "}");
    }

    private HttpResponse<String> revoke(String id) {
        return hub.sendAs(Backends.ADMIN_KEY, "DELETE", "/api/keys/" + id, JSON, "");
    }

    private JsonNode listed(String id) {
        return hub.json(hub.get("/api/keys")).values().stream()
                .filter(key -> key.path("id").asString().equals(id))
                .findFirst()
                .orElseThrow();
    }

    private void execute(String sql) throws SQLException {
        try (Connection connection = hub.database.connect();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private String query(String sql) throws SQLException {
        try (Connection connection = hub.database.connect();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            rows.next();
            return String.valueOf(rows.getString(1));
        }
    }

    private String failure(String sql) {
        try {
            execute(sql);
            return "";
        } catch (SQLException e) {
            return String.valueOf(e.getMessage());
        }
    }
}
