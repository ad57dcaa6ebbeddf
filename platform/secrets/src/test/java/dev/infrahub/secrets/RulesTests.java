package dev.infrahub.secrets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Locale;
import org.junit.jupiter.api.Test;

class RulesTests {

    private static final String WHOLE = """
            [a]
            title = A
            severity = low
            opens = Nothing.
            remedy = None.
            source = https://example.com
            keywords = a-
            form = a-[0-9]{4}
            """;

    @Test
    void there_is_a_rule_for_most_of_what_is_issued() {
        assertThat(Rules.all()).hasSizeGreaterThan(200);
        assertThat(Rules.all()).extracting(Rule::id).doesNotHaveDuplicates();
    }

    @Test
    void every_rule_says_what_it_finds_what_that_opens_and_what_to_do() {
        for (Rule rule : Rules.all()) {
            assertThat(rule.title()).as(rule.id()).isNotBlank().doesNotEndWith(".");
            assertThat(rule.description())
                    .as(rule.id())
                    .hasSizeGreaterThan(10)
                    .endsWith(".")
                    .contains(" ");
            assertThat(rule.remedy())
                    .as(rule.id())
                    .hasSizeGreaterThan(10)
                    .endsWith(".")
                    .contains(" ");
            assertThat(rule.source()).as(rule.id()).startsWith("https://");
            assertThat(Rules.of(rule.id())).isSameAs(rule);
        }
    }

    @Test
    void every_rule_that_reads_a_text_has_keywords_and_examples_of_both_kinds() {
        for (Rule rule : Rules.all()) {
            if (rule.reading() == Rule.Reading.PACKED) {
                continue;
            }
            assertThat(rule.keywords().isEmpty()).as(rule.id()).isEqualTo(rule.reading() == Rule.Reading.FILE);
            assertThat(rule.keywords())
                    .as(rule.id())
                    .allMatch(keyword -> keyword.equals(keyword.toLowerCase(Locale.ROOT)));
            assertThat(rule.finds()).as(rule.id()).isNotEmpty();
            assertThat(rule.leaves()).as(rule.id()).isNotEmpty();
        }
    }

    @Test
    void a_mistake_in_a_file_of_rules_is_told() {
        assertThat(RuleFile.read("x", WHOLE))
                .singleElement()
                .extracting(Rule::id)
                .isEqualTo("a");
        assertThatThrownBy(() -> RuleFile.read("x", WHOLE.replace("remedy", "cure")))
                .hasMessage("x: [a] cure = None.");
        assertThatThrownBy(() -> RuleFile.read("x", WHOLE.replace("remedy = None.\n", "")))
                .hasMessage("x: [a] has no remedy");
        assertThatThrownBy(() -> Rules.of("x")).hasMessage("there is no rule x");
    }

    @Test
    void of_two_rules_that_find_the_same_the_more_specific_counts() {
        assertThat(Rules.moreSpecific("named-secret", "github-token")).isEqualTo("github-token");
        assertThat(Rules.moreSpecific("github-token", "authorization-header")).isEqualTo("github-token");
        assertThat(Rules.moreSpecific("url-password", "postgres-uri")).isEqualTo("postgres-uri");
        assertThat(Rules.moreSpecific("jwt", "packed-too-large")).isEqualTo("jwt");
    }
}
