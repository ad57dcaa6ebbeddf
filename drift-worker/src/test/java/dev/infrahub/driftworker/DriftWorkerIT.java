package dev.infrahub.driftworker;

import dev.infrahub.faults.RefusalKind;
import dev.infrahub.schemas.DriftAnalyzed;
import dev.infrahub.schemas.DriftCheckSubmitted;
import dev.infrahub.schemas.Topic;
import dev.infrahub.schemas.Topics;
import dev.infrahub.testing.WorkerContract;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.springframework.context.ConfigurableApplicationContext;

/** The drift-worker keeps the worker contract. */
class DriftWorkerIT extends WorkerContract<DriftCheckSubmitted, DriftAnalyzed> {

    private static final Instant FIRST = Instant.parse("2026-11-29T10:00:00Z");

    @Override
    protected ConfigurableApplicationContext start(String... arguments) {
        return DriftWorkerApplication.start(arguments);
    }

    @Override
    protected Topic<DriftCheckSubmitted> consumes() {
        return Topics.DRIFT_CHECK_SUBMITTED;
    }

    @Override
    protected Topic<DriftAnalyzed> answersWith() {
        return Topics.DRIFT_ANALYZED;
    }

    @Override
    protected DriftCheckSubmitted event(int n) {
        String plan = """
            {"format_version":"1.2","terraform_version":"1.11.4","resource_changes":[],"resource_drift":[
              {"address":"aws_x.n%1$d","mode":"managed","type":"aws_x","name":"n%1$d",
               "change":{"actions":["update"],"before":{"a":1},"after":{"a":2}}}]}\
            """.formatted(n);
        return DriftCheckSubmitted.newBuilder()
                .setCheckId(new UUID(1, n).toString())
                .setClient("acme")
                .setModule("network")
                .setSubmittedAt(FIRST.plus(Duration.ofHours(n)))
                .setFormat("json")
                .setPlan(ByteBuffer.wrap(plan.getBytes(StandardCharsets.UTF_8)))
                .build();
    }

    @Override
    protected DriftCheckSubmitted refused(int n) {
        return DriftCheckSubmitted.newBuilder(event(n)).setFormat("yaml").build();
    }

    @Override
    protected String refusal() {
        return "plan.unreadable";
    }

    @Override
    protected RefusalKind refusalKind() {
        return RefusalKind.INVALID;
    }

    @Override
    protected String key() {
        return "acme/network";
    }

    @Override
    protected String table() {
        return "drift_worker.drift_scans";
    }

    @Override
    protected String identity(DriftAnalyzed answer) {
        return answer.getCheckId();
    }

    @Override
    protected String identityOf(DriftCheckSubmitted event) {
        return event.getCheckId();
    }
}
