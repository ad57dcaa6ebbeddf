package dev.infrahub.terraform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.infrahub.json.BeyondLimit;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LogRedactionTests {

    private static final String TOKEN = "ghp_" + "k3Vb9QzT1xWm7RsYp2LdJc8NfHg5Ae0Ku4Xo";
    private static final String TIME = "2026-11-30T02:00:00.1234567Z ";
    private static final String LINE = "a line of a log that says nothing at all, and goes on for a while\n";

    /** Characters that are looked at together, and what is looked at twice. */
    private static final int WINDOW = 512 * 1024;

    private static final int AHEAD = 64 * 1024;

    private static String redacted(String log) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        LogRedaction.redact(
                () -> new ByteArrayInputStream(log.getBytes(StandardCharsets.UTF_8)), LogRedactionTests::printed, out);
        return out.toString(StandardCharsets.UTF_8);
    }

    private static String printed(String line) {
        return line.startsWith(TIME) ? line.substring(TIME.length()) : line;
    }

    private static String filling(int length) {
        return LINE.repeat(length / LINE.length() + 1).substring(0, length - 1) + "\n";
    }

    @Test
    void a_log_without_secrets_stays_as_it_is_but_for_its_colours() {
        String log = filling(2 * WINDOW + 7) + "\u001B[31mwords \uD83D\uDE00\u001B[0m\r\n\nmore";

        assertThat(redacted(log)).isEqualTo(log.replace("\u001B[31m", "").replace("\u001B[0m", ""));
    }

    /** What a platform puts in front of each line hides that lines belong together. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "kind: Secret\ndata:\n  a: SECRET\n",
                "kind: Secret\nstringData:\n  a: SECRET\n",
                "db_password: |\n  SECRET\n",
                "{\"password\":\n    \"SECRET\"}\n",
                "-----BEGIN PRIVATE KEY-----\nMIIEvQIBADANBgkqhkiG9w0BAQEFAASCBKcwgg\nSECRET\n-----END PRIVATE KEY-----\n",
            })
    void what_stands_in_front_of_lines_hides_no_secret(String text) {
        String secret = "U3A5elg0dFZiMU5tUnk2dQ";
        String plain = text.replace("SECRET", secret);
        String timed = plain.lines().map(line -> TIME + line + "\n").collect(Collectors.joining());

        assertThat(redacted(plain)).doesNotContain(secret);
        assertThat(redacted(timed)).doesNotContain(secret).contains(TIME).hasLineCount(plain.split("\n").length);
    }

    @ParameterizedTest
    @ValueSource(
            ints = {100, WINDOW - AHEAD - 60, WINDOW - AHEAD - 20, WINDOW - AHEAD, WINDOW - 20, WINDOW, 3 * WINDOW})
    void a_secret_is_found_wherever_a_window_ends(int before) {
        String log = filling(before) + "token " + TOKEN + " is used\n" + filling(WINDOW);

        String redacted = redacted(log);

        assertThat(redacted).doesNotContain(TOKEN.substring(4)).contains("token (sensitive #");
        assertThat(redacted.lines().count()).isEqualTo(log.lines().count());
    }

    @ParameterizedTest
    @ValueSource(ints = {WINDOW - AHEAD - 900, WINDOW - AHEAD - 400, WINDOW - AHEAD - 10, WINDOW - 300})
    void a_key_of_many_lines_is_not_cut_in_two(int before) {
        String body = "MIIEvQIBADANBgkqhkiG9w0BAQEFAASCBKcwggSjAgEAAoIBAQC7VJTUt9Us8cKj\n".repeat(20);
        String log = filling(before) + "-----BEGIN PRIVATE KEY-----\n" + body + "-----END PRIVATE KEY-----\n"
                + filling(WINDOW);

        String redacted = redacted(log + "the last line\n");

        assertThat(redacted).doesNotContain("MIIEvQIBADANBgkqhkiG9w0BAQEFAASCBKcwggSjAgEAAoIBAQC7VJTUt9Us8cKj");
        assertThat(redacted.split("\\(sensitive #", -1)).hasSize(2);
        List<String> given = log.lines().toList();
        List<String> after = redacted.lines().toList();
        assertThat(after).hasSize(given.size() + 1).endsWith("the last line");
        assertThat(after.indexOf(LINE.strip())).isZero();
        assertThat(after.subList(given.size() - 1000, given.size()))
                .isEqualTo(given.subList(given.size() - 1000, given.size()));
    }

    @Test
    void a_copy_far_before_what_tells_that_it_is_a_secret_is_hidden_too() {
        String log = "connecting as Tr0ub4dor&9zQ\n" + filling(2 * WINDOW) + "db_password = \"Tr0ub4dor&9zQ\"\n";

        assertThat(redacted(log)).doesNotContain("Tr0ub4dor");
    }

    /** Whatever it looks like, and wherever that is said. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "::add-mask::orangejuice\n",
                "##[add-mask]orangejuice\n",
                "##vso[task.setvariable variable=a;issecret=true]orangejuice\n",
                "##vso[task.setsecret]orangejuice\n",
                "2026-11-30T02:00:00.1234567Z ::add-mask::orangejuice\r\n",
            })
    void what_is_to_be_masked_is_hidden_wherever_it_stands(String mask) {
        String before = "logged in with orangejuice\n" + filling(2 * WINDOW);

        String redacted = redacted(before + mask + "x-orangejuice-y, b3JhbmdlanVpY2U= and orange\n");

        assertThat(redacted)
                .doesNotContain("orangejuice")
                .doesNotContain("b3JhbmdlanVpY2U")
                .endsWith(" and orange\n")
                .contains("logged in with (sensitive #");
    }

    @Test
    void what_terraform_prints_of_a_sensitive_output_is_hidden_wherever_it_stands() {
        String output = """
                {
                  "db": {
                    "sensitive": true,
                    "type": ["object", {"password": "string"}],
                    "value": {
                      "word": "correct-horse-battery",
                      "hosts": ["juice-of-orange"]
                    }
                  },
                  "shown": {"sensitive": false, "type": "string", "value": "orange-trees"}
                }
                """;
        String timed = output.lines().map(line -> TIME + line + "\n").collect(Collectors.joining());
        String uses = "with correct-horse-battery on juice-of-orange, orange-trees\n";

        for (String log : List.of(output + filling(WINDOW) + uses, uses + timed, uses + output.replace("\n", ""))) {
            assertThat(redacted(log))
                    .doesNotContain("correct-horse")
                    .doesNotContain("juice-of")
                    .contains("orange-trees");
        }
    }

    @Test
    void one_line_without_an_end_is_cut_all_the_same() {
        String log = "x ".repeat(WINDOW) + TOKEN + " x".repeat(WINDOW);

        assertThat(redacted(log))
                .doesNotContain(TOKEN.substring(4))
                .startsWith("x x x")
                .endsWith(" x x");
    }

    @Test
    void a_log_that_is_too_long_is_refused() {
        char[] many = new char[16 * 1024 * 1024 + 1];
        Arrays.fill(many, '\n');

        assertThatThrownBy(() -> redacted(new String(many)))
                .isInstanceOf(BeyondLimit.class)
                .hasMessageContaining("16777216");
    }
}
