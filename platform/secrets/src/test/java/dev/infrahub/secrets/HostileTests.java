package dev.infrahub.secrets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;

/** Texts made to take long, or much room. */
class HostileTests {

    /** Only a backstop, for a busy machine: with an expression that goes back these texts take minutes, or all of the stack. */
    private static final Duration SOON = Duration.ofSeconds(20);

    private static final int LONG = 3_000;

    /** What README.md says of what is unfolded; a text itself is looked at as well. */
    private static final long ANY_TEXT = 1 << 20;

    private static final long TIMES_ITS_LENGTH = 4 * 6 + 1;

    /** Looks at a character: keywords overlap, and each may be of several rules. */
    private static final int MOST_LOOKS = 100;

    @Test
    void values_that_nearly_are_something_else_are_soon_judged() {
        assertTimeoutPreemptively(SOON, () -> {
            for (String name : List.of("password", "token", "key", "some_key")) {
                for (String part : List.of(
                        ".", ".a", "a.", "a-", "/a", "[", "${", "${a", "<", "* ", "a/b.", "1-", "(", "-----BEGIN ")) {
                    String fill = part.repeat(1_000_000 / part.length());
                    Secrets.inAttribute(name, fill + "y");
                    Secrets.inAttribute(name, "a" + fill);
                    Secrets.find(name + " = \"" + fill + "y\"");
                }
            }
        });
    }

    @Test
    void whatever_makes_a_rule_start_costs_a_few_looks_at_each_character() {
        for (Rule rule : Rules.all()) {
            for (String keyword : rule.keywords()) {
                for (String text : against(rule, keyword)) {
                    assertThat(Search.work(text))
                            .as("%s: %s…", rule.id(), text.substring(0, 60))
                            .isLessThan((long) MOST_LOOKS * text.length());
                }
            }
        }
    }

    @Test
    void what_stands_below_many_names_costs_a_few_looks_at_each_character() {
        for (String part : List.of(
                "password: {",
                "password: [[",
                "\"password\": {\"a\": \"b\"}, ",
                "password:\n  a: b\n",
                "password:\n ",
                "password: |\n",
                "kind: Secret\n",
                "kind: Secret\ndata:\n a: b\n",
                "\"kind\":\"Secret\",\"data\":{",
                "{\"kind\":\"Secret\",\"data\":{\"a\":\"b\"}},",
                "data: {",
                "name = \"password\"\nvalue = {",
                "<password a=\"b\"",
                "<password><![CDATA[",
                "<p:password>",
                "password = f(",
                "password = f(\"a\"",
                "password = a ? \"b",
                "password = f([{",
                "setPassword(",
                "password=\"\"\"",
                "password='''a",
                "password: &a !!str ",
                "password=f\"a",
                "password == ",
                "password <- ",
                "parola d'ordine",
                "<key>password</key><a>",
                "\"--password\",\"",
                "value = \"a\" -> \"password\" ",
                "name = \"a\" -> \"password\" # ")) {
            for (String before : List.of("", "kind: Secret\ndata:\n", "password: {", "password:\n")) {
                String text = before + part.repeat(20 * LONG / part.length());
                assertThat(Search.work(text)).as(before + part).isLessThan((long) MOST_LOOKS * text.length());
            }
            String deeper = IntStream.range(0, 300).mapToObj(" "::repeat).collect(Collectors.joining(part));
            assertThat(Search.work(deeper)).as("deeper: " + part).isLessThan((long) MOST_LOOKS * deeper.length());
        }
    }

    /** Repeats where a rule starts, alone and before all kinds of stretches that it may go through in vain. */
    private static List<String> against(Rule rule, String keyword) {
        List<String> starts = new ArrayList<>(List.of(keyword, keyword.toUpperCase(Locale.ROOT)));
        Specimens.all().stream()
                .filter(specimen -> specimen.ruleId().equals(rule.id()))
                .limit(2)
                .forEach(specimen -> {
                    starts.add(specimen.text());
                    for (int cut : new int[] {1, 4, 20}) {
                        starts.add(specimen.text()
                                .substring(0, Math.max(1, specimen.text().length() - cut)));
                    }
                });
        List<String> texts = new ArrayList<>();
        for (String start : starts) {
            for (String behind : List.of(
                    "",
                    " ",
                    "\n",
                    ".",
                    "=",
                    ":",
                    "\"",
                    "'",
                    "=\"",
                    "= ",
                    ":a",
                    "a",
                    "A1",
                    " a",
                    "-",
                    "/",
                    "\\",
                    "<<E\n",
                    " {",
                    "={",
                    ": [",
                    "=[\"a\",",
                    ":\n ",
                    ":\n  a: b\n",
                    "=\"a\" -> \"b\"",
                    ">",
                    " >",
                    "</a><")) {
                String part = start + behind;
                texts.add(part.repeat(LONG / part.length()));
            }
        }
        return texts;
    }

