package dev.infrahub.gateway;

import static dev.infrahub.testkit.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.infrahub.events.Commits;
import dev.infrahub.gateway.clients.Clients;
import dev.infrahub.gateway.views.KeptView;
import dev.infrahub.gateway.views.View;
import dev.infrahub.gateway.views.ViewKind;
import dev.infrahub.gateway.views.Views;
import dev.infrahub.schemas.AiUsed;
import dev.infrahub.schemas.Topics;
import dev.infrahub.supervision.Recurring;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;

/** The one table of what was heard, in a real Postgres. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ViewsIT {

    private static final JsonMapper JSON = new JsonMapper();
    private static final Instant NOON = Instant.parse("2027-03-01T12:00:00Z");

    private Hub hub;
    private Views views;

    @BeforeAll
    void start() {
        hub = Hub.start();
        views = hub.bean(Views.class);
    }

    @AfterAll
    void stop() {
        hub.close();
    }

    static List<List<List<Long>>> orders() {
        List<Long> first = List.of(1L, 9L);
        List<Long> second = List.of(2L, 1L);
        List<Long> last = List.of(10L, 0L);
        return List.of(
                List.of(first, second, last),
                List.of(first, last, second),
                List.of(second, first, last),
                List.of(second, last, first),
                List.of(last, first, second),
                List.of(last, second, first));
    }

    @ParameterizedTest
    @MethodSource("orders")
    void the_highest_revision_is_kept_in_whatever_order_they_come(List<List<Long>> order) {
        String id = UUID.randomUUID().toString();
        order.forEach(revision -> put(view(id, "acme", revision.toString()).revision(revision.toArray(Long[]::new))));

        assertThat(brief(id)).isEqualTo("[10, 0]");
    }

    @Test
    void of_two_of_one_revision_the_one_that_comes_later_is_kept_whole() {
        String id = UUID.randomUUID().toString();
        put(view(id, "acme", "one").body("{\"a\":1}").document("one".getBytes(StandardCharsets.UTF_8)));
        put(view(id, "acme", "two"));

        assertThat(brief(id)).isEqualTo("two");
        assertThat(views.document(Clients.all(), ViewKind.PLAN, id)).isEmpty();
    }

    @Test
    void a_view_is_seen_by_callers_of_its_client_alone() {
        String id = UUID.randomUUID().toString();
        put(view(id, "acme", "x"));

        assertThat(views.find(Clients.of("acme"), ViewKind.PLAN, id)).isPresent();
        assertThat(views.find(Clients.of("globex"), ViewKind.PLAN, id)).isEmpty();
        assertThat(views.find(Clients.of(List.of()), ViewKind.PLAN, id)).isEmpty();
        assertThat(views.find(Clients.of("acme"), ViewKind.CHANGE, id)).isEmpty();
    }

    @Test
    void a_view_of_no_client_is_seen_by_every_caller_and_by_nobody_where_nobody_said_whose_rows() throws SQLException {
        put(View.ofAll(ViewKind.SSH_AUTHORITY, "a", NOON, JsonNodeFactory.instance.objectNode()));

        for (Clients clients : List.of(Clients.all(), Clients.of("acme"), Clients.of(List.of()))) {
            assertThat(views.find(clients, ViewKind.SSH_AUTHORITY, "a").map(KeptView::at))
                    .hasValue(NOON);
        }
        assertThat(count("views where client is null", "")).isZero();
        assertThat(count("views where client is null", "clients:acme")).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"views", "operations", "audit", "api_keys", "ai_usage"})
    void a_query_that_nobody_said_a_word_for_sees_nothing(String table) throws SQLException {
        tell(StandInWorker.used("acme"));
        eventually(() -> assertThat(count("ai_usage", "clients:*")).isPositive());
        put(view(UUID.randomUUID().toString(), "acme", "x"));
        hub.newKey("ci", "[\"acme\"]", "");
        hub.post(
                "/api/pipeline/summarize-plan?module=m&client=acme",
                Hub.PLAN,
                Hub.SMALL_PLAN,
                "Prefer",
                "respond-async");
        hub.get("/api/audit");

        assertThat(count(table, "clients:*")).isPositive();
        assertThat(count(table, "")).isZero();
        assertThat(count(table, "acme")).isZero();
        assertThat(count(table, "*")).isZero();
        assertThat(count(table, null)).isZero();
    }

    @Test
    void nothing_is_written_where_nobody_said_whose_rows() {
        assertThatThrownBy(() -> {
                    try (Connection connection = connect();
                            Statement statement = connection.createStatement()) {
                        statement.execute("""
                                insert into gateway.views (kind, id, name, client, at, revision, brief)
                                values ('plan', 'x', 'x', 'acme', now(), '{1}', '{}')""");
                    }
                })
                .isInstanceOf(SQLException.class)
                .hasMessageContaining("row-level security");
    }

    // --- uses of language models, which are summed and no views -----------------------------------------------------

    @Test
    void uses_are_summed_by_action_team_and_status_the_most_calls_first() {
        String client = "summed-" + UUID.randomUUID();
        AiUsed.Builder once = use(client, 100, 10).setDurationMs(10);
        tell(once);
        tell(once);
        tell(use(client, 300, 30).setDurationMs(20));
        tell(use(client, 200, 20).setDurationMs(61));
        tell(use(client, 0, 0).setStatus("blocked").setReason("policy.disabled").setDurationMs(1));
        tell(use(client, 7, 3).setAction("diagnosis").setTeam(null).setStatus("error"));
        tell(use(client, 0, 0).setAction("diagnosis").setTeam(null).setStatus("stored"));
        tell(use("of-others-" + client, 1, 1).setStatus("success"));

        String summed = """
                [{"action":"plan-summary","team":"platform","status":"success","callCount":3,
                  "totalInputTokens":600,"totalOutputTokens":60,"avgDurationMs":30},
                 {"action":"diagnosis","team":"unknown","status":"error","callCount":1,
                  "totalInputTokens":7,"totalOutputTokens":3,"avgDurationMs":4210},
                 {"action":"diagnosis","team":"unknown","status":"stored","callCount":1,
                  "totalInputTokens":0,"totalOutputTokens":0,"avgDurationMs":4210},
                 {"action":"plan-summary","team":"platform","status":"blocked","callCount":1,
                  "totalInputTokens":0,"totalOutputTokens":0,"avgDurationMs":1}]""";
        eventually(() -> assertThat(governance("usage?client=" + client)).isEqualTo(JSON.readTree(summed)));
        assertThat(governance("usage?action=diagnosis&team=unknown&client=" + client))
                .hasSize(2);
        assertThat(governance("usage?team=platform&client=" + client)).hasSize(2);
        assertThat(governance("usage?team=network&client=" + client)).isEmpty();
    }

    @Test
    void uses_are_seen_by_callers_of_their_client_alone() {
        String client = "mine-" + UUID.randomUUID();
        String other = "theirs-" + UUID.randomUUID();
        tell(use(client, 1, 1));
        tell(use(other, 2, 2));
        String key = hub.newKey("ci", "[\"" + client + "\"]", "");

        for (String of : List.of(client, other)) {
            eventually(() -> assertThat(governance("usage?client=" + of)).hasSize(1));
        }
        for (String what : List.of("usage", "costs", "features")) {
            assertThat(hub.json(hub.getAs(key, "/api/governance/" + what)))
                    .isEqualTo(governance(what + "?client=" + client))
                    .hasSize(1);
            assertThat(hub.json(hub.getAs(key, "/api/governance/" + what + "?client=" + other)))
                    .isEmpty();
        }
    }

    @Test
    void days_say_how_far_back() {
        String client = "days-" + UUID.randomUUID();
        Instant now = Instant.now();
        tell(use(client, 1, 1).setUsedAt(now.minus(30, ChronoUnit.DAYS)));
        tell(use(client, 1, 1).setUsedAt(now.minus(31, ChronoUnit.DAYS)));
        tell(use(client, 1, 1).setUsedAt(now.minus(399, ChronoUnit.DAYS)));
        tell(use(client, 1, 1).setUsedAt(now));
        String all = "usage?days=400&client=" + client;

        eventually(() -> assertThat(calls(all)).isEqualTo(4));
        assertThat(calls("usage?days=31&client=" + client)).isEqualTo(3);
        for (String days : List.of("", "&days=0", "&days=-5", "&days=30")) {
            assertThat(calls("usage?client=" + client + days)).as(days).isEqualTo(2);
        }
        assertThat(calls("usage?days=1&client=" + client)).isEqualTo(1);
        HttpResponse<String> tooMany = hub.get("/api/governance/costs?days=401");
        assertThat(tooMany.statusCode()).isEqualTo(422);
        assertThat(hub.json(tooMany).path("field").asString()).isEqualTo("days");
    }

    @Test
    void costs_are_told_day_by_day_and_feature_by_feature() {
        String client = "costs-" + UUID.randomUUID();
        Instant noon = Instant.now().truncatedTo(ChronoUnit.DAYS).minus(Duration.ofHours(12));
        Instant before = noon.minus(Duration.ofDays(2));
        tell(use(client, 10, 1).setCostMicros(49).setUsedAt(noon.minusSeconds(40_000)));
        tell(use(client, 20, 2).setCostMicros(1).setUsedAt(noon.plusSeconds(40_000)));
        tell(use(client, 30, 3).setCostMicros(1_234_567).setUsedAt(before));
        tell(use(client, 40, 4).setCostMicros(5_000_000).setUsedAt(before).setStatus("error"));
        tell(use(client, 0, 0).setCostMicros(0).setStatus("blocked"));
        tell(use(client, 5, 5).setCostMicros(50).setUsedAt(before).setAction("diagnosis"));

        String days = """
                [{"day":"%s","inputTokens":35,"outputTokens":8,"estimatedCostUsd":1.2346},
                 {"day":"%s","inputTokens":30,"outputTokens":3,"estimatedCostUsd":0.0001}]""".formatted(
                        before.toString().substring(0, 10), noon.toString().substring(0, 10));
        eventually(() -> assertThat(governance("costs?client=" + client)).isEqualTo(JSON.readTree(days)));
        assertThat(governance("features?client=" + client)).isEqualTo(JSON.readTree("""
                [{"action":"plan-summary","calls":4,"medianInputTokens":20,"medianOutputTokens":2,
                  "totalInputTokens":100,"totalOutputTokens":10,"costUsd":6.2346},
                 {"action":"diagnosis","calls":1,"medianInputTokens":5,"medianOutputTokens":5,
                  "totalInputTokens":5,"totalOutputTokens":5,"costUsd":0.0001}]"""));
        assertThat(governance("costs?days=1&client=" + client)).hasSize(1);
    }

    @Test
    void what_nobody_can_ask_for_any_more_is_forgotten() throws SQLException {
        Instant now = Instant.now();
        tell(use("old", 1, 1).setUsedAt(now.minus(400, ChronoUnit.DAYS)));
        tell(use("old", 1, 1).setUsedAt(now.minus(402, ChronoUnit.DAYS)));
        eventually(() ->
                assertThat(count("ai_usage where client = 'old'", "clients:*")).isEqualTo(2));

        // which it does at its start too
        Recurring forgetting = hub.bean("forgetUsage", Recurring.class);
        forgetting.stop();
        forgetting.start();

        eventually(() ->
                assertThat(count("ai_usage where client = 'old'", "clients:*")).isEqualTo(1));
        assertThat(calls("usage?days=400&client=old")).isEqualTo(1);
    }

    private static AiUsed.Builder use(String client, int input, int output) {
        return StandInWorker.used(client).setInputTokens(input).setOutputTokens(output);
    }

    private void tell(AiUsed.Builder use) {
        hub.wire.publish(Topics.AI_USED, use.getClient(), UUID.randomUUID(), use.build());
    }

    private JsonNode governance(String what) {
        HttpResponse<String> answer = hub.get("/api/governance/" + what);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return hub.json(answer);
    }

    private int calls(String what) {
        return governance(what)
                .valueStream()
                .mapToInt(sum -> sum.path("callCount").asInt())
                .sum();
    }

    private static View view(String id, String client, String word) {
        return View.of(
                ViewKind.PLAN,
                id,
                client,
                NOON,
                JsonNodeFactory.instance.objectNode().put("word", word));
    }

    private void put(View view) {
        hub.bean(Commits.class).write(Views.put(view)).block();
    }

    private String brief(String id) {
        String brief =
                views.find(Clients.all(), ViewKind.PLAN, id).orElseThrow().brief();
        return JSON.readTree(brief).path("word").asString();
    }

    /** @param setting null for a connection on which it was never set */
    private long count(String table, @Nullable String setting) throws SQLException {
        try (Connection connection = connect();
                Statement statement = connection.createStatement()) {
            if (setting != null) {
                statement.execute("set hub.clients = '" + setting + "'");
            }
            try (ResultSet rows = statement.executeQuery("select count(*) from gateway." + table)) {
                rows.next();
                return rows.getLong(1);
            }
        }
    }

    private Connection connect() throws SQLException {
        return DriverManager.getConnection(
                "jdbc:postgresql://" + hub.database.host() + ":" + hub.database.port() + "/" + hub.database.name(),
                hub.database.user(),
                hub.database.password());
    }
}
