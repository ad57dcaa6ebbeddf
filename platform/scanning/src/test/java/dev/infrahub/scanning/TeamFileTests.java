package dev.infrahub.scanning;

import static dev.infrahub.scanning.Given.GITHUB;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.infrahub.testkit.Effort;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The rules of a team, as gitleaks 8 reads them. */
class TeamFileTests {

    private static final String WORD = "acme_" + "Zk3Vb9QzT1xWm7Rs";
    private static final String LINE = "call " + WORD + " # note\n";

    private static final String RULE = """
            [[rules]]
            id = "acme-token"
            description = "Token of Acme"
            regex = '''(acme)_([A-Za-z0-9]{16})'''
            """;

    private static Scan.Result scan(String toml, String path, String text) {
        Scan scan = Given.scan(TeamFile.rules(toml));
        scan.file(path, text.getBytes(StandardCharsets.UTF_8));
        return scan.result();
    }

    private static List<Detection> found(String toml, String path, String text) {
        return scan(toml, path, text).detections();
    }

    private static List<Detection> found(String toml) {
        return found(toml, "src/a.txt", LINE);
    }

    private static List<String> allowedBy(String toml) {
        return found(toml).stream().map(one -> one.allowedBy().orElse("")).toList();
    }

    @Test
    void a_rule_finds_what_its_expression_matches_and_shows_nothing_of_it() {
        Detection one = found(RULE + "secretGroup = 2").getFirst();

        assertThat(one.ruleId()).isEqualTo("acme-token");
        assertThat(one.place()).isEqualTo(new Place(1, 11, 1, 27));
        assertThat(one.redacted()).isEqualTo("****");
        assertThat(TeamFile.rules(RULE).note("acme-token").title()).isEqualTo("Token of Acme");
    }

    @Test
    void where_no_group_is_named_the_first_that_matches_is_secret() {
        assertThat(found(RULE).getFirst().place()).isEqualTo(new Place(1, 6, 1, 10));
        assertThat(found(RULE.replace("(acme)_", "(b)?acme_")).getFirst().place())
                .isEqualTo(new Place(1, 11, 1, 27));
        assertThat(found(RULE.replace("(acme)_(", "acme_(?:")).getFirst().place())
                .isEqualTo(new Place(1, 6, 1, 27));
    }

    @Test
    void the_ends_of_lines_around_a_match_are_none_of_it() {
        assertThat(found("[[rules]]\nid = 'a'\nregex = '\\nacme\\n'", "a.txt", "b\nacme\nc")
                        .getFirst()
                        .place())
                .isEqualTo(new Place(2, 1, 2, 5));
    }

    @ParameterizedTest
    @CsvSource({
        "entropy = 3.5,1",
        "entropy = 4.5,0",
        "entropy = 4,0",
        "'keywords = [\"zz\", \"ACME\"]',1",
        "keywords = [\"zz\"],0"
    })
    void what_is_too_plain_or_without_a_keyword_is_none(String line, int count) {
        assertThat(found(RULE + "secretGroup = 2\n" + line)).hasSize(count);
    }

    @Test
    void a_rule_with_a_path_is_of_its_files() {
        String toml = RULE + "path = '''\\.env$'''";

        assertThat(found(toml, "a/.env", LINE)).hasSize(1);
        assertThat(found(toml, "a/.env.txt", LINE)).isEmpty();
    }

