package dev.infrahub.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.infrahub.events.Commits;
import dev.infrahub.gateway.clients.Clients;
import dev.infrahub.gateway.views.KeptView;
import dev.infrahub.gateway.views.View;
import dev.infrahub.gateway.views.ViewKind;
import dev.infrahub.gateway.views.Views;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
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
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;

/** The one table of what was heard, in a real Postgres. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ViewsIT {

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
    @ValueSource(strings = {"views", "operations", "audit", "api_keys"})
    void a_query_that_nobody_said_a_word_for_sees_nothing(String table) throws SQLException {
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
        return new JsonMapper().readTree(brief).path("word").asString();
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
