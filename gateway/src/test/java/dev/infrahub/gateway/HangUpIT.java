package dev.infrahub.gateway;

import static dev.infrahub.testkit.Eventually.eventually;
import static dev.infrahub.testkit.Eventually.throughout;
import static org.assertj.core.api.Assertions.assertThat;

import dev.infrahub.schemas.Topics;
import dev.infrahub.testing.Backends;
import dev.infrahub.testing.Cable;
import dev.infrahub.testing.Cable.Way;
import dev.infrahub.testing.Hold;
import java.net.http.HttpClient;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** A caller hangs up while the request is being accepted. */
class HangUpIT {

    private static final Duration UNTIL_IT_IS_NOTICED = Duration.ofSeconds(1);

    @Test
    void half_a_transaction_does_not_come_of_it() {
        Backends.Database database = Backends.shared().newDatabase();
        try (Cable cable = Cable.to(database.host(), database.port());
                Hub hub = Hub.start(database.at(cable.host(), cable.port()));
                HttpClient http = HttpClient.newBuilder()
                        .version(HttpClient.Version.HTTP_1_1)
                        .build();
                Hold event = cable.hold(Way.THERE, Topics.PLAN_SUBMITTED.name(), Way.THERE)) {
            CompletableFuture<HttpResponse<String>> answer = http.sendAsync(
                    hub.request("/api/pipeline/summarize-plan?module=network&client=acme")
                            .header("Content-Type", Hub.PLAN)
                            .POST(BodyPublishers.ofString(Hub.SMALL_PLAN))
                            .build(),
                    BodyHandlers.ofString());
            event.await();
            answer.cancel(true);
            throughout(UNTIL_IT_IS_NOTICED, () -> count(database, "gateway.operations") == 0);

            event.release();

            eventually(() -> assertThat(count(database, "gateway.operations")).isEqualTo(1));
            eventually(() -> assertThat(count(
                            database,
                            "pg_stat_activity where datname = current_database()"
                                    + " and state like 'idle in transaction%'"))
                    .isZero());
            String operation = text(database, "select id from gateway.operations");
            eventually(() -> assertThat(hub.wire.eventsOf(Topics.PLAN_SUBMITTED, UUID.fromString(operation)))
                    .hasSize(1));
        }
    }

    private static long count(Backends.Database database, String fromWhere) {
        return Long.parseLong(text(database, "select count(*) from " + fromWhere));
    }

    private static String text(Backends.Database database, String sql) {
        try (Connection connection = database.connect();
                Statement statement = connection.createStatement();
                ResultSet found = statement.executeQuery(sql)) {
            found.next();
            return found.getString(1);
        } catch (SQLException e) {
            throw new IllegalStateException(sql, e);
        }
    }
}