    @Test
    void a_rule_with_a_path_alone_finds_files_whatever_is_in_them() {
        String toml = "[[rules]]\nid = 'store'\npath = '''\\.p12$'''\n[[rules.allowlists]]\npaths = ['''^test/''']";

        assertThat(found(toml, "a.p12", "\0\1")).extracting(Detection::place).containsExactly(new Place(1, 1, 1, 1));
        assertThat(found(toml, "test/a.p12", ""))
                .extracting(one -> one.allowedBy().isPresent())
                .containsExactly(true);
        assertThat(found(toml, "a.p12.txt", "")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\0',
            value = {
                "paths = ['''^src/'''] | true",
                "paths = ['''^lib/'''] | false",
                "stopwords = ['ZK3VB'] | true",
                "stopwords = ['acme'] | false",
                "regexes = ['''^Zk3'''] | true",
                "regexes = ['''acme'''] | false",
                "regexes = ['''^acme_'''], regexTarget = 'match' | true",
                "regexes = ['''note'''], regexTarget = 'match' | false",
                "regexes = ['''^call .* note'''], regexTarget = 'line' | true",
                "regexes = ['''^Zk3'''], regexTarget = 'secret' | true",
                "commits = ['abc'] | false",
                "commits = ['abc'], paths = ['''^src/'''] | true",
                "commits = ['abc'], paths = ['''^src/'''], condition = 'AND' | false",
                "regexes = ['''^Zk3'''], paths = ['''^lib/'''] | true",
                "regexes = ['''^Zk3'''], paths = ['''^lib/'''], condition = 'and' | false",
                "regexes = ['''^Zk3'''], paths = ['''^src/'''], condition = '&&' | true",
                "regexes = ['''^Zk3'''], stopwords = ['zz'], condition = 'AND' | false",
                "regexes = ['''nothing'''], stopwords = ['zk3'], condition = 'or' | true"
            })
    void an_allowlist_allows_by_what_it_names(String list, boolean isAllowed) {
        String rule = RULE + "secretGroup = 2\n";
        String lines = list.replace(", ", "\n");
        for (String where : List.of("[rules.allowlist]", "[[rules.allowlists]]", "[allowlist]", "[[allowlists]]")) {
            assertThat(allowedBy(rule + where + "\n" + lines + "\n"))
                    .as(where)
                    .containsExactly(isAllowed ? "allowlist" : "");
        }
    }

    @Test
    void one_of_several_allowlists_is_enough_and_names_count_in_any_case() {
        assertThat(
                        allowedBy(
                                RULE
                                        + "secretgroup = 2\n[[rules.allowLists]]\npaths = ['no']\n[[rules.allowlists]]\nStopWords = ['zk']\n"))
                .containsExactly("allowlist");
    }

    @Test
    void an_allowlist_of_some_rules_is_theirs() {
        String both = RULE + RULE.replace("acme-token", "other");
        List<Detection> found = found(both + "[[allowlists]]\ntargetRules = ['other']\npaths = ['src']\n");

        assertThat(found)
                .extracting(one -> one.ruleId() + one.allowedBy().isPresent())
                .containsExactly("acme-tokenfalse", "othertrue");
    }

    @Test
    void the_rules_of_the_hub_count_where_they_are_asked_for() {
        String text = "t = \"" + GITHUB + "\"\n" + LINE;
        String extended = "[extend]\nuseDefault = true\n" + RULE;

        assertThat(found(RULE, "a.tf", text)).extracting(Detection::ruleId).containsExactly("acme-token");
        assertThat(found(extended, "a.tf", text))
                .extracting(Detection::ruleId)
                .containsExactly("github-token", "acme-token");
        assertThat(found(extended.replace("true", "true\ndisabledRules = ['github-token']"), "a.tf", text))
                .extracting(Detection::ruleId)
                .containsExactly("acme-token");
    }

    @Test
    void a_rule_of_the_hub_is_narrowed_or_replaced_under_its_id() {
        String text = "t = \"" + GITHUB + "\"\n";
        String extended = "[extend]\nuseDefault = true\n[[rules]]\nid = 'github-token'\n";

        assertThat(found(extended + "path = 'x'", "a.tf", text)).isEmpty();
        assertThat(found(extended + "entropy = 9.0", "a.tf", text)).isEmpty();
        assertThat(found(extended + "[[rules.allowlists]]\nregexTarget = 'line'\nregexes = ['''^t =''']", "a.tf", text))
                .extracting(one -> one.allowedBy().orElse(""))
                .containsExactly("allowlist");
        assertThat(found(extended + "regex = 'acme'\ndescription = 'Ours'", "a.tf", text + "acme"))
                .extracting(one -> one.ruleId() + one.place().line())
                .containsExactly("github-token2");
        RuleNote note = TeamFile.rules(extended + "regex = 'acme'\ndescription = 'Ours'")
                .note("github-token");
        assertThat(note).isEqualTo(RuleNote.of("github-token").titled("Ours"));
    }

    @Test
    void what_both_find_is_the_teams_unless_that_allows_it() {
        String text = "t = \"" + GITHUB + "\"\n";
        String extended = "[extend]\nuseDefault = true\n[[rules]]\nid = 'mine'\nregex = '''ghp_\\w+'''\n";

        assertThat(found(extended, "a.tf", text)).extracting(Detection::ruleId).containsExactly("mine");
        List<Detection> both = found(extended + "[[rules.allowlists]]\npaths = ['a']", "a.tf", text);
        assertThat(both).extracting(Detection::ruleId).containsExactlyInAnyOrder("mine", "github-token");
        assertThat(both)
                .extracting(Detection::fingerprint)
                .containsOnly(both.getFirst().fingerprint());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\0',
            value = {
                "id = 'a'\\nregex = '''(?=x)''' | rule a: regex is no expression of RE2, invalid or unsupported Perl syntax: (?=;",
                "id = 'a'\\nregex = '''(x)\\1''' | rule a: regex is no expression of RE2, invalid escape sequence: \\1;",
                "id = 'a'\\nregex = '''x{2000}''' | rule a: regex is no expression of RE2, invalid repeat count: {2000};",
                "id = 'a'\\npath = '''(''' | rule a: path is no expression of RE2, missing closing ): (;",
                "id = 'a'\\nregex = 'x'\\n[[rules.allowlists]]\\nregexes = ['x', '['] | rule a: rules[0].allowlists[0].regexes is no expression of RE2, missing closing ]: [;",
                "id = 'a'\\nregex = '(x)'\\nsecretGroup = 2 | rule a: secretGroup is 2, and regex has 1 groups",
                "id = 'a' | rule a: it has neither regex nor path, so it would find nothing",
                "regex = 'x' | rules[0].id is required",
                "id = ' ' | rules[0].id is required",
                "id = 'a'\\nregex = 7 | rules[0].regex takes a string",
                "id = 'a'\\nregex = 'x'\\nentropy = 'much' | rules[0].entropy takes a number from 0 on",
                "id = 'a'\\nregex = 'x'\\nsecretGroup = -1 | rules[0].secretGroup takes a whole number from 0 on",
                "id = 'a'\\nregex = 'x'\\nsecretGroup = 1.5 | rules[0].secretGroup takes a whole number from 0 on",
                "id = 'a'\\nregex = 'x'\\nkeywords = ['x', 7] | rules[0].keywords takes a list of strings",
                "id = 'a'\\nregex = 'x'\\nskipReport = true | rule a: skipReport is not read",
                "id = 'a'\\nregex = 'x'\\n[[rules.required]]\\nid = 'b' | rule a: required is not read",
                "id = 'a'\\nregex = 'x'\\n[[rules.allowlists]]\\ndescription = 'x' | rules[0].allowlists[0].paths is required",
                "id = 'a'\\nregex = 'x'\\n[[rules.allowlists]]\\npaths = ['x']\\ncondition = 'XOR' | rules[0].allowlists[0].condition takes AND or OR",
                "id = 'a'\\nregex = 'x'\\n[[rules.allowlists]]\\npaths = ['x']\\nregexTarget = 'file' | rules[0].allowlists[0].regexTarget takes secret, match or line",
                "id = 'a'\\nregex = 'x'\\n[rules.allowlist]\\npaths = ['x']\\n[[rules.allowlists]]\\npaths = ['x'] | rules[0].allowlist stands beside allowlists",
                "id = 'a'\\nregex = 'x'\\n[[rules]]\\nid = 'a'\\nregex = 'y' | there are two rules with the id a",
                "id = 'a'\\nregex = 'x'\\n[extend]\\npath = 'base.toml' | extend.path is not read",
                "id = 'a'\\nregex = 'x'\\n[[allowlists]]\\ntargetRules = ['b']\\npaths = ['x'] | an allowlist is for rule b, which there is not",
                "id = 'a'\\nregex = | it is no TOML: line 3, column"
            })
    void what_cannot_be_done_is_refused_by_its_place_and_reason(String rule, String message) {
        String toml = "[[rules]]\n" + rule.replace("\\n", "\n");

        assertThatThrownBy(() -> TeamFile.rules(toml))
                .isInstanceOf(ScanRefused.class)
                .hasMessageStartingWith(message);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "title = 'x'", "[allowlist]\npaths = ['x']", "rules = []"})
    void a_file_that_would_find_nothing_is_refused(String toml) {
        assertThatThrownBy(() -> TeamFile.rules(toml)).hasMessageContaining("nothing would be found");
    }

