package dev.infrahub.gateway;

import static dev.infrahub.testkit.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import dev.infrahub.schemas.OperationFailed;
import dev.infrahub.schemas.Topics;
import dev.infrahub.testing.Backends;
import dev.infrahub.testing.Cable;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What the gateway cannot accept it refuses, says when to come back, and goes on. */
class BackPressureIT {

    private static final String SUMMARIZE = "/api/pipeline/summarize-plan?module=m";

    private final Backends.Database database = Backends.shared().newDatabase();

    @Test
    void nothing_is_accepted_while_postgres_is_away_and_everything_after() {
        try (Cable cable = Cable.to(database.host(), database.port());
                Hub hub = Hub.start(database.at(cable.host(), cable.port()))) {
            assertThat(post(hub).statusCode()).isEqualTo(202);
            cable.cut();

            refused(hub, post(hub), "postgres.unavailable");

            cable.mend();
            eventually(() -> assertThat(post(hub).statusCode()).isEqualTo(202));
        }
    }

    @Test
    void who_guesses_keys_costs_the_database_nothing_and_a_key_from_the_same_address_works() {
        try (Cable cable = Cable.to(database.host(), database.port());
                Hub hub = Hub.start(database.at(cable.host(), cable.port()), "--hub.gateway.failures-per-minute=5")) {
            String unused = hub.newKey("ci", "[\"acme\"]", "");
            for (int n = 0; n < 20; n++) {
                hub.getAs("hub_guess_" + n, "/api/plans");
            }
            cable.cut();

            HttpResponse<String> guess = hub.getAs("hub_another_guess", "/api/plans");

            assertThat(guess.statusCode()).as(guess.body()).isEqualTo(429);
            assertThat(hub.json(guess).path("code").asString()).isEqualTo("rate.limited");
            cable.mend();
            eventually(() -> {
                assertThat(hub.getAs("hub_yet_another_guess", "/api/plans").statusCode())
                        .isEqualTo(429);
                assertThat(hub.getAs(unused, "/api/plans").statusCode()).isEqualTo(200);
            });
        }
    }

    @Test
    void too_many_events_waiting_for_kafka_stop_the_intake() throws Exception {
        Hub.start(database).close();
        try (Connection otherRelay = database.connect();
                Statement statement = otherRelay.createStatement()) {
            // Somebody else is the active relay, so nothing leaves the outbox.
            statement.execute("select pg_advisory_lock(hashtextextended('outbox/gateway', 0))");
            try (Hub hub = Hub.start(database, "--hub.events.max-backlog=2")) {
                eventually(() -> refused(hub, post(hub), "outbox.full"));
                assertThat(hub.get("/actuator/prometheus").body()).containsPattern("hub_outbox_pending\\S* [3-9]");
            }
        }
    }

    @Test
    void who_has_many_operations_under_way_waits_until_some_are_settled_and_nobody_else_does() {
        try (Hub hub = Hub.start(database, "--hub.gateway.operations-under-way=2")) {
            String other = hub.newKey("ci", "[\"acme\"]", "");
            String operation = hub.json(post(hub, "once")).path("operationId").asString();
            assertThat(post(hub).statusCode()).isEqualTo(202);

            HttpResponse<String> refused = post(hub);

            assertThat(refused.statusCode()).as(refused.body()).isEqualTo(429);
            assertThat(hub.json(refused).path("code").asString()).isEqualTo("share.operations");
            assertThat(refused.headers().firstValue("Retry-After")).isPresent();
            assertThat(hub.json(post(hub, "once")).path("operationId").asString())
                    .as("a repeat is no operation more")
                    .isEqualTo(operation);
            assertThat(post(hub, "another").statusCode()).isEqualTo(429);
            assertThat(hub.send(hub.anonymousRequest(SUMMARIZE + "&client=acme")
                                    .header("X-Api-Key", other)
                                    .header("Content-Type", Hub.PLAN)
                                    .header("Prefer", "respond-async")
                                    .POST(BodyPublishers.ofString(Hub.SMALL_PLAN))
                                    .build())
                            .statusCode())
                    .isEqualTo(202);

            hub.wire.answer(
                    Topics.OPERATION_FAILED,
                    "default/m",
                    UUID.fromString(operation),
                    new OperationFailed(
                            operation, "plan.unreadable", "No plan.", "invalid", false, "plan.submitted", null));

            eventually(() -> assertThat(post(hub).statusCode()).isEqualTo(202));
        }
    }

    @Test
    void hosts_get_the_last_list_where_a_credential_that_has_too_much_under_way_asks_for_a_newer_one() {
        try (Hub hub = Hub.start(database, "--hub.gateway.operations-under-way=1")) {
            assertThat(post(hub).statusCode()).isEqualTo(202);
            assertThat(hub.get("/api/ssh/krl").statusCode())
                    .as("there is none, and what one credential has is no word to others")
                    .isEqualTo(503);
            hub.wire.publish(
                    Topics.SSH_AUTHORITY_UPDATED,
                    "ssh-ed25519",
                    UUID.randomUUID(),
                    UUID.randomUUID(),
                    StandInWorker.authority("old", 1, Instant.now().minusSeconds(600)));

            eventually(() -> {
                HttpResponse<String> list = hub.get("/api/ssh/krl");
                assertThat(list.statusCode()).as(list.body()).isEqualTo(200);
                assertThat(list.body()).isEqualTo("old");
            });
        }
    }

    @Test
    void a_body_that_takes_more_memory_than_a_credential_has_is_refused() {
        try (Hub hub = Hub.start(database, "--hub.gateway.reading-memory=2MB")) {
            String large = "{\"module\":\"m\",\"padding\":\"" + "x".repeat(2_000_000) + "\"}";

            HttpResponse<String> response = hub.post("/api/pipeline/summarize-plan", Hub.JSON, large);

            assertThat(response.statusCode()).isEqualTo(413);
            assertThat(hub.json(response).path("code").asString()).isEqualTo("body.too_costly");

            assertThat(post(hub).statusCode()).isEqualTo(202);
        }
    }

    private static HttpResponse<String> post(Hub hub) {
        return hub.post(SUMMARIZE, Hub.PLAN, Hub.SMALL_PLAN, "Prefer", "respond-async");
    }

    private static HttpResponse<String> post(Hub hub, String key) {
        return hub.post(SUMMARIZE, Hub.PLAN, Hub.SMALL_PLAN, "Prefer", "respond-async", "Idempotency-Key", key);
    }

    private static void refused(Hub hub, HttpResponse<String> response, String code) {
        assertThat(response.statusCode()).as(response.body()).isEqualTo(503);
        assertThat(hub.json(response).path("code").asString()).isEqualTo(code);
        assertThat(response.headers().firstValue("Retry-After")).isPresent();
    }
}
