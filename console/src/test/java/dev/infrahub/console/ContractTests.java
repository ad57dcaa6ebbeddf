package dev.infrahub.console;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.infrahub.console.operations.Operation;
import dev.infrahub.console.pipelines.Diagnosis;
import dev.infrahub.console.plans.Plan;
import dev.infrahub.console.secrets.Standing;
import java.io.IOException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** What pages read of the gateway's answers is what the gateway documents to send, member by member. */
class ContractTests {

    private static final Path EXAMPLES =
            Path.of(System.getProperty("hub.project.root"), "gateway/src/main/resources/openapi");
    private static final JsonMapper JSON = ConsoleConfiguration.json();

    /** The last column has what the example leaves out: it is shortened there, or the member is there at times alone. */
    @ParameterizedTest
    @CsvSource({
        "get-me, remote.Caller, ''",
        "problem, remote.Problem, differences",
        "get-plans, plans.PlanLine, ''",
        "get-plans-id, plans.Plan, ''",
        "get-plans-id, changes.ShownChange$Plan, ''",
        "get-cab-requests, changes.Change, decisions",
        "get-cab-requests, overview.OverviewController$Change, ''",
        "get-cab-requests-id, changes.Change, ''",
        "post-cab-requests, plans.PlansController$Asked, ''",
        "post-drift-acceptances, drift.DriftController$Asked, ''",
        "post-drift-acceptances, changes.Change, decisions",
        "get-cab-verify-id, changes.Verification, algorithm keyId leafIndex log",
        "get-cab-evidence, changes.ShownChange$Evidence, ''",
        "get-ssh-certificates, changes.ShownChange$Certificate, ''",
        "get-cab-log, proof.Log, ''",
        "get-cab-log-heads, proof.Head, ''",
        "get-cab-log-inclusion, proof.LogCheck$Inclusion, ''",
        "get-cab-log-consistency, proof.LogCheck$Consistency, ''",
        "get-cab-keys, proof.KeyUse, ''",
        "get-cab-report, proof.Report, approvalsNeeded client decisions environment module problems requestedAt requestedBy"
                + " riskLevel",
        "get-drift-results, drift.Scan, ''",
        "get-drift-results, overview.OverviewController$Drift, ''",
        "get-drift-results-module-history, drift.Scan, ''",
        "get-drift-causes, drift.Cause, ''",
        "get-secrets-results, secrets.Standing, ''",
        "get-secrets-results, overview.OverviewController$Finding, ''",
        "get-operations, operations.Operation, failure result",
        "get-operations, overview.OverviewController$Operation, ''",
        "get-operations-id, operations.Operation, failure",
        "get-events, events.Event, ''",
        "get-dead-letters, events.DeadLetter, ''",
        "get-governance-usage, models.ModelsController$Use, ''",
        "get-governance-costs, models.ModelsController$Day, ''",
        "get-governance-features, models.ModelsController$Feature, ''",
        "get-governance-policies, models.ModelsController$Policy, ''",
        "get-audit, access.AccessController$Line, subject",
        "get-keys, access.AccessController$Key, key lastUsedAt revokedAt",
        "post-keys, access.AccessController$Key, lastUsedAt revokedAt",
        "post-pipeline-diagnose, pipelines.Diagnosis, ''",
        "post-scaffold-terraform, pipelines.Scaffold, ''",
        "post-infra-chat, ask.Answer, ''"
    })
    void each_member_that_is_read_is_one_that_is_sent(String example, String type, String leftOut) throws Exception {
        Class<?> shape = Class.forName("dev.infrahub.console." + type);
        JsonNode answer = answer(example);
        JsonNode one = answer.isArray() ? answer.get(0) : answer;
        Set<String> missing = new TreeSet<>();
        lacks(one, shape, missing);

        assertThat(missing)
                .isEqualTo(new TreeSet<>(Arrays.asList(leftOut.isEmpty() ? new String[0] : leftOut.split(" ", -1))));
        assertThat(JSON.treeToValue(one, shape)).isNotNull();
    }

    private static void lacks(JsonNode answer, Class<?> shape, Set<String> missing) {
        for (RecordComponent component : shape.getRecordComponents()) {
            JsonProperty named = component.getAccessor().getAnnotation(JsonProperty.class);
            String name = named == null ? component.getName() : named.value();
            JsonNode value = answer.get(name);
            if (value == null) {
                missing.add(name);
            } else {
                lacksBelow(value, component.getGenericType(), missing);
            }
        }
    }

    private static void lacksBelow(JsonNode value, Type type, Set<String> missing) {
        if (type instanceof ParameterizedType list && value.isArray()) {
            value.forEach(item -> lacksBelow(item, list.getActualTypeArguments()[0], missing));
        } else if (type instanceof Class<?> shape && shape.isRecord() && value.isObject()) {
            lacks(value, shape, missing);
        }
    }

    @Test
    void a_plan_is_read_with_a_models_words_and_without() throws Exception {
        ObjectNode plan = (ObjectNode) answer("get-plans-id");
        assertThat(JSON.treeToValue(plan, Plan.class).summary().explanation()).isNull();
        ((ObjectNode) plan.path("summary")).set("explanation", JSON.readTree("""
            {"summary": "It replaces a database.", "risk": null, "rollback": "From the snapshot.", "dropped": ["link"]}
            """));

        Plan.Explanation words = JSON.treeToValue(plan, Plan.class).summary().explanation();
        assertThat(words)
                .isEqualTo(new Plan.Explanation("It replaces a database.", null, "From the snapshot."))
                .extracting(Plan.Explanation::parts)
                .isEqualTo(List.of("It replaces a database.", "From the snapshot."));
    }

    @Test
    void a_diagnosis_is_read_with_a_models_words_and_without() throws Exception {
        ObjectNode diagnosis = (ObjectNode) answer("post-pipeline-diagnose");
        assertThat(JSON.treeToValue(diagnosis, Diagnosis.class).explanation()).isNull();
        diagnosis.set("explanation", JSON.readTree("{\"text\": \"The role may not.\", \"dropped\": []}"));

        assertThat(JSON.treeToValue(diagnosis, Diagnosis.class).explanation())
                .isEqualTo(new Diagnosis.Explanation("The role may not."));
    }

    @Test
    void a_scan_that_failed_says_why() throws Exception {
        ObjectNode module = (ObjectNode) answer("get-secrets-results").get(0);
        module.set("failure", JSON.readTree("{\"code\": \"git.refused\", \"reason\": \"The token was refused.\"}"));

        assertThat(JSON.treeToValue(module, Standing.class).failure())
                .isEqualTo(new Standing.Failure("git.refused", "The token was refused."));
    }

    /** Of an operation of others it is told that it is there, and not whose it is. */
    @Test
    void an_operation_that_failed_says_why_and_one_of_others_not_whose_it_is() throws Exception {
        ObjectNode operation = (ObjectNode) answer("get-operations-id");
        operation.remove(List.of("result", "requestedBy", "planId"));
        assertThat(JSON.treeToValue(operation, Operation.class).requestedBy()).isNull();
        operation.set(
                "failure",
                JSON.readTree(
                        "{\"code\": \"plan.too_costly\", \"detail\": \"It is too large.\", \"retryable\": false}"));

        assertThat(JSON.treeToValue(operation, Operation.class).failure())
                .isEqualTo(new Operation.Failure("plan.too_costly", "It is too large.", false));
    }

    private static JsonNode answer(String example) throws IOException {
        JsonNode words = JSON.readTree(Files.readString(EXAMPLES.resolve(example + ".json")));
        return words.has("answer") ? words.path("answer") : words;
    }
}
