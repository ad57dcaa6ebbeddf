package dev.infrahub.chatservice.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import dev.infrahub.chatservice.domain.component.ComponentReader;
import dev.infrahub.chatservice.domain.component.SourceFile;
import dev.infrahub.chatservice.domain.incident.Incident;
import dev.infrahub.chatservice.domain.incident.IncidentAnalyst;
import dev.infrahub.chatservice.domain.outline.Outliner;
import dev.infrahub.chatservice.domain.review.Diff;
import dev.infrahub.chatservice.domain.review.DiffReader;
import dev.infrahub.chatservice.domain.review.DiffSecrets;
import dev.infrahub.chatservice.domain.review.Review;
import dev.infrahub.chatservice.domain.review.ReviewMarkdown;
import dev.infrahub.json.Allowance;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever somebody hands in to be read, it is read to its end, in a time that grows as it does. */
class HostileTextsTests {

    private static final int LITTLE = 2_000;
    private static final int MUCH = 128_000;

    /** What texts are taken apart by, over and over. */
    private static final List<String> SIGNS = List.of(
            "a",
            " ",
            "\n",
            "\r",
            "\t",
            ".",
            ",",
            ":",
            ": ",
            ";",
            "(",
            ")",
            "[",
            "]",
            "{",
            "}",
            "<",
            "</",
            "<a>",
            "<!--",
            "&amp;",
            "\"",
            "'",
            "`",
            "```\n",
            "# ",
            "# \n",
            "# a\n",
            "- ",
            "- a\n",
            "| a |\n",
            "](",
            "[](",
            "*",
            "_",
            "-",
            "---\n",
            "+++ ",
            "@@ -1,9 +1,9 @@\n",
            "diff --git a/a b/a\n",
            "+a: b\n",
            "\\",
            "\0",
            "\uD800",
            "e\u0301",
            "漢",
            "。",
            "\u202E",
            "/",
            "/*",
            "://",
            "${",
            "<<EOF\n",
            "= ",
            "a = \"",
            "a {\n",
            "password: ",
            "key: ",
            "-----BEGIN PRIVATE KEY-----\n",
            "-----BEGIN ",
            "1",
            "1.",
            "Error: a\n",
            "\u2502 Error: a\n",
            "select ",
            "' + ",
            "f\"{",
            ".get(\"/",
            ".MapGroup(",
            "[Route(",
            "FROM a\n",
            "services:\n",
            " a:\n",
            "&a ",
            "*a ",
            "? ",
            "!!",
            "{\"a\":",
            "[1,",
            "what drifted ",
            "yesterday ",
            "\"a\" ",
            "a_b ",
            "aB",
            "timeout\n",
            "2026-11-30T02:41:07Z ");

    private static final List<String> COMPONENT = List.of(
            "package.json",
            "pom.xml",
            "build.gradle",
            "requirements.txt",
            "pyproject.toml",
            "go.mod",
            "catalog-info.yaml",
            "docker-compose.yml",
            "README.md",
            "Dockerfile",
            "a.csproj",
            "main.tf",
            "a.json",
            "a.yaml",
            "a.cs");

    private static final List<String> CHANGED =
            List.of("a.tf", ".github/workflows/a.yml", "k8s/a.yaml", "Dockerfile", "a.py", "a_test.go", "README.md");

    static Stream<Map.Entry<String, Consumer<String>>> readers() {
        Map<String, Consumer<String>> readers = new LinkedHashMap<>();
        readers.put("a document", text -> Chunks.of(text, 1000));
        readers.put("a wish", Outliner::outline);
        readers.put("an incident", HostileTextsTests::analyzed);
        readers.put("a question", text -> {
            Turn turn = new Turn(Instant.EPOCH, text, text);
            Understanding.of(text, Instant.EPOCH, List.of(turn), Names.NONE);
            Names.candidates(List.of(text));
            Command.limits(text);
        });
        readers.put("a change that is none", text -> reviewed(text, text));
        CHANGED.forEach(path -> readers.put("a change of " + path, text -> reviewed(diff(path, text), text)));
        COMPONENT.forEach(path -> readers.put(
                "a component's " + path, text -> ComponentReader.read(List.of(new SourceFile(path, text)))));
        return readers.entrySet().stream();
    }

    private static void analyzed(String text) {
        Optional<String> any = Optional.of(text);
        IncidentAnalyst.analyze(
                new Incident(any, any, any, any, Instant.EPOCH, any, any, any, List.of(text, "abc"), List.of()));
    }

    private static void reviewed(String diff, String rules) {
        Diff read = DiffReader.read(diff);
        Review review = Review.of(read, DiffSecrets.in(read), Optional.of(rules));
        assertThat(review.faults()).isEmpty();
        ReviewMarkdown.of(review, Optional.of(rules), Optional.empty());
    }

    private static String diff(String path, String text) {
        List<String> lines = text.lines().toList();
        StringBuilder diff = new StringBuilder(
                "diff --git a/%1$s b/%1$s\n--- a/%1$s\n+++ b/%1$s\n@@ -0,0 +1,%2$d @@\n".formatted(path, lines.size()));
        lines.forEach(line -> diff.append('+').append(line).append('\n'));
        return diff.toString();
    }

    private static String filled(String sign, int length) {
        return sign.repeat(Math.max(1, length / sign.length()));
    }

    @ParameterizedTest
    @MethodSource("readers")
    void no_text_stops_the_reading(Map.Entry<String, Consumer<String>> reader) {
        for (String sign : SIGNS) {
            for (String text : List.of(sign, filled(sign, LITTLE), filled(sign + "\n", LITTLE), "a\n" + sign + " ")) {
                assertThatCode(() -> reader.getValue().accept(text))
                        .as("%s of %s", reader.getKey(), sign)
                        .doesNotThrowAnyException();
            }
        }
    }

    /** A quadratic reading of so much would take many times as long. */
    @ParameterizedTest
    @MethodSource("readers")
    void the_time_grows_as_the_text_does(Map.Entry<String, Consumer<String>> reader) {
        for (String sign : List.of("\"(", "a: ")) {
            String text = filled(sign, MUCH);
            long begun = Allowance.worked();

            reader.getValue().accept(text);

            assertThat(Duration.ofNanos(Allowance.worked() - begun))
                    .as("%s of %s", reader.getKey(), sign)
                    .isLessThan(Duration.ofSeconds(5));
        }
    }
}
