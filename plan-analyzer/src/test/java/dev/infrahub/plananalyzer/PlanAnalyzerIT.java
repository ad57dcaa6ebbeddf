package dev.infrahub.plananalyzer;

import dev.infrahub.faults.RefusalKind;
import dev.infrahub.proofs.PlanId;
import dev.infrahub.schemas.PlanAnalyzed;
import dev.infrahub.schemas.PlanSubmitted;
import dev.infrahub.schemas.Topic;
import dev.infrahub.schemas.Topics;
import dev.infrahub.testing.WorkerContract;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.springframework.context.ConfigurableApplicationContext;

/** The plan-analyzer keeps the worker contract. */
class PlanAnalyzerIT extends WorkerContract<PlanSubmitted, PlanAnalyzed> {

    @Override
    protected ConfigurableApplicationContext start(String... arguments) {
        return PlanAnalyzerApplication.start(arguments);
    }

    @Override
    protected Topic<PlanSubmitted> consumes() {
        return Topics.PLAN_SUBMITTED;
    }

    @Override
    protected Topic<PlanAnalyzed> answersWith() {
        return Topics.PLAN_ANALYZED;
    }

    @Override
    protected PlanSubmitted event(int n) {
        String plan = """
            {"format_version":"1.2","terraform_version":"1.11.4","resource_changes":[
              {"address":"terraform_data.n%1$d","mode":"managed","type":"terraform_data","name":"n%1$d",
               "change":{"actions":["create"],"before":null,"after":{}}}]}\
            """.formatted(n);
        return PlanSubmitted.newBuilder()
                .setPlanId(id("json", n))
                .setPlanHash(hash(n))
                .setFingerprint("%064x".formatted(1000 + n))
                .setClient("acme")
                .setModule("network")
                .setFormat("json")
                .setPlan(ByteBuffer.wrap(plan.getBytes(StandardCharsets.UTF_8)))
                .build();
    }

    @Override
    protected PlanSubmitted refused(int n) {
        return PlanSubmitted.newBuilder(event(n))
                .setPlanId(id("yaml", n))
                .setFormat("yaml")
                .build();
    }

    private static String id(String format, int n) {
        return PlanId.of("acme", "network", null, format, hash(n)).orElseThrow().toString();
    }

    private static String hash(int n) {
        return "%064x".formatted(n);
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
        return "plan_analyzer.analyses";
    }

    @Override
    protected String identity(PlanAnalyzed answer) {
        return answer.getPlanId() + " " + answer.getFingerprint();
    }

    @Override
    protected String identityOf(PlanSubmitted event) {
        return event.getPlanId() + " " + event.getFingerprint();
    }
}
