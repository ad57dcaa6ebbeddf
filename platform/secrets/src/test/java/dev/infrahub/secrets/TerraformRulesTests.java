package dev.infrahub.secrets;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The rules that read a file by its structure, by their examples. */
class TerraformRulesTests {

    private static final String BEHIND_PATH = ": ";

    private record Given(String path, String text, String secret) {

        static Given of(Rule rule, String example) {
            int end = example.indexOf(BEHIND_PATH);
            Specimens.Specimen filled = Example.of(rule, example.substring(end + BEHIND_PATH.length()));
            return new Given(example.substring(0, end), filled.text(), filled.secret());
        }

        private List<Finding> found() {
            return Secrets.inFile(path, text);
        }
    }

    private static List<Rule> rules() {
        return Rules.all().stream()
                .filter(rule -> rule.reading() == Rule.Reading.FILE)
                .toList();
    }

    @ParameterizedTest
    @MethodSource("rules")
    void every_example_is_found_once_and_by_its_rule(Rule rule) {
        for (String example : rule.finds()) {
            Given given = Given.of(rule, example);
            assertThat(given.found())
                    .as(example)
                    .extracting(finding -> finding.ruleId() + " " + finding.in(given.text()))
                    .containsExactly(rule.id() + " " + given.secret());
        }
    }

    @ParameterizedTest
    @MethodSource("rules")
    void what_resembles_it_is_not(Rule rule) {
        for (String example : rule.leaves()) {
            Given given = Given.of(rule, example);
            assertThat(given.found())
                    .as(example)
                    .noneMatch(finding -> finding.ruleId().equals(rule.id()));
            assertThat(given.found())
                    .as(example)
                    .allMatch(finding -> Rules.of(finding.ruleId()).isAdvice());
        }
    }

    /** Redaction finds in texts, and none of these rules does. */
    @ParameterizedTest
    @MethodSource("rules")
    void no_text_is_searched_by_it(Rule rule) {
        for (String example : rule.finds()) {
            assertThat(Secrets.find(Given.of(rule, example).text()))
                    .as(example)
                    .noneMatch(finding -> finding.ruleId().startsWith("terraform-"));
        }
    }
}
