package dev.infrahub.diagnosis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.infrahub.diagnosis.Scorecard.Judged;
import dev.infrahub.diagnosis.Scorecard.Label;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What is told of logs that were made for it, as it is published. */
class ScorecardTests {

    private static final Path PAGE = Path.of("../../docs/diagnosis-scorecard.md");

    /** Of a hundred. */
    private static final int LEAST = 95;

    static Stream<Label> quiet() {
        return Scorecard.labels().stream().filter(Label::isSilence);
    }

    @ParameterizedTest
    @MethodSource("quiet")
    void a_run_in_which_nothing_failed_is_met_with_silence(Label label) {
        Diagnosis told = Scorecard.judged(label).told();

        assertThat(told.category()).isEqualTo("none");
        assertThat(told.probableCause()).isEmpty();
        assertThat(told.evidence()).isEmpty();
    }

    @Test
    void nearly_all_are_told_right() {
        List<Judged> failures = Scorecard.labels().stream()
                .filter(label -> !label.isSilence())
                .map(Scorecard::judged)
                .toList();

        assertThat(failures.stream().filter(Judged::isRight))
                .hasSizeGreaterThanOrEqualTo(failures.size() * LEAST / 100);
    }

    @Test
    void there_are_enough_of_them_and_each_is_labelled() throws IOException {
        List<Label> labels = Scorecard.labels();

        assertThat(labels).extracting(Label::log).doesNotHaveDuplicates();
        assertThat(labels.stream().filter(Predicate.not(Label::isSilence))).hasSizeGreaterThanOrEqualTo(60);
        assertThat(quiet()).hasSizeGreaterThanOrEqualTo(20);
        try (Stream<Path> logs = Files.list(Scorecard.FOLDER.resolve("logs"))) {
            assertThat(logs)
                    .containsExactlyInAnyOrderElementsOf(
                            labels.stream().map(Scorecard::file).toList());
        }
    }

    @Test
    void no_log_names_the_machine_that_made_it() {
        assertThat(Scorecard.labels())
                .allSatisfy(label -> assertThat(Scorecard.file(label))
                        .content()
                        .doesNotContain("/tmp/", "/root/", "/home/", "/opt/", "root@"));
    }

    /** With {@code -Dhub.scorecard.write=true} the page is written instead. */
    @Test
    void the_published_page_is_what_is_told() throws IOException {
        if (Boolean.getBoolean("hub.scorecard.write")) {
            Files.writeString(PAGE, Scorecard.page());
        }
        assertThat(PAGE).hasContent(Scorecard.page());
    }
}
