package dev.infrahub.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** Lists, read page by page by the Link header. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ListsIT {

    private static final String NOON = "2027-03-01T12:00:00Z";
    private static final String LATER = "2027-03-01T12:00:01Z";
    private static final Pattern NEXT = Pattern.compile("<(.*)>; rel=\"next\"");

    private Hub hub;

    @BeforeAll
    void start() {
        hub = Hub.start();
    }

    @AfterAll
    void stop() {
        hub.close();
    }

    @Test
    void pages_of_items_of_one_time_miss_and_repeat_nothing_while_new_ones_come_in() {
        List<String> there = IntStream.range(0, 23)
                .mapToObj(i -> change("ties", "m" + i, NOON))
                .toList();

        Read read =
                readAll("/api/cab/requests?client=ties&limit=5", "changeRequestId", () -> change("ties", "new", LATER));

        assertThat(read.ids()).containsExactlyInAnyOrderElementsOf(there);
        assertThat(read.pages()).isEqualTo(5);
    }

    @Test
    void items_of_different_times_come_newest_first() {
        List<String> there = IntStream.range(0, 7)
                .mapToObj(i -> change("times", "m", "2027-03-01T12:00:0%d.00000%dZ".formatted(i / 3, i)))
                .toList();

        Read read = readAll("/api/cab/requests?client=times&limit=2", "changeRequestId", () -> {});

        assertThat(read.ids()).containsExactlyElementsOf(there.reversed());
    }

    @Test
    void filters_and_limit_go_on_with_the_link() {
        IntStream.range(0, 6).forEach(i -> change("filtered", i % 2 == 0 ? "even & 1/2" : "odd", NOON));
        String first = "/api/cab/requests?client=filtered&module=even%20%26%201/2&state=pending&limit=1";

        HttpResponse<String> page = hub.get(first);
        String next = next(page).orElseThrow();

        assertThat(next).contains("client=filtered", "module=even%20%26%201/2", "state=pending", "limit=1", "cursor=");
        assertThat(hub.json(hub.get(next)).path(0).path("module").asString()).isEqualTo("even & 1/2");
        assertThat(readAll(first, "changeRequestId", () -> {}).ids()).hasSize(3);
    }

    @Test
    void a_page_that_holds_all_leads_nowhere() {
        IntStream.range(0, 4).forEach(_ -> change("whole", "m", NOON));

        assertThat(next(hub.get("/api/cab/requests?client=whole&limit=4"))).isEmpty();
        assertThat(next(hub.get("/api/cab/requests?client=whole&limit=3"))).isPresent();
        assertThat(hub.json(hub.get("/api/cab/requests?client=whole&before=" + NOON)))
                .isEmpty();
    }

    @Test
    void operations_are_read_page_by_page_too() {
        List<String> there =
                IntStream.range(0, 12).mapToObj(_ -> operation("ops", NOON)).toList();
        operation("others", NOON);

        Read read =
                readAll("/api/operations?client=ops&kind=summarize-plan&limit=5", "id", () -> operation("ops", LATER));

        assertThat(read.ids()).containsExactlyInAnyOrderElementsOf(there);
        assertThat(read.pages()).isEqualTo(3);
        assertThat(next(hub.get("/api/operations?client=ops&limit=5")).orElseThrow())
                .contains("client=ops", "limit=5");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/api/plans",
                "/api/cab/requests",
                "/api/cab/evidence",
                "/api/ssh/certificates",
                "/api/operations",
                "/api/events",
                "/api/dead-letters"
            })
    void a_cursor_that_no_page_named_is_400(String list) {
        for (String cursor : List.of("nonsense", "MjAyNy0wMy0wMQ", "%20x", "Zm9vIGJhcg")) {
            HttpResponse<String> answer = hub.get(list + "?cursor=" + cursor);

            assertThat(answer.statusCode()).as(list + " " + cursor).isEqualTo(400);
            assertThat(hub.json(answer).path("code").asString()).isEqualTo("parameter.invalid");
            assertThat(hub.json(answer).path("field").asString()).isEqualTo("cursor");
        }
    }

    @Test
    void all_keys_are_listed_at_once_the_first_used_first() {
        for (int i = 0; i < 250; i++) {
            insert("""
                    insert into gateway.views (kind, id, name, client, at, revision, brief) values ('signing-key', ?, 'any', 'keyed',
                        ?::timestamptz - interval '1 second' * ?::integer, '{1}', jsonb_build_object('keyId', ?))""", "key-" + i, NOON, "" + i, "key-" + i);
        }

        JsonNode keys = hub.json(hub.getAs(hub.newKey("auditor", "[\"keyed\"]", ""), "/api/cab/keys"));

        assertThat(keys.values().stream().map(key -> key.path("keyId").asString()))
                .containsExactlyElementsOf(IntStream.rangeClosed(1, 250)
                        .mapToObj(i -> "key-" + (250 - i))
                        .toList());
    }

    private record Read(List<String> ids, int pages) {}

    private Read readAll(String path, String member, Runnable betweenPages) {
        List<String> ids = new ArrayList<>();
        int pages = 0;
        Optional<String> next = Optional.of(path);
        while (next.isPresent()) {
            HttpResponse<String> page = hub.get(next.get());
            assertThat(page.statusCode()).as(page.body()).isEqualTo(200);
            for (JsonNode item : hub.json(page)) {
                ids.add(item.path(member).asString());
            }
            pages++;
            next = next(page);
            betweenPages.run();
        }
        return new Read(ids, pages);
    }

    private static Optional<String> next(HttpResponse<String> page) {
        return page.headers()
                .firstValue("Link")
                .map(NEXT::matcher)
                .filter(Matcher::matches)
                .map(link -> link.group(1));
    }

    private String change(String client, String module, String at) {
        String id = "CHG-" + UUID.randomUUID().toString().toUpperCase(Locale.ROOT);
        insert("""
                insert into gateway.views (kind, id, name, client, at, revision, brief) values ('change', ?, 'any', ?, ?::timestamptz, '{1}',
                    jsonb_build_object('changeRequestId', ?, 'client', ?, 'module', ?, 'state', 'pending'))""", id, client, at, id, client, module);
        return id;
    }

    private String operation(String client, String at) {
        String id = UUID.randomUUID().toString();
        insert("""
                insert into gateway.operations (id, kind, client, request_hash, created_at)
                values (?::uuid, 'summarize-plan', ?, 'hash', ?::timestamptz)""", id, client, at);
        return id;
    }

    private void insert(String sql, String... values) {
        try (Connection connection = hub.database.connect();
                PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < values.length; i++) {
                statement.setString(i + 1, values[i]);
            }
            statement.executeUpdate();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
