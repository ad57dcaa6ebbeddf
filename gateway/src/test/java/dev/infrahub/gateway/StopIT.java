package dev.infrahub.gateway;

import static dev.infrahub.gateway.StandInSigner.inBackground;
import static dev.infrahub.testkit.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import dev.infrahub.testing.Backends;
import java.net.http.HttpResponse;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** A gateway that is stopped, as for an upgrade. */
class StopIT {

    @Test
    void who_waits_is_told_where_the_answer_will_be_and_keeps_nobody() throws Exception {
        Backends.Database database = Backends.shared().newDatabase();
        CompletableFuture<HttpResponse<String>> waiting;
        try (Hub hub = Hub.start(database)) {
            // there is no worker: the answer never comes
            waiting = inBackground(() ->
                    hub.post("/api/pipeline/summarize-plan?module=m", Hub.PLAN, Hub.SMALL_PLAN, "Prefer", "wait=120"));
            eventually(() -> assertThat(hub.get("/api/operations").body()).contains("\"accepted\""));
            hub.stop();

            HttpResponse<String> answer = waiting.get(10, TimeUnit.SECONDS);
            assertThat(answer.statusCode()).as(answer.body()).isEqualTo(202);
            String location = answer.headers().firstValue("Location").orElseThrow();
            try (Hub next = Hub.start(database)) {
                assertThat(next.json(next.get(location)).path("status").asString())
                        .isEqualTo("accepted");
            }
        }
    }
}
