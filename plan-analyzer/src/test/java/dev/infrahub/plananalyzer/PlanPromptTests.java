package dev.infrahub.plananalyzer;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.infrahub.ai.AiProperties;
import dev.infrahub.ai.LanguageModel;
import dev.infrahub.ai.PromptContext;
import dev.infrahub.events.Event;
import dev.infrahub.plananalyzer.domain.Policy;
import dev.infrahub.proofs.Digest;
import dev.infrahub.proofs.PlanId;
import dev.infrahub.schemas.PlanAnalyzed;
import dev.infrahub.schemas.PlanSubmitted;
import dev.infrahub.schemas.PlannedResource;
import dev.infrahub.schemas.RiskReason;
import dev.infrahub.testkit.Golden;
import dev.infrahub.testkit.TestData;
import dev.infrahub.workplace.Workplace;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

/** What a model is told of a plan, word for word, and how much that is. */
class PlanPromptTests {

    private static final Path GOLDEN = Path.of("src/test/resources/dev/infrahub/plananalyzer/golden");
    private static final AiProperties SETTINGS = new Binder(new MapConfigurationPropertySource(Map.of()))
            .bindOrCreate("hub.ai", Bindable.of(AiProperties.class));
    private static final Set<String> LOSING = Set.of("delete", "replace");

    /** A change of the prompt is seen as the diff of these files; where it is meant, its version is raised. */
    @ParameterizedTest
    @ValueSource(strings = {"additions", "losses", "nothing"})
    void a_prompt_is_as_it_was_looked_at(String name) throws IOException {
        PlanAnalyzed plan = analyzed(Files.readString(GOLDEN.resolve(name + ".plan.json")));
        String rendered = PlanWords.PROMPT.version() + "\n\n" + PlanWords.PROMPT.instructions() + "\n\n"
                + String.join("\n", told(plan).facts()) + "\n";
        Golden.hold(GOLDEN.resolve(name + ".prompt.txt"), rendered);
    }

    /** Of real plans: within the aim, and nothing notable is missing. */
    @Test
    void half_of_all_real_plans_take_less_than_1200_tokens_and_what_is_notable_is_told() throws IOException {
        List<Integer> sizes = new ArrayList<>();
        List<String> missing = new ArrayList<>();
        for (Path file : plans()) {
            PlanAnalyzed plan = analyzed(Files.readString(file, UTF_8));
            PromptContext told = told(plan);
            sizes.add(told.tokens(PlanWords.PROMPT));
            String all = String.join("\n", told.facts());
            notable(plan)
                    .filter(notable -> !all.contains(notable))
                    .forEach(one -> missing.add(file.getFileName() + " " + one));
        }
        sizes.sort(null);
        assertThat(sizes).hasSizeGreaterThan(300);
        System.out.printf(
                "Tokens of a plan's prompt: median %d, 90 of 100 under %d, most %d%n",
                sizes.get(sizes.size() / 2), sizes.get(sizes.size() * 9 / 10), sizes.getLast());
        assertThat(sizes.get(sizes.size() / 2)).isLessThan(1200);
        assertThat(missing).isEmpty();
    }

    /** What somebody has to look at: each reason from medium on, and the kind of everything that is lost. */
    private static Stream<String> notable(PlanAnalyzed plan) {
        Stream<String> reasons = plan.getRisk().getReasons().stream()
                .filter(reason -> !"low".equals(reason.getSeverity()))
                .map(RiskReason::getDetail);
        Stream<String> lost = plan.getResources().stream()
                .filter(resource -> LOSING.contains(resource.getAction()))
                .map(PlannedResource::getAction)
                .distinct()
                .map(action -> "\n" + action);
        return Stream.concat(reasons, lost);
    }

    private static PromptContext told(PlanAnalyzed plan) {
        return PromptContext.of(PlanWords.question(plan), SETTINGS);
    }

    private static List<Path> plans() {
        try (Stream<Path> files = Files.list(TestData.folder("plans"))) {
            return files.filter(file -> file.toString().endsWith(".json"))
                    .sorted()
                    .collect(Collectors.toList());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static PlanAnalyzed analyzed(String json) {
        AnalyzePlan handler = new AnalyzePlan(
                Policy.DEFAULT,
                new Workplace(256L * 1024 * 1024, Duration.ofMinutes(1)),
                new PlanWords(LanguageModel.none()));
        String hash = Digest.of(json);
        PlanSubmitted plan = PlanSubmitted.newBuilder()
                .setPlanId(PlanId.of("acme", "network", "production", "json", hash)
                        .orElseThrow()
                        .toString())
                .setPlanHash(hash)
                .setClient("acme")
                .setModule("network")
                .setEnvironment("production")
                .setDeeds(List.of())
                .setFormat("json")
                .setPlan(ByteBuffer.wrap(json.getBytes(UTF_8)))
                .build();
        return (PlanAnalyzed)
                handler.handle(new Event<>(UUID.randomUUID(), "acme/network", Optional.empty(), false, plan))
                        .publications()
                        .getFirst()
                        .value();
    }
}
