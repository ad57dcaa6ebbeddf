package dev.infrahub.diagnosis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.infrahub.diagnosis.Diagnosis.Confidence;
import dev.infrahub.testkit.TestData;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Logs of real runs that failed, and what they are known to have failed of. */
class RealFailuresTests {

    private static final Map<String, String> CAUSES = Map.of(
            "AccessDeniedException", "aws.access-denied",
            "ResourceAlreadyExistsException", "aws.already-exists",
            "ThrottlingException", "aws.throttled",
            "StateLock", "terraform.state-locked",
            "BackendInit", "terraform.backend-init",
            "ModuleNotFound", "terraform.module-not-found",
            "Cycle", "terraform.cycle",
            "InvalidForEach", "terraform.for-each-unknown");

    private record Labelled(String name, List<String> cells) {}

    private static Stream<Labelled> labels(Path folder, String file) throws IOException {
        return Files.readAllLines(folder.resolve(file)).stream()
                .skip(1)
                .map(line -> List.of(line.split("\t", -1)))
                .map(cells -> new Labelled(cells.getFirst(), cells));
    }

    @Test
    void each_apply_is_told_by_its_cause_and_the_call_that_failed() throws IOException {
        Path folder = TestData.folder("failures");

        assertThat(labels(folder, "labels.tsv")).isNotEmpty().allSatisfy(label -> {
            byte[] log = Files.readAllBytes(folder.resolve(label.name() + ".log"));
            Diagnosis told = Given.diagnosed(log);
            assertThat(told.cause())
                    .as(label.name())
                    .hasValue(CAUSES.get(label.cells().get(2)));
            assertThat(told.confidence()).isEqualTo(Confidence.CONFIRMED);
            assertThat(told.operation().orElse("-")).isEqualTo(label.cells().get(1));
            assertEvidence(told, log);
        });
    }

    @Test
    void each_plan_and_init_is_told_with_the_lines_that_say_so() throws IOException {
        Path folder = TestData.folder("failures");

        assertThat(labels(folder, "plan-labels.tsv")).isNotEmpty().allSatisfy(label -> {
            byte[] log = Files.readAllBytes(folder.resolve(label.name()));
            Diagnosis told = Given.diagnosed(log);
            assertThat(told.confidence()).as(label.name()).isNotEqualTo(Confidence.INCONCLUSIVE);
            assertThat(told.probableCause()).isPresent();
            assertThat(told.outcomes().wasBegun()).isFalse();
            assertThat(told.evidence().getFirst().text()).startsWith("Error: ");
            assertEvidence(told, log);
        });
    }

    @Test
    void a_plan_that_was_made_is_met_with_silence() throws IOException {
        Path folder = TestData.folder("plans-text");

        try (Stream<Path> plans =
                Files.list(folder).filter(file -> !file.toString().endsWith(".tsv"))) {
            assertThat(plans.filter(Files::isRegularFile))
                    .hasSizeGreaterThan(40)
                    .allSatisfy(plan -> {
                        Diagnosis told = Given.diagnosed(Files.readAllBytes(plan));
                        assertThat(told.category()).as(plan.toString()).isEqualTo("none");
                        assertThat(told.probableCause()).isEmpty();
                    });
        }
    }

    private static void assertEvidence(Diagnosis told, byte[] log) {
        List<String> lines =
                new String(log, java.nio.charset.StandardCharsets.UTF_8).lines().toList();
        assertThat(told.evidence())
                .isNotEmpty()
                .allSatisfy(line -> assertThat(lines.get(line.number() - 1)).contains(line.text()));
    }
}
