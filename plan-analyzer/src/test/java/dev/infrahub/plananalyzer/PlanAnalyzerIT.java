package dev.infrahub.plananalyzer;

import static dev.infrahub.testkit.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import dev.infrahub.faults.RefusalKind;
import dev.infrahub.proofs.PlanId;
import dev.infrahub.schemas.ModuleRequested;
import dev.infrahub.schemas.OperationFailed;
import dev.infrahub.schemas.PipelineDiagnosed;
import dev.infrahub.schemas.PipelineFailed;
import dev.infrahub.schemas.PlanAnalyzed;
import dev.infrahub.schemas.PlanSubmitted;
import dev.infrahub.schemas.Topic;
import dev.infrahub.schemas.Topics;
import dev.infrahub.testing.WorkerContract;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
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

    @Test
    void a_log_is_diagnosed_and_the_same_failure_is_known_again_by_its_client_alone() {
        PipelineDiagnosed first = diagnosed("acme", "network", "1a");
        PipelineDiagnosed again = diagnosed("acme", "network", "2b");
        PipelineDiagnosed elsewhere = diagnosed("acme", "shop", "3c");
        PipelineDiagnosed other = diagnosed("globex", "network", "4d");

        assertThat(first.getCause()).isEqualTo("aws.access-denied");
        assertThat(first.getConfidence()).isEqualTo("confirmed");
        assertThat(first.getEvidence().getFirst().getLine()).isEqualTo(1);
        assertThat(first.getAi().getStatus()).isEqualTo("off");
        assertThat(first.getRecurrence().getTimes()).isEqualTo(1);
        assertThat(first.getRecurrence().getLastSeen()).isNull();
        assertThat(again.getRecurrence().getFingerprint())
                .isEqualTo(first.getRecurrence().getFingerprint());
        assertThat(again.getRecurrence().getTimes()).isEqualTo(2);
        assertThat(again.getRecurrence().getFirstSeen()).isEqualTo(first.getDiagnosedAt());
        assertThat(again.getRecurrence().getLastSeen()).isEqualTo(first.getDiagnosedAt());
        for (PipelineDiagnosed fresh : List.of(elsewhere, other)) {
            assertThat(fresh.getRecurrence().getTimes()).isEqualTo(1);
            assertThat(fresh.getRecurrence().getFingerprint())
                    .isNotEqualTo(first.getRecurrence().getFingerprint());
        }
    }

    @Test
    void a_log_that_cannot_be_unpacked_is_refused() {
        UUID operation = UUID.randomUUID();
        PipelineFailed failed = PipelineFailed.newBuilder(log("acme", "network", "5e"))
                .setEncoding("zstd")
                .build();
        asking().publish(Topics.PIPELINE_FAILED, "acme/network", UUID.randomUUID(), operation, failed);

        eventually(() -> assertThat(asking().eventsOf(Topics.OPERATION_FAILED, operation))
                .singleElement()
                .extracting(OperationFailed::getCode)
                .isEqualTo("log.unreadable"));
    }

    @Test
    void a_module_is_scaffolded_and_what_is_none_is_refused_with_what_there_is() {
        UUID operation = UUID.randomUUID();
        asking().publish(Topics.MODULE_REQUESTED, "acme", UUID.randomUUID(), operation, module("an S3 bucket"));
        UUID unknown = UUID.randomUUID();
        asking().publish(Topics.MODULE_REQUESTED, "acme", UUID.randomUUID(), unknown, module("a zebra"));

        eventually(() -> assertThat(asking().eventsOf(Topics.MODULE_SCAFFOLDED, operation))
                .singleElement()
                .satisfies(scaffolded -> {
                    assertThat(scaffolded.getGoldenPath().getId()).isEqualTo("aws-s3-bucket");
                    assertThat(scaffolded.getName()).isEqualTo("tf-aws-artifacts");
                    assertThat(scaffolded.getFiles())
                            .containsKeys("main.tf", "README.md", "catalog-info.yaml", "examples/basic/main.tf");
                    assertThat(scaffolded.getAi().getStatus()).isEqualTo("off");
                }));
        eventually(() -> assertThat(asking().eventsOf(Topics.OPERATION_FAILED, unknown))
                .singleElement()
                .satisfies(failed -> {
                    assertThat(failed.getCode()).isEqualTo("module.unknown");
                    assertThat(failed.getDetail()).contains("aws-s3-bucket", "scaleway-kapsule-cluster");
                }));
    }

    private static ModuleRequested module(String description) {
        return ModuleRequested.newBuilder()
                .setScaffoldId(UUID.randomUUID().toString())
                .setClient("acme")
                .setDescription(description)
                .setName("tf-aws-artifacts")
                .setRequestedAt(Instant.now().truncatedTo(ChronoUnit.MILLIS))
                .build();
    }

    private PipelineDiagnosed diagnosed(String client, String module, String request) {
        UUID operation = UUID.randomUUID();
        asking().publish(
                        Topics.PIPELINE_FAILED,
                        client + "/" + module,
                        UUID.randomUUID(),
                        operation,
                        log(client, module, request));
        eventually(() -> assertThat(asking().eventsOf(Topics.PIPELINE_DIAGNOSED, operation))
                .hasSize(1));
        return asking().eventsOf(Topics.PIPELINE_DIAGNOSED, operation).getFirst();
    }

    private static PipelineFailed log(String client, String module, String request) {
        String log =
                "Error: creating SQS Queue (jobs): operation error SQS: CreateQueue, https response error StatusCode: 403,"
                        + " RequestID: " + request + ", api error AccessDenied: not today";
        return PipelineFailed.newBuilder()
                .setDiagnosisId(UUID.randomUUID().toString())
                .setClient(client)
                .setModule(module)
                .setSubmittedAt(Instant.now().truncatedTo(ChronoUnit.MILLIS))
                .setLog(ByteBuffer.wrap(log.getBytes(StandardCharsets.UTF_8)))
                .build();
    }
}
