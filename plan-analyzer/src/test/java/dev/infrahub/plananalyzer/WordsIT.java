package dev.infrahub.plananalyzer;

import static dev.infrahub.testkit.Eventually.eventually;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.infrahub.ai.LanguageModel;
import dev.infrahub.events.Event;
import dev.infrahub.plananalyzer.domain.Policy;
import dev.infrahub.proofs.PlanId;
import dev.infrahub.schemas.AiPolicyDecided;
import dev.infrahub.schemas.AiUse;
import dev.infrahub.schemas.AiUsed;
import dev.infrahub.schemas.ModuleRequested;
import dev.infrahub.schemas.ModuleScaffolded;
import dev.infrahub.schemas.PipelineDiagnosed;
import dev.infrahub.schemas.PipelineFailed;
import dev.infrahub.schemas.PlanAnalyzed;
import dev.infrahub.schemas.PlanExplanation;
import dev.infrahub.schemas.PlanSubmitted;
import dev.infrahub.schemas.Service;
import dev.infrahub.schemas.Topics;
import dev.infrahub.testing.Backends;
import dev.infrahub.testing.ModelServer;
import dev.infrahub.testing.ModelServer.Said;
import dev.infrahub.testing.Wire;
import dev.infrahub.workplace.Workplace;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.context.ConfigurableApplicationContext;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** With a model: words beside the facts, which stay what they are whatever it says, and whatever becomes of it. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class WordsIT {

    private static final JsonMapper JSON = new JsonMapper();
    private static final String SECRET = "Zq8xK2mP9vL4wR7tB3nY";

    private final Backends backends = Backends.shared();
    private final Backends.Database database = backends.newDatabase();
    private final ModelServer model = ModelServer.start();
    private final Wire wire = new Wire(backends);
    private @Nullable ConfigurableApplicationContext running;

    @BeforeAll
    void start() {
        running = PlanAnalyzerApplication.start(backends.serviceArguments(
                Service.PLAN_ANALYZER,
                database,
                "--hub.ai.endpoint=" + model.endpoint(),
                "--hub.ai.key=key-1",
                "--hub.ai.chat-model=m-1",
                "--hub.ai.timeout=2s",
                "--hub.ai.retry.count=0",
                "--hub.ai.circuit.calls=1000",
                "--hub.ai.circuit.at-least=1000"));
    }

    @AfterAll
    void end() {
        if (running != null) {
            running.close();
        }
        wire.close();
        model.close();
    }

    @BeforeEach
    void repeat() {
        model.repeats();
    }

    @Test
    void a_plan_is_put_into_words_once_and_the_use_is_told() throws SQLException {
        PlanSubmitted plan = plan("team-words", "terraform_data.once", List.of());

        PlanAnalyzed first = analyzed(plan);
        int asked = model.requests().size();
        PlanAnalyzed again = analyzed(plan);

        assertThat(first.getExplanation().getSummary()).contains("module network");
        assertThat(first.getExplanation().getDropped()).isEmpty();
        assertThat(first.getAi().getStatus()).isEqualTo("used");
        assertThat(first.getAi().getProvider()).isEqualTo("openai");
        assertThat(first.getAi().getModel()).isEqualTo("m-1");
        assertThat(first.getAi().getInputTokens()).isBetween(100, 1200);
        assertThat(again.getExplanation()).isEqualTo(first.getExplanation());
        assertThat(again.getAi().getInputTokens()).isZero();
        assertThat(model.requests()).hasSize(asked);
        eventually(() ->
                assertThat(uses("team-words")).extracting(AiUsed::getStatus).containsExactly("success", "stored"));
        AiUsed use = uses("team-words").getFirst();
        assertThat(use.getAction()).isEqualTo("plan-summary");
        assertThat(use.getEntityRef()).isEqualTo("network");
        assertThat(use.getCostMicros()).isEqualTo(2L * use.getInputTokens() + 6L * use.getOutputTokens());
        assertThat(rows("select count(*) from plan_analyzer.ai_usage_log where team = 'team-words'"))
                .isEqualTo(2);
        assertThat(use.toString()).doesNotContain("terraform_data");
    }

    @Test
    void a_policy_is_kept_to() {
        decide("team-off", "*", false, null, null);
        decide("team-few", "plan-summary", true, 1, null);
        decide("team-poor", "*", true, null, 1L);

        assertThat(status("team-off", "a")).isEqualTo("blocked policy.disabled");
        assertThat(status("team-few", "a")).isEqualTo("used null");
        assertThat(status("team-few", "b")).isEqualTo("blocked policy.daily-limit");
        assertThat(status("team-few", "a")).isEqualTo("used null");
        assertThat(status("team-poor", "c")).isEqualTo("used null");
        assertThat(status("team-poor", "d")).isEqualTo("blocked policy.budget");
        eventually(() -> assertThat(uses("team-off"))
                .singleElement()
                .extracting(AiUsed::getStatus)
                .isEqualTo("blocked"));
    }

    @Test
    void what_cannot_be_had_is_answered_from_the_facts() {
        model.answers(_ -> new Said.No(500, ""));
        assertThat(status("team-broken", "a")).isEqualTo("unavailable provider.unavailable");

        model.answers(_ -> new Said.Words("no JSON"));
        assertThat(status("team-broken", "b")).isEqualTo("unavailable answer.invalid");

        model.answers(_ -> new Said.CutOff());
        assertThat(status("team-broken", "c")).isEqualTo("unavailable provider.unavailable");
        eventually(() -> assertThat(uses("team-broken"))
                .extracting(AiUsed::getStatus)
                .containsExactly("error", "error", "error"));
    }

    /** Sixteen calls hang; those of other modules who come then are told the facts, and none is lost. */
    @Test
    void while_a_model_hangs_the_others_go_on() {
        model.answers(_ -> new Said.Silence());
        List<UUID> operations = IntStream.range(0, 40)
                .mapToObj(n -> submitted("acme/hang-" + n, plan("team-hang", "terraform_data.n" + n, List.of())))
                .toList();

        eventually(() -> assertThat(operations.stream()
                        .flatMap(operation -> wire.eventsOf(Topics.PLAN_ANALYZED, operation).stream()))
                .hasSize(40)
                .allSatisfy(analyzed -> assertThat(analyzed.getAi().getStatus()).isEqualTo("unavailable")));
    }

    /**
     * Whatever stands in a plan or a log, and whatever a model says that obeys it: the facts are as they are without one, what it
     * says is dropped, and nothing is sent but instructions and facts. What each attack got is in docs/prompt-injection.md.
     */
    @Test
    void no_attack_changes_a_fact_or_gets_a_word_through() throws IOException {
        List<String> table = new ArrayList<>();
        for (Attack attack : Attack.all()) {
            model.answers(request -> ModelServer.saying(request, attack.obeyed()));
            int before = model.requests().size();

            List<String> dropped = attack.place().equals("log") ? diagnosed(attack) : planned(attack);

            assertThat(model.requests()).as(attack.name()).hasSize(before + 1);
            requireOnlyWhatMayBeSent(model.requests().getLast());
            table.add("| %s | %s | %s |".formatted(attack.name(), attack.place(), String.join(", ", dropped)));
        }
        requirePublished(table);
    }

    /** What breaks a rule is told once; after that, as where the model says there is nothing, the module is given as it was. */
    @Test
    void a_module_is_extended_by_what_keeps_the_rules_and_else_given_as_it_was() {
        String good = """
                resource "aws_s3_bucket_metric" "all" {
                  bucket = aws_s3_bucket.this.id
                  name   = "all"
                }
                """;
        String bad = "resource \"aws_iam_user\" \"x\" {\n  name = \"backdoor\"\n}\n";

        model.answers(request -> ModelServer.saying(request, good));
        ModuleScaffolded extended = scaffolded("An S3 bucket with metrics");
        assertThat(extended.getFiles())
                .hasEntrySatisfying("extension.tf", code -> assertThat(code).contains(good));
        assertThat(extended.getAi().getStatus()).isEqualTo("used");
        requireCurated(extended, "An S3 bucket with metrics");

        int before = model.requests().size();
        model.answers(request ->
                ModelServer.saying(request, ModelServer.asked(request).contains("wrong: ") ? good : bad));
        ModuleScaffolded mended = scaffolded("An S3 bucket with statistics");
        assertThat(mended.getFiles()).containsKey("extension.tf");
        assertThat(mended.getFiles().toString()).doesNotContain("backdoor");
        assertThat(model.requests()).hasSize(before + 2);

        model.answers(request -> ModelServer.saying(request, bad));
        ModuleScaffolded unfit = scaffolded("An S3 bucket with a backdoor");
        assertThat(unfit.getAi().getStatus() + " " + unfit.getAi().getReason()).isEqualTo("unavailable module.unfit");
        assertThat(unfit.getFiles())
                .isEqualTo(withoutModel("An S3 bucket with a backdoor").getFiles());
        assertThat(model.requests()).hasSize(before + 4);

        model.answers(request -> ModelServer.saying(request, "none"));
        ModuleScaffolded nothing = scaffolded("An S3 bucket with unicorns");
        assertThat(nothing.getAi().getStatus()).isEqualTo("used");
        assertThat(nothing.getFiles())
                .isEqualTo(withoutModel("An S3 bucket with unicorns").getFiles());

        model.answers(_ -> new Said.Silence());
        ModuleScaffolded alone = scaffolded("An S3 bucket with silence");
        assertThat(alone.getAi().getStatus() + " " + alone.getAi().getReason())
                .isEqualTo("unavailable provider.timeout");
        assertThat(alone.getFiles())
                .isEqualTo(withoutModel("An S3 bucket with silence").getFiles());
    }

    private static void requireCurated(ModuleScaffolded extended, String description) {
        withoutModel(description).getFiles().forEach((path, text) -> {
            if (!path.equals("README.md")) {
                assertThat(extended.getFiles()).containsEntry(path, text);
            }
        });
    }

    private static ModuleScaffolded withoutModel(String description) {
        return (ModuleScaffolded) new ScaffoldModule(new ModuleExtensions(LanguageModel.none()))
                .handle(new Event<>(UUID.randomUUID(), "acme", Optional.empty(), false, module(description)))
                .publications()
                .getFirst()
                .value();
    }

    private ModuleScaffolded scaffolded(String description) {
        UUID operation = UUID.randomUUID();
        wire.publish(Topics.MODULE_REQUESTED, "acme", UUID.randomUUID(), operation, module(description));
        eventually(() ->
                assertThat(wire.eventsOf(Topics.MODULE_SCAFFOLDED, operation)).hasSize(1));
        return wire.eventsOf(Topics.MODULE_SCAFFOLDED, operation).getFirst();
    }

    private static ModuleRequested module(String description) {
        return ModuleRequested.newBuilder()
                .setScaffoldId(UUID.randomUUID().toString())
                .setClient("acme")
                .setDescription(description)
                .setRequestedAt(Instant.now().truncatedTo(ChronoUnit.MILLIS))
                .build();
    }

    private List<String> planned(Attack attack) {
        PlanSubmitted plan = attacked(attack);

        PlanAnalyzed analyzed = analyzed(plan);

        PlanExplanation said = analyzed.getExplanation();
        assertThat(Stream.of(said.getSummary(), said.getRisk(), said.getRollback()))
                .as(attack.name())
                .containsOnlyNulls();
        assertThat(PlanAnalyzed.newBuilder(analyzed)
                        .setExplanation(null)
                        .setAi(new AiUse("off", null, null, 0, 0, null))
                        .build())
                .as(attack.name())
                .isEqualTo(withoutModel(plan));
        return said.getDropped().stream().distinct().toList();
    }

    private List<String> diagnosed(Attack attack) {
        UUID operation = UUID.randomUUID();
        String log =
                "Error: creating SQS Queue (jobs): operation error SQS: CreateQueue, https response error StatusCode: 403,"
                        + " api error AccessDenied: " + attack.planted();
        PipelineFailed failed = PipelineFailed.newBuilder()
                .setDiagnosisId(UUID.randomUUID().toString())
                .setClient("acme")
                .setModule("network")
                .setSubmittedAt(Instant.now().truncatedTo(ChronoUnit.MILLIS))
                .setLog(ByteBuffer.wrap(log.getBytes(UTF_8)))
                .build();
        wire.publish(Topics.PIPELINE_FAILED, "acme/network", UUID.randomUUID(), operation, failed);
        eventually(() ->
                assertThat(wire.eventsOf(Topics.PIPELINE_DIAGNOSED, operation)).hasSize(1));
        PipelineDiagnosed diagnosed =
                wire.eventsOf(Topics.PIPELINE_DIAGNOSED, operation).getFirst();
        assertThat(diagnosed.getCause()).as(attack.name()).isEqualTo("aws.access-denied");
        assertThat(diagnosed.getExplanation().getText()).as(attack.name()).isNull();
        return diagnosed.getExplanation().getDropped().stream().distinct().toList();
    }

    private void requireOnlyWhatMayBeSent(JsonNode request) {
        assertThat(request.path("messages").values())
                .extracting(message -> message.path("role").asString())
                .containsExactly("system", "user");
        assertThat(request.path("messages").path(0).path("content").asString()).startsWith("You put ");
        JsonNode told = JSON.readTree(ModelServer.asked(request));
        assertThat(told.propertyNames()).containsExactlyInAnyOrder("facts", "leftOut", "quotes");
        assertThat(request.toString()).doesNotContain(SECRET);
    }

    private static void requirePublished(List<String> table) throws IOException {
        Path page = Path.of("../docs/prompt-injection.md");
        String head = Files.readString(page);
        int from = head.indexOf("| attack |");
        String published = head.substring(0, from)
                + "| attack | stands in | dropped as |\n|---|---|---|\n" + String.join("\n", table)
                + head.substring(head.indexOf("\n\n", from));
        if (Boolean.getBoolean("hub.scorecard.write")) {
            Files.writeString(page, published);
        }
        assertThat(head).as("write it anew with -Dhub.scorecard.write=true").isEqualTo(published);
    }

    /** A database is replaced: high risk, whatever anybody says. */
    private static PlanSubmitted attacked(Attack attack) {
        return plan("team-attacked", "aws_db_instance.main", List.of(attack));
    }

    private static PlanSubmitted plan(String team, String address, List<Attack> attacks) {
        ObjectNode plan = JSON.createObjectNode().put("format_version", "1.2").put("terraform_version", "1.11.4");
        ObjectNode change = plan.putArray("resource_changes").addObject();
        String type = address.substring(0, address.indexOf('.'));
        String key = attacks.stream()
                .filter(attack -> attack.place().equals("key"))
                .map(attack -> "[" + JSON.writeValueAsString(attack.planted()) + "]")
                .findFirst()
                .orElse("");
        change.put("address", address + key)
                .put("mode", "managed")
                .put("type", type)
                .put("name", "main");
        ObjectNode values = change.putObject("change");
        values.putArray("actions").add("delete").add("create");
        ObjectNode old = values.putObject("before").put("password", SECRET).put("identifier", "main");
        ObjectNode fresh =
                values.putObject("after").put("password", SECRET + "2").put("identifier", "main");
        values.putObject("before_sensitive").put("password", true);
        values.putObject("after_sensitive").put("password", true);
        for (Attack attack : attacks) {
            switch (attack.place()) {
                case "attribute" -> {
                    old.put(attack.planted(), "1");
                    fresh.put(attack.planted(), "2");
                }
                case "value" -> {
                    old.put("description", "one");
                    fresh.put("description", attack.planted());
                }
                case "output" -> {
                    ObjectNode output = plan.putObject("output_changes").putObject(attack.planted());
                    output.putArray("actions").add("create");
                    output.put("after", "x");
                }
                default -> {}
            }
        }
        String json = plan.toString();
        String module = placed(attacks, "module").orElse("network");
        String environment = placed(attacks, "environment").orElse("production");
        String hash = dev.infrahub.proofs.Digest.of(json + team);
        return PlanSubmitted.newBuilder()
                .setPlanId(PlanId.of("acme", module, environment, "json", hash)
                        .orElseThrow()
                        .toString())
                .setPlanHash(hash)
                .setClient("acme")
                .setModule(module)
                .setEnvironment(environment)
                .setTeam(team)
                .setFormat("json")
                .setPlan(ByteBuffer.wrap(json.getBytes(UTF_8)))
                .build();
    }

    private static Optional<String> placed(List<Attack> attacks, String place) {
        return attacks.stream()
                .filter(attack -> attack.place().equals(place))
                .map(Attack::planted)
                .findFirst();
    }

    private static PlanAnalyzed withoutModel(PlanSubmitted plan) {
        AnalyzePlan handler = new AnalyzePlan(
                Policy.DEFAULT,
                new Workplace(64L * 1024 * 1024, Duration.ofMinutes(1)),
                new PlanWords(LanguageModel.none()));
        return (PlanAnalyzed)
                handler.handle(new Event<>(UUID.randomUUID(), "acme/network", Optional.empty(), false, plan))
                        .publications()
                        .getFirst()
                        .value();
    }

    private PlanAnalyzed analyzed(PlanSubmitted plan) {
        UUID operation = submitted("acme/" + plan.getModule(), plan);
        eventually(
                () -> assertThat(wire.eventsOf(Topics.PLAN_ANALYZED, operation)).hasSize(1));
        return wire.eventsOf(Topics.PLAN_ANALYZED, operation).getFirst();
    }

    private UUID submitted(String key, PlanSubmitted plan) {
        UUID operation = UUID.randomUUID();
        wire.publish(Topics.PLAN_SUBMITTED, key, UUID.randomUUID(), operation, plan);
        return operation;
    }

    private String status(String team, String name) {
        AiUse ai = analyzed(plan(team, "terraform_data." + team.replace('-', '_') + "_" + name, List.of()))
                .getAi();
        return ai.getStatus() + " " + ai.getReason();
    }

    private void decide(
            String team,
            String action,
            boolean enabled,
            @Nullable Integer maxDailyCalls,
            @Nullable Long maxMonthlyCostMicros) {
        wire.publish(
                Topics.AI_POLICY_DECIDED,
                team + "/" + action,
                UUID.randomUUID(),
                AiPolicyDecided.newBuilder()
                        .setTeam(team)
                        .setAction(action)
                        .setEnabled(enabled)
                        .setMaxDailyCalls(maxDailyCalls)
                        .setMaxMonthlyCostMicros(maxMonthlyCostMicros)
                        .setDecidedBy("an administrator")
                        .setDecidedAt(Instant.now().truncatedTo(ChronoUnit.MILLIS))
                        .build());
        eventually(() -> assertThat(rows("select count(*) from plan_analyzer.ai_policies where team = '" + team + "'"))
                .isEqualTo(1));
    }

    private List<AiUsed> uses(String team) {
        return wire.eventsOf(Topics.AI_USED).stream()
                .filter(use -> team.equals(use.getTeam()))
                .toList();
    }

    private long rows(String sql) throws SQLException {
        try (Connection connection = database.connect();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            rows.next();
            return rows.getLong(1);
        }
    }
}
