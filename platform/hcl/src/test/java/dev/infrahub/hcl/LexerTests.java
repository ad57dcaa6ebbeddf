package dev.infrahub.hcl;

import static org.assertj.core.api.Assertions.assertThat;

import dev.infrahub.testkit.Effort;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LexerTests {

    private static final int TEXTS = 2000;
    private static final int LARGE = 1_000_000;
    private static final String SOUP = "a1 \t\r\n\"\"\"$${}%~{}[]()<<-EOT\nEOT=.,:?\\#/*é😀\uD800\uFEFF";

    private record Token(TokenKind kind, String text) {

        @Override
        public String toString() {
            return kind + " " + text;
        }
    }

    private static List<Token> tokens(String text) {
        Lexer lexer = new Lexer(text);
        List<Token> tokens = new ArrayList<>();
        int end = 0;
        while (lexer.next()) {
            assertThat(lexer.start()).isEqualTo(end);
            assertThat(lexer.end()).isGreaterThan(end);
            end = lexer.end();
            tokens.add(new Token(lexer.kind(), text.substring(lexer.start(), end)));
        }
        return tokens;
    }

    private static String joined(String text) {
        StringBuilder joined = new StringBuilder();
        tokens(text).forEach(token -> joined.append(token.text()));
        return joined.toString();
    }

    private static List<String> meant(String text) {
        return tokens(text).stream()
                .filter(token -> token.kind() != TokenKind.BLANK)
                .map(token -> token.kind() + "|" + token.text())
                .toList();
    }

    @Test
    void tokens_joined_are_the_text() {
        for (int seed = 0; seed < TEXTS; seed++) {
            String text = GivenHcl.of(seed).text();
            assertThat(joined(text)).isEqualTo(text);
            assertThat(tokens(text)).as(text).extracting(Token::kind).doesNotContain(TokenKind.UNKNOWN);
        }
    }

    @Test
    void tokens_joined_are_the_text_whatever_that_is() {
        Random random = new Random(19);
        for (int n = 0; n < TEXTS; n++) {
            StringBuilder soup = new StringBuilder(GivenHcl.of(n).text());
            for (int damage = random.nextInt(20); damage > 0; damage--) {
                soup.insert(random.nextInt(soup.length() + 1), SOUP.charAt(random.nextInt(SOUP.length())));
            }
            assertThat(joined(soup.toString())).isEqualTo(soup.toString());
        }
    }

    @Test
    void a_text_has_its_escapes_and_its_templates_in_it() {
        assertThat(meant("\"a\\\"${b[\"c\"]}$${d}%{if e~}\""))
                .containsExactly(
                        "OPEN_QUOTE|\"",
                        "TEXT|a\\\"",
                        "OPEN_TEMPLATE|${",
                        "IDENTIFIER|b",
                        "SIGN|[",
                        "OPEN_QUOTE|\"",
                        "TEXT|c",
                        "CLOSE_QUOTE|\"",
                        "SIGN|]",
                        "CLOSE_TEMPLATE|}",
                        "TEXT|$${d}",
                        "OPEN_TEMPLATE|%{",
                        "IDENTIFIER|if",
                        "IDENTIFIER|e",
                        "CLOSE_TEMPLATE|~}",
                        "CLOSE_QUOTE|\"");
    }

    @ParameterizedTest
    @CsvSource({"'\n'", "'\r\n'"})
    void a_text_of_several_lines_ends_with_a_line_of_its_tag_alone(String newline) {
        assertThat(meant(String.join(newline, "<<-EOT", "  EOT x", "${a}EOT", "\tEOT ", "b")))
                .containsExactly(
                        "OPEN_HEREDOC|<<-EOT" + newline,
                        "TEXT|  EOT x" + newline,
                        "OPEN_TEMPLATE|${",
                        "IDENTIFIER|a",
                        "CLOSE_TEMPLATE|}",
                        "TEXT|EOT" + newline,
                        "CLOSE_HEREDOC|\tEOT",
                        "NEWLINE|" + newline,
                        "IDENTIFIER|b");
    }

    @Test
    void an_object_within_a_template_does_not_end_it() {
        assertThat(meant("\"${{a = {}}}\"")).endsWith("SIGN|}", "SIGN|}", "CLOSE_TEMPLATE|}", "CLOSE_QUOTE|\"");
    }

    @Test
    void comments_of_three_kinds_names_of_any_letters_and_numbers_are_each_one_token() {
        assertThat(meant("größe_1-x 1.5e-3 1.a # é\r\n// \"\n/* \n */..."))
                .containsExactly(
                        "IDENTIFIER|größe_1-x",
                        "NUMBER|1.5e-3",
                        "NUMBER|1",
                        "SIGN|.",
                        "IDENTIFIER|a",
                        "COMMENT|# é",
                        "NEWLINE|\r\n",
                        "COMMENT|// \"",
                        "NEWLINE|\n",
                        "COMMENT|/* \n */",
                        "SIGN|...");
    }

    @Test
    void a_text_without_an_end_ends_with_its_line() {
        assertThat(meant("a = \"b${c(\"d\ne = 1"))
                .endsWith("TEXT|d", "NEWLINE|\n", "IDENTIFIER|e", "SIGN|=", "NUMBER|1");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"\"${", "<<A\n${", "{", "[(", "\"", "/*", "<<A\n", "<<", "%{", "a\"\n", "\\", "${\"\n", "\r"})
    void however_often_something_begins_it_takes_time_by_its_length(String begins) {
        Effort.assertGrowsWith(LARGE, length -> {
            String text = begins.repeat(length / begins.length());
            Lexer lexer = new Lexer(text);
            int deepest = 0;
            while (lexer.next()) {
                deepest = Math.max(deepest, lexer.depth());
            }
            assertThat(deepest).isLessThanOrEqualTo(Lexer.DEEPEST);
            assertThat(lexer.end()).isEqualTo(text.length());
        });
    }
}
