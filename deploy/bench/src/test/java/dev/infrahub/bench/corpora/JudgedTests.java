package dev.infrahub.bench.corpora;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class JudgedTests {

    private static final String SECRET = "hunter2-Xk9-q7";

    private static Labelled text(String name, Format format, String text, Label label) {
        return new Labelled(Corpus.TITUS, "acme", name, format, text, label, false);
    }

    private static String printed(Judged judged) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        PrintStream out = new PrintStream(bytes, true, StandardCharsets.UTF_8);
        Judged.head(out, "all");
        judged.rows(out, "hub");
        judged.byCorpus(out);
        judged.byFormat(out);
        judged.byFamily(out);
        judged.byRule(out);
        judged.list(out);
        return bytes.toString(StandardCharsets.UTF_8);
    }

    @Test
    void a_label_says_what_is_found_missed_and_a_false_alarm() {
        assertThat(new Label.Secret().judge(0)).isEqualTo(new Score(0, 1, 0));
        assertThat(new Label.Secret().judge(3)).isEqualTo(new Score(1, 0, 0));
        assertThat(new Label.None().judge(0)).isEqualTo(new Score(0, 0, 0));
        assertThat(new Label.None().judge(3)).isEqualTo(new Score(0, 0, 1));
        assertThat(new Label.Lines(3, 2).judge(2)).isEqualTo(new Score(2, 1, 0));
        assertThat(new Label.Lines(3, 2).judge(5)).isEqualTo(new Score(3, 0, 0));
        assertThat(new Label.Lines(3, 2).judge(7)).isEqualTo(new Score(3, 0, 2));
    }

    @Test
    void shares_are_of_what_was_found_and_of_what_there_was() {
        Score score = new Score(6, 2, 3);

        assertThat(score.precision()).isEqualTo(6.0 / 9);
        assertThat(score.recall()).isEqualTo(6.0 / 8);
        assertThat(score.f1()).isEqualTo(2 * score.precision() * score.recall() / (score.precision() + score.recall()));
    }

    @Test
    void what_the_hub_finds_is_judged_and_never_shown() {
        List<Labelled> texts = List.of(
                text("a", Format.JSON, "{\"password\": \"" + SECRET + "\"}", new Label.Secret()),
                text("b", Format.CODE, "nothing to be seen of " + SECRET, new Label.Secret()),
                text("c", Format.YAML, "password: " + SECRET, new Label.None()),
                text("d", Format.YAML, "replicas: 2", new Label.None()));

        Judged judged = Judged.of(texts, HubScanner.in(texts));

        assertThat(judged.score()).isEqualTo(new Score(1, 1, 1));
        assertThat(printed(judged))
                .contains("| hub | 4 | 1 | 1 | 1 | 0.500 | 0.500 | 0.500 |")
                .contains("| hub, configuration | 3 | 1 | 0 | 1 | 0.500 | 1.000 | 0.667 |")
                .contains("missed 1 titus/b (code)")
                .contains("false alarm titus/c (yaml): line 1 named-secret ****")
                .doesNotContain(SECRET);
    }

    @Test
    void many_findings_of_a_text_are_counted() {
        List<Labelled> texts = List.of(text("a", Format.YAML, "", new Label.None()));

        Judged judged = Judged.of(
                texts,
                IntStream.rangeClosed(1, 5)
                        .mapToObj(line -> new Found("titus/a", line, "r", "****"))
                        .toList());

        assertThat(printed(judged)).contains("line 1 r ****, line 2 r ****, line 3 r ****, and 2 more");
    }

    @Test
    void a_detector_has_the_family_of_the_hubs_rules_for_it() {
        assertThat(Judged.family("gitlab")).isEqualTo("code");
        assertThat(Judged.family("nobodys_service")).isEqualTo("no rule of its own");
    }
}