    @Test
    void what_is_for_gitleaks_alone_is_noted() {
        List<String> notes = TeamFile.rules("""
                        title = "x"
                        minVersion = "8.25.0"
                        unknown = 1
                        [extend]
                        useDefault = true
                        disabledRules = ["generic-api-key"]
                        [[rules]]
                        id = "gitlab-pat"
                        [[rules.allowlists]]
                        regexes = ["x"]
                        [[rules]]
                        id = "a"
                        regex = "x"
                        tags = ["t"]
                        severity = "low"
                        [[allowlists]]
                        targetRules = ["github-pat"]
                        paths = ["x"]
                        reason = "y"
                        """).notes();

        assertThat(notes)
                .containsExactlyInAnyOrder(
                        "unknown is not read",
                        "extend.disabledRules: generic-api-key is no rule of the hub",
                        "rule gitlab-pat has neither regex nor path, and is no rule of the hub: it finds nothing",
                        "rules[1].severity is not read",
                        "allowlists[0].reason is not read",
                        "allowlists: github-pat is no rule of the hub, nor here");
    }

    /** Each match is linear, and all of them together are not: here each looks to the end of the text for what is not there. */
    @Test
    void an_expression_that_goes_over_a_text_again_and_again_is_refused() {
        String toml = "[[rules]]\nid = 'slow'\nregex = '''(?s)a(.*b)?'''\n";

        assertThat(found(toml, "a.txt", "a".repeat(100))).hasSize(100);
        assertThat(found(toml + "path = 'b.txt'\n", "a.txt", "a".repeat(20_000)))
                .isEmpty();
        assertThatThrownBy(() -> found(toml, "a.txt", "a".repeat(20_000)))
                .isInstanceOf(ScanRefused.class)
                .hasMessageStartingWith("rule slow: regex goes over the same text again and again");
    }

    @Test
    void a_line_of_many_findings_is_looked_at_once() {
        String toml = RULE + "[[rules.allowlists]]\nregexTarget = 'line'\nregexes = ['nothing', 'end$']\n";
        Effort.assertGrowsWith(
                4_000,
                count -> assertThat(found(toml, "a.txt", (WORD + ",").repeat(count) + "end"))
                        .hasSize(count)
                        .allSatisfy(one -> assertThat(one.allowedBy()).isPresent()));
    }
}
