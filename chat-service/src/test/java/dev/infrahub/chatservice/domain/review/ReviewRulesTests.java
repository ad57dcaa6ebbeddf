package dev.infrahub.chatservice.domain.review;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ReviewRulesTests {

    /** A hunk, and whether the rule finds something in it. */
    record Example(String rule, String path, boolean isFound, boolean isDeleted, List<String> lines) {

        String diff() {
            long before = lines.stream().filter(line -> !line.startsWith("+")).count();
            long after = lines.stream().filter(line -> !line.startsWith("-")).count();
            return "diff --git a/" + path + " b/" + path + "\n"
                    + (isDeleted ? "deleted file mode 100644\n" : "")
                    + "--- a/" + path + "\n+++ " + (isDeleted ? "/dev/null" : "b/" + path)
                    + "\n@@ -10," + before + " +10," + after + " @@\n" + String.join("\n", lines) + "\n";
        }

        @Override
        public String toString() {
            return rule + (isFound ? " finds " : " leaves ") + lines;
        }
    }

    static List<Example> examples() throws IOException {
        List<Example> examples = new ArrayList<>();
        String rule = "";
        String path = "";
        try (InputStream in = ReviewRulesTests.class.getResourceAsStream("examples.txt")) {
            for (String line : new String(Objects.requireNonNull(in).readAllBytes(), UTF_8)
                    .lines()
                    .toList()) {
                if (line.startsWith("[")) {
                    int end = line.indexOf(']');
                    rule = line.substring(1, end);
                    path = line.substring(end + 2);
                } else if (line.startsWith("yes") || line.equals("no")) {
                    examples.add(
                            new Example(rule, path, !line.equals("no"), line.endsWith("deleted"), new ArrayList<>()));
                } else if (!line.isEmpty() && !line.startsWith("#")) {
                    examples.getLast().lines().add(line);
                }
            }
        }
        return examples;
    }

    @ParameterizedTest
    @MethodSource("examples")
    void an_example_is_found_or_left(Example example) {
        Diff diff = DiffReader.read(example.diff());
        assertThat(diff.limits()).isEmpty();
        List<Finding> found = Review.of(diff, List.of(), Optional.empty()).findings().stream()
                .filter(finding -> finding.rule().equals(example.rule()))
                .toList();
        assertThat(found.isEmpty()).isEqualTo(!example.isFound());
    }

    @Test
    void every_rule_has_an_example_of_each_kind() throws IOException {
        List<Example> examples = examples();
        for (boolean isFound : new boolean[] {true, false}) {
            assertThat(examples.stream().filter(one -> one.isFound() == isFound).map(Example::rule))
                    .containsAll(ReviewRules.ALL.stream().map(ReviewRule::id).toList());
        }
        assertThat(examples.stream().map(Example::rule).distinct())
                .allMatch(id ->
                        ReviewRules.ALL.stream().anyMatch(rule -> rule.id().equals(id)));
        assertThat(ReviewRules.ALL.stream().map(ReviewRule::id)).doesNotHaveDuplicates();
    }

    /** With {@code -Dhub.scorecard.write=true} the page is written instead. */
    @Test
    void the_page_of_rules_is_made_of_them() throws IOException {
        Path page = Path.of("..", "docs", "review-rules.md");
        if (Boolean.getBoolean("hub.scorecard.write")) {
            Files.writeString(page, page());
        }
        assertThat(Files.readString(page))
                .as("write it anew with -Dhub.scorecard.write=true")
                .isEqualTo(page());
    }

    private static String page() {
        StringBuilder text = new StringBuilder("""
                # What a review looks for

                Made by `ReviewRulesTests` (`-Dhub.scorecard.write=true`) from the rules, and held equal to them. Each rule has examples that it
                finds and others that it leaves, in [examples.txt](../chat-service/src/test/resources/dev/infrahub/chatservice/domain/review/examples.txt).
                Only new lines count, and removed ones where a guard is gone. What else is wrong is not told, and style never is.

                | rule | severity | in | what | what to do |
                |---|---|---|---|---|
                """);
        Stream.concat(
                        ReviewRules.ALL.stream().map(ReviewRulesTests::row),
                        Stream.of(
                                "| `code.credential` | critical | every file | A credential stands in a new line. | Revoke it, then read it from a store of secrets or a variable. |",
                                "| `service.own-rule` | low | every file | The service has a rule of its own whose words stand in the change; it is quoted. | See that the change keeps it. |"))
                .forEach(row -> text.append(row).append('\n'));
        return text.toString();
    }

    private static String row(ReviewRule rule) {
        List<String> kinds = Stream.of(FileKind.values())
                .filter(rule.kinds()::contains)
                .map(FileKind::words)
                .toList();
        return "| `" + rule.id() + "` | " + rule.severity().text() + " | "
                + (kinds.size() == FileKind.values().length ? "every file" : String.join(", ", kinds)) + " | "
                + rule.what() + " | " + rule.fix() + " |";
    }
}
