package dev.infrahub.bench.corpora;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.infrahub.bench.corpora.GoExamples.Assigned;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class GoExamplesTests {

    private static final SampleForms FORMS = SampleForms.of("""
            func GenerateSampleSecrets(identifier string, secret string) []string {
                samples := map[string]string{
                    // Configuration
                    "ini - quoted": "{i}Token = \\"{s}\\"",
                    // TODO: "ini - other": "{i}={s}",
                    "go - normal": `var {I}Token string = "{s}"`,
                }
                replacer := strings.NewReplacer("{i}", identifier)
            """);

    private static List<Assigned> examples(String source) {
        return GoExamples.of(source, FORMS, new Random(1));
    }

    private static List<String> texts(Assigned assigned) {
        return assigned.texts().examples().stream().map(GoValue.Example::text).toList();
    }

    @Test
    void literals_are_what_a_rule_finds_and_leaves() {
        List<Assigned> all = examples("""
                // tps := []string{"of a comment"}
                tps := []string{
                    "token = \\"a\\\\x41\\"", // with escapes
                    `raw \\n "text"`,
                }
                fps := []string{"token = " + "placeholder"}
                return utils.Validate(r, tps, fps)
                """);

        assertThat(all).hasSize(2);
        assertThat(all.getFirst().label()).isEqualTo(new Label.Secret());
        assertThat(texts(all.getFirst())).containsExactly("token = \"a\\x41\"", "raw \\n \"text\"");
        assertThat(all.getLast().label()).isEqualTo(new Label.None());
        assertThat(texts(all.getLast())).containsExactly("token = placeholder");
    }

    @Test
    void what_a_source_draws_is_drawn() {
        List<Assigned> all = examples("""
                tps := utils.GenerateSampleSecrets("acme", "ac_"+secrets.NewSecretWithEntropy(utils.Hex("12"), 3))
                tps = append(tps, "x" + secrets.NewSecret(`[A-Z]{4}`), utils.GenerateSampleSecret("acme", "s"))
                """);

        assertThat(texts(all.getFirst())).hasSize(2);
        assertThat(texts(all.getFirst()).getFirst()).matches("acmeToken = \"ac_[0-9a-f]{12}\"");
        assertThat(texts(all.getFirst()).getLast()).matches("var ACMEToken string = \"ac_[0-9a-f]{12}\"");
        assertThat(all.getFirst().texts().examples())
                .extracting(GoValue.Example::format, GoValue.Example::isDrawn)
                .containsExactly(tuple(Format.PROPERTIES, true), tuple(Format.CODE, true));
        assertThat(texts(all.getLast()).getFirst()).matches("x[A-Z]{4}");
        assertThat(texts(all.getLast()).getLast()).isEqualTo("acme_api_token = \"s\"");
    }

    @Test
    void a_file_has_the_format_of_its_name() {
        List<Assigned> all = examples("tps := map[string]string{\n\"a/config.yaml\": `token: x`,\n}\n");

        assertThat(all.getFirst().texts().examples())
                .containsExactly(new GoValue.Example("token: x", Format.YAML, false));
    }

    @Test
    void what_is_not_read_is_counted_and_hides_nothing() {
        List<Assigned> all = examples("""
                tps := []string{
                    fmt.Sprintf("%s", strings.Repeat("a", 3)),
                    "kept",
                    payload[1:2] + "x",
                    "kept, too",
                }
                fps := []string{"left"}
                """);

        assertThat(texts(all.getFirst())).containsExactly("kept", "kept, too");
        assertThat(all.getFirst().texts().unread()).isEqualTo(2);
        assertThat(texts(all.getLast())).containsExactly("left");
    }
}
