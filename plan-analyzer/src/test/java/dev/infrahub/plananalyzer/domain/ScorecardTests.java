package dev.infrahub.plananalyzer.domain;

import static org.assertj.core.api.Assertions.assertThat;

import dev.infrahub.findings.Rule;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ScorecardTests {

    private static final Path PAGE = Given.projectFile("docs/risk-scorecard.md");

    /** Judge the action or the plan as a whole: nothing about them is known only after apply. */
    private static final Set<Rule> ALWAYS_KNOWN = Set.of(
            Rule.DATA_DESTROYED,
            Rule.DATA_REPLACED,
            Rule.LOSS_POSSIBLE,
            Rule.VALUE_REGENERATED,
            Rule.RESOURCE_DESTROYED,
            Rule.RESOURCE_REPLACED,
            // what cannot be read of a policy is asked by the rule about what it grants
            Rule.IAM_LOOSENED,
            Rule.IAM_LET_IN,
            Rule.IAM_REPLACED,
            Rule.RUNS_CODE,
            Rule.DRIFT,
            Rule.INCOMPLETE,
            Rule.ERRORED,
            Rule.CHECK_FAILED,
            Rule.SIZE,
            Rule.BLAST_RADIUS,
            Rule.FORGOTTEN,
            Rule.VALUES_UNKNOWN,
            Rule.NOT_JUDGED,
            Rule.PRODUCTION);

    static Stream<String> fixtures() {
        return Scorecard.labels().stream().map(Scorecard.Label::fixture).distinct();
    }

    @ParameterizedTest
    @MethodSource("fixtures")
    void theRulesSayWhatIsLabelledAndNothingElse(String fixture) {
        List<Scorecard.Judgement> expected = Scorecard.labels().stream()
                .filter(label ->
                        label.fixture().equals(fixture) && !label.verdict().equals("no"))
                .map(Scorecard.Label::judgement)
                .sorted(Comparator.comparing(Scorecard.Judgement::address).thenComparing(Scorecard.Judgement::rule))
                .toList();
        assertThat(Scorecard.judgements(fixture)).containsExactlyElementsOf(expected);
    }

    @Test
    void everyNoIsAboutAnAddressOfThePlanThatTheRuleIsSilentAbout() {
        Scorecard.labels().stream()
                .filter(label -> label.verdict().equals("no"))
                .forEach(label -> {
                    assertThat(Scorecard.judgements(label.fixture()))
                            .as(label.id())
                            .noneMatch(judgement -> judgement.address().equals(label.address())
                                    && judgement.rule().equals(label.rule())
                                    && !judgement.verdict().equals("standing"));
                    assertThat(exists(label)).as(label.id()).isTrue();
                });
    }

    private static boolean exists(Scorecard.Label label) {
        try {
            String quoted = label.address().replace("\"", "\\\"");
            return label.address().equals("-")
                    || Files.readString(Scorecard.FOLDER.resolve(label.fixture()))
                            .replace(": \"", ":\"")
                            .contains("\"address\":\"" + quoted + "\"");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void everyRuleIsShownToSayYesAndNoAndUnknownWhereItCan() {
        List<Scorecard.Label> labels = Scorecard.labels();
        for (Rule rule : Rule.values()) {
            if (rule == Rule.PRODUCTION) {
                continue;
            }
            List<String> verdicts = labels.stream()
                    .filter(label -> label.rule().equals(rule.id()))
                    .map(Scorecard.Label::verdict)
                    .toList();
            assertThat(verdicts).as(rule.id()).contains("yes", "no");
            if (!ALWAYS_KNOWN.contains(rule)) {
                assertThat(verdicts).as(rule.id()).contains("unknown");
            }
        }
        assertThat(labels).hasSizeGreaterThanOrEqualTo(60);
        assertThat(labels).extracting(Scorecard.Label::id).doesNotHaveDuplicates();
        assertThat(labels).allMatch(label -> label.why().endsWith("."));
    }

    /** With {@code -Dhub.scorecard.write=true} the page is written instead. */
    @Test
    void thePublishedPageIsTheTable() throws IOException {
        if (Boolean.getBoolean("hub.scorecard.write")) {
            Files.writeString(PAGE, Scorecard.page());
        }
        assertThat(PAGE).hasContent(Scorecard.page());
    }
}
