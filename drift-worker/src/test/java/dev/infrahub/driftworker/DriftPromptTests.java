package dev.infrahub.driftworker;

import static org.assertj.core.api.Assertions.assertThat;

import dev.infrahub.ai.AiProperties;
import dev.infrahub.ai.PromptContext;
import dev.infrahub.ai.Question;
import dev.infrahub.driftworker.domain.Agreements;
import dev.infrahub.driftworker.domain.DriftAnalysis;
import dev.infrahub.driftworker.domain.DriftAnalyst;
import dev.infrahub.driftworker.domain.Scan;
import dev.infrahub.driftworker.domain.ScanKey;
import dev.infrahub.driftworker.domain.Standing;
import dev.infrahub.schemas.DriftCheckSubmitted;
import dev.infrahub.terraform.Plan;
import dev.infrahub.testkit.Golden;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

/** What a model is told of drift, word for word. */
class DriftPromptTests {

    private static final Path GOLDEN = Path.of("src/test/resources/dev/infrahub/driftworker/golden");
    private static final String ID = "0b6f5c1e-3a52-4d0e-9c1b-7f4f0a2d9e31";
    private static final AiProperties SETTINGS = new Binder(new MapConfigurationPropertySource(Map.of()))
            .bindOrCreate("hub.ai", Bindable.of(AiProperties.class));

    /** A change of the prompt is seen as the diff of this file; where it is meant, its version is raised. */
    @Test
    void a_prompt_is_as_it_was_looked_at() throws IOException {
        Question question = question(Files.readAllBytes(GOLDEN.resolve("opened.plan.json")));
        PromptContext told = PromptContext.of(question, SETTINGS);

        assertThat(told.facts()).noneMatch(fact -> fact.contains("hunter2") || fact.contains("all is well"));
        Golden.hold(
                GOLDEN.resolve("opened.prompt.txt"),
                question.prompt().version() + "\n\n" + question.prompt().instructions() + "\n\n"
                        + String.join("\n", told.facts()) + "\n");
    }

    private static Question question(byte[] plan) {
        DriftCheckSubmitted check = DriftCheckSubmitted.newBuilder()
                .setCheckId(ID)
                .setClient("acme")
                .setModule("network")
                .setSubmittedAt(Instant.EPOCH)
                .setFormat("json")
                .setPlan(ByteBuffer.wrap(plan))
                .build();
        DriftAnalysis analysis = DriftAnalyst.analyze(
                () -> new ByteArrayInputStream(plan),
                Plan.Format.JSON,
                new Scan("network", OptionalInt.empty(), Instant.EPOCH, Agreements.NONE));
        ScanKey key = ScanKey.of(analysis, Instant.EPOCH, ID);
        return DriftWords.question(
                new DriftEvents(check, key, analysis, Standing.after(Optional.empty(), key, analysis)).analyzed(true));
    }
}
