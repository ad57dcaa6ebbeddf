package dev.infrahub.gateway;

import static dev.infrahub.testkit.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import dev.infrahub.http.bodies.Budget;
import dev.infrahub.schemas.EvidenceSubmitted;
import dev.infrahub.schemas.PlanSubmitted;
import dev.infrahub.schemas.Topics;
import java.lang.management.ManagementFactory;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import javax.management.JMException;
import javax.management.ObjectName;
import org.apache.avro.specific.SpecificRecord;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Who waits for an answer holds nothing of what was sent: it is in the outbox, and then with Kafka. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class WaitingIT {

    private static final int WAITING = 10;

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private Hub hub;

    @BeforeAll
    void start() {
        hub = Hub.start();
    }

    @AfterAll
    void stop() {
        http.close();
        hub.close();
    }

    @Test
    void a_plan_is_not_in_memory_while_its_answer_is_waited_for() throws Exception {
        String client = "waiting-" + UUID.randomUUID().toString().substring(0, 8);
        whileWaiting(
                PlanSubmitted.class,
                Topics.PLAN_SUBMITTED.name(),
                client,
                n -> hub.request("/api/pipeline/summarize-plan?client=" + client + "&module=m" + n)
                        .header("Content-Type", Hub.PLAN)
                        .POST(BodyPublishers.ofString(Hub.SMALL_PLAN)));
    }

    @Test
    void evidence_is_not_in_memory_while_its_seal_is_waited_for() throws Exception {
        String id = StandInSigner.of(hub).approved();
        whileWaiting(
                EvidenceSubmitted.class,
                Topics.EVIDENCE_SUBMITTED.name(),
                "acme/" + id,
                _ -> hub.request("/api/cab/seal-evidence")
                        .header("Content-Type", Hub.JSON)
                        .POST(BodyPublishers.ofString(
                                "{\"changeRequestId\":\"" + id + "\",\"scanResults\":{\"findings\":0}}")));
    }

    @FunctionalInterface
    private interface Requests {
        HttpRequest.Builder of(int n);
    }

    private void whileWaiting(Class<? extends SpecificRecord> event, String topic, String key, Requests requests)
            throws Exception {
        long before = alive(event);
        List<CompletableFuture<HttpResponse<String>>> waiting = new ArrayList<>();
        try {
            for (int n = 0; n < WAITING; n++) {
                waiting.add(http.sendAsync(
                        requests.of(n).header("Prefer", "wait=100").build(), BodyHandlers.ofString()));
            }
            eventually(() -> assertThat(hub.wire.records(topic))
                    .filteredOn(record -> record.key().startsWith(key))
                    .hasSize(WAITING));

            eventually(() -> assertThat(alive(event)).isLessThanOrEqualTo(before));
            assertThat(hub.bean("reading", Budget.class).inUse()).isZero();
            assertThat(waiting).noneMatch(CompletableFuture::isDone);
        } finally {
            waiting.forEach(one -> one.cancel(true));
        }
    }

    /** How many there are that are not garbage. */
    private static long alive(Class<?> type) throws JMException {
        String histogram = (String) ManagementFactory.getPlatformMBeanServer()
                .invoke(
                        new ObjectName("com.sun.management:type=DiagnosticCommand"),
                        "gcClassHistogram",
                        new Object[] {new String[0]},
                        new String[] {String[].class.getName()});
        return Pattern.compile("(?m)^ *\\d+: +(\\d+) +\\d+ +" + Pattern.quote(type.getName()) + "(?: |$)")
                .matcher(histogram)
                .results()
                .map((MatchResult found) -> Long.parseLong(found.group(1)))
                .findFirst()
                .orElse(0L);
    }
}
