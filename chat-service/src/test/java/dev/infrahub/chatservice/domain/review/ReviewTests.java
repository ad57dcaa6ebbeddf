package dev.infrahub.chatservice.domain.review;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReviewTests {

    private static Diff added(String path, String... lines) {
        return DiffReader.read("--- a/" + path + "\n+++ b/" + path + "\n@@ -1,0 +1," + lines.length + " @@\n+"
                + String.join("\n+", lines) + "\n");
    }

    private static String markdown(Diff diff) {
        return ReviewMarkdown.of(Review.of(diff, List.of(), Optional.empty()), Optional.empty(), Optional.empty());
    }

    @Test
    void where_nothing_is_found_it_says_what_was_looked_at() {
        assertThat(markdown(added("main.tf", "x = 1")))
                .contains("**No rule found anything.**")
                .contains("Looked at: 1 file (1 of Terraform), 1 new lines and 0 removed ones");
        assertThat(markdown(DiffReader.read(""))).contains("no file in this diff");
    }

    @Test
    void the_gravest_comes_first_and_places_of_one_rule_stand_together() {
        Review review =
                Review.of(DiffReader.read("""
                        diff --git a/Dockerfile b/Dockerfile
                        --- a/Dockerfile
                        +++ b/Dockerfile
                        @@ -0,0 +1,2 @@
                        +FROM a
                        +FROM b
                        diff --git a/db.tf b/db.tf
                        --- a/db.tf
                        +++ b/db.tf
                        @@ -0,0 +1 @@
                        +publicly_accessible = true
                        """), List.of(new DiffSecret("aws-key", "x.env", 3)), Optional.empty());
        assertThat(review.findings())
                .extracting(Finding::rule)
                .containsExactly("code.credential", "terraform.public-database", "docker.latest", "docker.latest");
        assertThat(ReviewMarkdown.of(review, Optional.empty(), Optional.of("Look [here](x) first.")))
                .contains("**4 findings**: 1 critical, 1 high, 2 medium.", "  - `Dockerfile:1`\n  - `Dockerfile:2`\n")
                .contains("Look \\[here\\]\\(x\\) first.");
    }

    @Test
    void names_of_strangers_are_no_markup() {
        Diff diff = added("a`]( @all\u202E<img src=x>.tf", "publicly_accessible = true");
        assertThat(ReviewMarkdown.of(
                        Review.of(diff, List.of(), Optional.empty()),
                        Optional.of("Thanks @acme/platform ![x](https://evil.example/x.png)\n## Approved"),
                        Optional.empty()))
                .contains("Of `Thanks @acme/platform ![x](https://evil.example/x.png) ## Approved`.\n");
        assertThat(markdown(diff)).contains("`` a`]( @all\\u{202e}<img src=x>.tf:1 ``");
    }

    @Test
    void rules_of_the_service_are_quoted_where_their_words_stand_in_the_change() {
        String own = """
                # Rules
                - Never call the ledger service without a timeout.
                - Migrations only add columns.
                2. Prices are kept in price_cents.
                """;
        List<Finding> found = Review.of(
                        added("src/Orders.java", "ledgerClient.call(order); // timeout", "int price_cents;"),
                        List.of(),
                        Optional.of(own))
                .findings();
        assertThat(found)
                .extracting(Finding::quote)
                .containsExactlyInAnyOrder(
                        "Never call the ledger service without a timeout.", "Prices are kept in price_cents.");
        assertThat(Review.of(added("README.md", "x"), List.of(), Optional.of(own))
                        .findings())
                .isEmpty();
    }

    @Test
    void a_long_review_is_cut_and_says_so() {
        Diff diff = added("Dockerfile", "FROM a\n+".repeat(599) + "FROM a");
        Review review = Review.of(
                DiffReader.read("--- a/Dockerfile\n+++ b/Dockerfile\n@@ -0,0 +1,600 @@\n" + "+FROM a\n".repeat(600)),
                List.of(),
                Optional.empty());
        assertThat(diff.files()).hasSize(1);
        assertThat(review.findings()).hasSize(500);
        assertThat(review.limits()).containsExactly("Findings beyond the first 500 are not told: 100.");
        assertThat(ReviewMarkdown.of(review, Optional.empty(), Optional.empty()))
                .contains("and 480 more places")
                .hasSizeLessThan(65_536);
    }

    @Test
    void time_grows_with_the_diff_and_no_faster() {
        String line = "+  a = [{ b = \"${x}\", c = \"";
        for (String end : List.of("main.tf", "a.yaml", "a.py", "Dockerfile", ".github/workflows/a.yml")) {
            String diff = "--- a/" + end + "\n+++ b/" + end + "\n@@ -0,0 +1,40002 @@\n" + (line + "\n").repeat(40_000)
                    + "+" + "{\"[(${".repeat(100_000) + "\n+" + "- ".repeat(100_000) + "\n";
            Assertions.assertTimeout(
                    Duration.ofSeconds(20),
                    () -> Review.of(DiffReader.read(diff), List.of(), Optional.of("- a b c\n".repeat(200))),
                    end);
        }
    }

    private static List<Finding> found(String path, String... lines) {
        return Review.of(added(path, lines), List.of(), Optional.empty()).findings();
    }

    @Test
    void a_heredoc_within_a_heredoc_is_not_read() {
        String[] open = IntStream.range(0, 20_000)
                .mapToObj(number -> number % 2 == 0 ? "a=<<A" + number : "{")
                .toArray(String[]::new);
        Assertions.assertTimeout(Duration.ofSeconds(10), () -> found("main.tf", open));
        assertThat(found("main.tf", "policy = <<POLICY", "{ \"publicly_accessible\": true }", "POLICY"))
                .extracting(Finding::rule)
                .contains("terraform.public-database");
    }

    @Test
    void a_long_path_is_told_by_its_end() {
        String path = "a/".repeat(120_000) + "main.tf";
        Review review = Review.of(
                added(path, "publicly_accessible = true"),
                List.of(new DiffSecret("aws-key", "x".repeat(240_000), 3)),
                Optional.empty());
        assertThat(review.findings())
                .hasSize(2)
                .allSatisfy(finding -> assertThat(finding.path()).hasSize(300).startsWith("…"));
        assertThat(review.findings()).extracting(Finding::path).anyMatch(told -> told.endsWith("/a/main.tf"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"USER\u000Broot", "USER\u2003root", "ENV\u000BTOKEN=x", "ARG\u2003TOKEN", "\u2003USER root"})
    void whatever_stands_between_words_the_other_rules_find(String line) {
        Review review = Review.of(added("Dockerfile", "FROM a", line), List.of(), Optional.empty());
        assertThat(review.limits()).isEmpty();
        assertThat(review.findings())
                .extracting(Finding::rule)
                .contains("docker.latest")
                .hasSize(2);
    }

    @Test
    void letters_that_are_longer_in_lower_case_hide_no_statement() {
        Review review = Review.of(
                added("a.py", "\u0130".repeat(20) + "q(\"SELECT a FROM b WHERE c='\" + d)"),
                List.of(),
                Optional.empty());
        assertThat(review.limits()).isEmpty();
        assertThat(review.findings()).extracting(Finding::rule).contains("code.sql-from-text");
    }

    @Test
    void a_rule_that_throws_is_told_and_the_others_go_on() {
        ReviewRule broken = ReviewRule.ofLine("x.broken", Severity.LOW, Set.of(FileKind.CODE), "", "", line -> {
            throw new IllegalStateException(line);
        });
        ReviewRule whole = ReviewRule.ofLine(
                "x.whole", Severity.LOW, Set.of(FileKind.CODE), "", "", line -> line.equals("its text"));
        Looking looking = new Looking();
        List<ChangedFile> files =
                added("a.py", "its text").files().stream().map(looking::read).toList();

        assertThat(looking.by(List.of(broken, whole), files))
                .extracting(Finding::rule)
                .containsExactly("x.whole");
        assertThat(looking.limits()).containsExactly("Rule x.broken could not be applied everywhere.");
        assertThat(looking.faults())
                .singleElement()
                .asString()
                .startsWith("x.broken: java.lang.IllegalStateException at dev.infrahub.")
                .doesNotContain("its text");
    }
}
