package dev.infrahub.diagnosis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import dev.infrahub.json.Allowance;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever a log holds, it is read to its end, in a time that grows as it does. */
class HostileLogsTests {

    /** What lines begin, end or are taken apart by. */
    private static final List<String> SIGNS = List.of(
            "# a.b will be created",
            "# a.b must be replaced",
            "a.b: Creating...",
            "a.b: Creation complete after 1s [id=a]",
            "a.b (deposed object 1): Destroying...",
            "Error: a",
            "Warning: a",
            "  with a.b,",
            "  on main.tf line 12, in resource \"a\" \"b\":",
            "  12: a = 1",
            "\u2577",
            "\u2502 Error: a",
            "\u2502   with a.b,",
            "\u2575",
            "{\"@level\":\"error\",\"@message\":\"a\",\"type\":\"diagnostic\",\"diagnostic\":{\"severity\":\"error\"}}",
            "{\"type\":\"apply_start\",\"hook\":{\"resource\":{\"addr\":\"a.b\"},\"action\":\"create\"}}",
            "::error file=a,line=1::a",
            "::add-mask::a",
            "##[error]a",
            "##vso[task.logissue type=error]a",
            "##[group]Run a",
            "[2026-11-30 02:41:07] a",
            "2026-11-30T02:41:07.123456Z 01O+a",
            "STDERR [a/b] terraform: a",
            "[a/b] a",
            "a-1  | a",
            "job\tstep\ta",
            "a = <<-EOT",
            "EOT",
            "Plan: 1 to add, 0 to change, 0 to destroy.",
            "Apply complete! Resources: 1 added",
            "Initializing the backend...",
            "Terraform v1.14.0",
            "Lock Info:\n  ID: a-b",
            "a.b (local-exec): a",
            "a.b (local-exec): Executing: [\"/bin/sh\" \"-c\" \"a\"]",
            "section_start:1:a\r\u001b[0Ka",
            "\u001b[31m\u001b[1mError: \u001b[0ma",
            "cat <<'EOF' > a",
            "level=error msg=\"a\"");

    static Stream<String> signs() {
        return Stream.concat(
                        SIGNS.stream(),
                        Catalogue.all().failures().stream().flatMap(failure -> Stream.of(failure.yes(), failure.no())))
                .distinct();
    }

    /** Every beginning and every end of it, alone, behind and before blanks, and with the sign of another in front. */
    @ParameterizedTest
    @MethodSource("signs")
    void no_part_of_a_line_stops_the_reading(String sign) {
        Set<String> parts = new LinkedHashSet<>();
        for (int at = 0; at <= sign.length(); at++) {
            parts.add(sign.substring(0, at));
            parts.add(sign.substring(at));
        }
        String lines = parts.stream()
                .flatMap(part -> Stream.of(part, part + " ", " " + part + "\t", "\u2502 " + part, part + part))
                .collect(Collectors.joining("\n"));

        assertThatCode(() -> Given.diagnosed(lines)).doesNotThrowAnyException();
    }

    @Test
    void a_comment_of_nothing_is_no_failure_of_the_hub() {
        assertThat(Given.diagnosed("# \nError: it broke\n# ")
                        .evidence()
                        .getFirst()
                        .text())
                .isEqualTo("Error: it broke");
    }

    /** Twice as much takes about twice the time: of a quadratic reading this much would take minutes. */
    @ParameterizedTest
    @MethodSource("many")
    void the_time_grows_as_the_log_does(String many) {
        int characters = 1024 * 1024;
        String log = many.repeat(characters / many.length());
        long begun = Allowance.worked();

        Given.diagnosed(log);

        assertThat(Duration.ofNanos(Allowance.worked() - begun)).isLessThan(Duration.ofSeconds(20));
    }

    static List<String> many() {
        return List.of(
                ": ",
                "a: ",
                "(",
                "<<",
                "\"",
                "[",
                "\u001b[",
                "\r",
                "Error: a ",
                "\u2502 Error: a\n",
                IntStream.range(0, 3000).mapToObj("Error: a%d\n"::formatted).collect(Collectors.joining()),
                IntStream.range(0, 3000)
                        .mapToObj(i -> "[u%d/a] a.b%d: Creating...\n".formatted(i, i))
                        .collect(Collectors.joining()),
                IntStream.range(0, 3000)
                        .mapToObj("[u%d/a] Apply complete!\n"::formatted)
                        .collect(Collectors.joining()),
                "a = <<EOF\n",
                "connection reset by peer\n",
                "Apply complete!\nconnection reset by peer\n##[error]a\n");
    }
}