    @Test
    void what_unfolds_into_much_is_looked_into_as_far_as_one_search_goes() throws IOException {
        String line = Base64.getEncoder()
                .encodeToString("nothing to see here, ".repeat(3).getBytes(StandardCharsets.UTF_8));
        byte[] inner = (line + "\n").repeat(60_000).getBytes(StandardCharsets.UTF_8);
        String twice = encoded(gzip(encoded(gzip(inner)).getBytes(StandardCharsets.UTF_8)));
        for (String bomb : List.of(encoded(gzip(inner)), twice, encoded(gzip(new byte[100_000_000])), encoded(inner))) {
            long[] unfolded = new long[1];
            Layers.search(bomb, layer -> {
                unfolded[0] += layer.length();
                return List.of();
            });
            assertThat(unfolded[0]).isLessThanOrEqualTo(ANY_TEXT + TIMES_ITS_LENGTH * bomb.length());
            assertTimeoutPreemptively(SOON, () -> Secrets.find("user_data = \"" + bomb + "\""));
            assertThat(Secrets.inAttribute("password", bomb)).hasSize(1);
            assertThat(Secrets.find("password = \"" + bomb + "\"")).hasSize(1);
        }
    }

    @Test
    void escapes_within_escapes_are_unfolded_as_far_as_one_search_goes() {
        for (String part : List.of("\\\\", "\\u005c", "%25", "&amp;", "\\u0026amp;%2525", "\\\"&quot;%22")) {
            String text = part.repeat(200_000 / part.length());
            long[] unfolded = new long[1];
            Layers.search(text, layer -> {
                unfolded[0] += layer.length();
                return List.of();
            });
            assertThat(unfolded[0]).as(part).isLessThanOrEqualTo(ANY_TEXT + TIMES_ITS_LENGTH * text.length());
            assertTimeoutPreemptively(SOON, () -> Secrets.find(text));
        }
    }

    @Test
    void kinds_of_escapes_beside_each_other_are_unfolded_in_one_order() {
        String text = "\\\"a\\\" &quot;b&quot; %22c%22 ".repeat(2_000);
        long[] searched = new long[1];
        Layers.search(text, layer -> {
            searched[0] += layer.length();
            return List.of();
        });
        assertThat(searched[0]).as("with and without each of three").isLessThanOrEqualTo(8L * text.length());
    }

    @Test
    void escapes_that_others_make_are_unfolded_in_any_order() {
        for (String quote : List.of(
                "%5C%22",
                "%26quot%3B",
                "%2522",
                "&#37;22",
                "&bsol;&quot;",
                "&amp;quot;",
                "\\u002522",
                "\\u0026quot;",
                "%\\u00322",
                "\\\\\"")) {
            String text = "{Qpassword" + "Q:QSECRETQ}";
            String written = text.replace("Q", quote).replace("SECRET", "hunter2-Xk9");
            assertThat(Secrets.replace(written, _ -> "#"))
                    .as(quote)
                    .isEqualTo(text.replace("Q", quote).replace("SECRET", "#"));
        }
    }

    /** Whatever was unfolded before it, and in whatever way its packing is spoilt. */
    @Test
    void what_is_put_before_a_secret_or_done_to_its_packing_does_not_hide_it() throws IOException {
        String script = "export DB_PASSWORD=hunter2-Xk9\n";
        byte[] packed = gzip(script.getBytes(StandardCharsets.UTF_8));
        byte[] ofNothing = gzip(new byte[0]);
        ByteArrayOutputStream behindNothing = new ByteArrayOutputStream();
        for (int i = 0; i < 100_000; i++) {
            behindNothing.write(ofNothing);
        }
        behindNothing.write(packed);
        String decoy = encoded(gzip(new byte[1_200_000]));
        for (String hiding : List.of(
                (decoy + " ").repeat(40) + encoded(packed),
                "%25".repeat(300_000) + " " + encoded(packed),
                encoded(Arrays.copyOf(packed, packed.length - 4)),
                encoded(Arrays.copyOf(packed, packed.length - 9)),
                encoded(gzip(("\0".repeat(900_000) + script).getBytes(StandardCharsets.UTF_8))),
                encoded(("\u001b[0m" + script).getBytes(StandardCharsets.UTF_8)),
                encoded(script.getBytes(StandardCharsets.UTF_16BE)),
                encoded(script.getBytes(StandardCharsets.UTF_16LE)))) {
            String shown = Secrets.replace("user_data = \"" + hiding + "\"", _ -> "#");

            assertThat(shown).as(hiding.substring(0, 40)).endsWith("#\"");
        }
        assertThat(Secrets.find("user_data = \"" + encoded(behindNothing.toByteArray()) + "\""))
                .as("nothing, many times")
                .hasSizeLessThan(2);
    }

    private static String encoded(byte[] bytes) {
        return Base64.getEncoder().encodeToString(bytes);
    }

    private static byte[] gzip(byte[] content) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (OutputStream out = new GZIPOutputStream(bytes)) {
            out.write(content);
        }
        return bytes.toByteArray();
    }
}
