package dev.infrahub.terraform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.function.BiFunction;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Plans in what pipelines, tools and people put around each line of them. */
class TextWrappingTests {

    private static final String PLAN = """
            Terraform used the selected providers to generate the following execution
            plan. Resource actions are indicated with the following symbols:
              ~ update in-place
              - destroy

            Terraform will perform the following actions:

              # aws_dynamodb_table.carts["eu west"] will be destroyed
              # (because key ["eu west"] is not in for_each map)
              - resource "aws_dynamodb_table" "carts" {
                  - name     = "carts" -> null
                  - policy   = <<-EOT
                        # aws_dynamodb_table.other will be destroyed
                        Plan: 0 to add, 0 to change, 7 to destroy.
                    EOT -> null
                }

              # module.mail.aws_ses_template.welcome will be updated in-place
              ~ resource "aws_ses_template" "welcome" {
                    id      = "welcome"
                  ~ subject = "Hello" -> "Welcome, \\"friend\\""
                    # (2 unchanged attributes hidden)
                }

            Plan: 0 to add, 1 to change, 1 to destroy.

            Changes to Outputs:
              ~ table = "carts" -> null
            """;

    private static final String OTHER = """
            Terraform will perform the following actions:

              # aws_sns_topic.alerts will be updated in-place
              ~ resource "aws_sns_topic" "alerts" {
                  ~ display_name = "x" -> "y"
                }

            Plan: 0 to add, 1 to change, 0 to destroy.
            """;

    /** A line, and which it is. */
    private interface Wrapper extends BiFunction<String, Integer, String> {}

    private static Map<String, Wrapper> wrappers() {
        Map<String, Wrapper> all = new LinkedHashMap<>();
        all.put("nothing", (line, _) -> line);
        all.put("margin", (line, _) -> "      " + line);
        all.put("quoted mail", (line, _) -> "> " + line);
        all.put("mail quoted twice", (line, _) -> ">> " + line);
        all.put("quoted without a space", (line, _) -> ">" + line);
        all.put("GitHub", (line, i) -> "2026-01-01T10:00:%02d.%07dZ %s".formatted(i % 60, i * 7919, line));
        all.put(
                "GitHub's command line",
                (line, i) -> "plan\tterraform plan\t2026-01-01T10:00:%02dZ %s".formatted(i % 60, line));
        all.put("GitLab", (line, i) -> "2026-01-01T10:00:%02d.000000Z 01O %s".formatted(i % 60, line));
        all.put("Jenkins", (line, i) -> "10:0%d:%02d  %s".formatted(i / 60, i % 60, line));
        all.put("Jenkins in brackets", (line, i) -> "[2026-01-01T10:00:%02d.123Z] %s".formatted(i % 60, line));
        all.put("a stage with spaces", (line, _) -> "[us-east-2 apply gate] " + line);
        all.put("Octopus", (line, i) -> "10:00:%02d   Info     |       %s".formatted(i % 60, line));
        all.put("TeamCity", (line, i) -> "[10:00:%02d] :\t [Step 1/2] %s".formatted(i % 60, line));
        all.put("Cloud Build", (line, _) -> "Step #2 - \"tf plan\": " + line);
        all.put("CodeBuild", (line, i) -> "[Container] 2026/01/01 10:00:%02d.%06d %s".formatted(i % 60, i, line));
        all.put("Buildkite", (line, i) -> "\u001B_bk;t=17000000%05d\u0007%s".formatted(i, line));
        all.put("Buildkite without its escapes", (line, i) -> "_bk;t=17000000%05d\u0007%s".formatted(i, line));
        all.put("Bamboo", (line, i) -> "build\t01-Jan-2026 10:00:%02d\t%s".formatted(i % 60, line));
        all.put(
                "Airflow",
                (line, i) -> "[2026-01-01, 10:00:%02d UTC] {subprocess.py:93} INFO - %s".formatted(i % 60, line));
        all.put("Compose", (line, _) -> "tf-1  | " + line);
        all.put("Kubernetes", (line, _) -> "[pod/plan-x7k2p/terraform] " + line);
        all.put("syslog", (line, i) -> "Jan  1 10:00:%02d runner terraform[4711]: %s".formatted(i % 60, line));
        all.put(
                "log4j",
                (line, i) -> "2026-01-01 10:00:%02d,%03d INFO  [main] tf.Runner - %s".formatted(i % 60, i, line));
        all.put("seconds since 1970", (line, i) -> "%d.%03d %s".formatted(1_767_261_600 + i, i, line));
        all.put(
                "colours that lost their beginning",
                (line, _) -> "[0m[1m" + line.replace("will be", "[0mwill be[1m[31m") + "[0m");
        all.put("colours that are spelt out", (line, _) -> "\\033[1m" + line + "\\e[0m");
        all.put("line numbers", (line, i) -> "%4d  %s".formatted(i + 1, line));
        all.put("line numbers of grep", (line, i) -> "%d:%s".formatted(i + 1, line));
        all.put("line numbers with a bar", (line, i) -> "%3d | %s".formatted(i + 1, line));
        all.put("time that passed", (line, i) -> "[+%dms] %s".formatted(i * 13, line));
        all.put("Terragrunt", (line, i) -> "10:00:%02d.%03d STDOUT terraform: %s".formatted(i % 60, i, line));
        all.put(
                "Terragrunt with a unit",
                (line, i) -> "10:00:%02d.%03d STDOUT [live/mail] tofu: %s".formatted(i % 60, i, line));
        all.put(
                "Terragrunt with paths",
                (line, i) -> "10:00:%02d.%03d STDOUT [/srv/live/mail] /opt/bin/tofu: %s".formatted(i % 60, i, line));
        all.put("Terragrunt's old prefix", (line, _) -> "[/srv/live/mail] " + line);
        all.put(
                "Terragrunt's keys and values",
                (line, i) -> "time=2026-01-01T10:00:%02d+01:00 level=stdout prefix=live/mail tf-path=tofu msg=%s"
                        .formatted(i % 60, quoted(line)));
        all.put(
                "Terragrunt's JSON",
                (line, i) ->
                        "{\"time\":\"2026-01-01T10:00:%02dZ\",\"level\":\"stdout\",\"working-dir\":\"live/mail\",\"msg\":%s}"
                                .formatted(i % 60, quoted(line)));
        all.put(
                "JSON with the message first",
                (line, i) -> "{\"log\":%s,\"stream\":\"stdout\",\"time\":\"2026-01-01T10:00:%02d.1Z\"}"
                        .formatted(quoted(line + "\n"), i % 60));
        all.put("coloured JSON", (line, _) -> "{\"message\":%s}".formatted(quoted("\u001B[0m" + line + "\u001B[0m")));
        all.put("a list of lines in JSON", (line, _) -> "        %s,".formatted(quoted(line)));
        all.put("Buildkite without any control characters", (line, i) -> "_bk;t=17000000%05d%s".formatted(i, line));
        all.put(
                "Buildkite with its control characters spelt out",
                (line, i) -> "^[_bk;t=17000000%05d^G%s".formatted(i, line));
        all.put(
                "a table of values separated by commas",
                (line, i) -> "\"2026-01-01 10:00:%02d\",\"%s\",info".formatted(i % 60, line.replace("\"", "\"\"")));
        all.put("a column of a table", (line, _) -> "| %-90s |".formatted(line));
        all.put("a numbered column of a table", (line, i) -> "| %d | %s |".formatted(i, line));
        all.put("code", (line, _) -> "`%s`".formatted(line));
        all.put("breaks", "%s<br>"::formatted);
        all.put("a page", (line, _) -> "<div class=\"line\">%s</div>".formatted(marked(line)));
        all.put(
                "a page with times",
                (line, i) -> "<span class=\"time\">10:00:%02d</span> %s".formatted(i % 60, marked(line)));
        all.put("spaces that do not break", (line, _) -> line.replace(' ', '\u00A0'));
        all.put("line ends that are shown", (line, _) -> line + "$");
        all.put("single quotes", (line, i) -> "time=10:00:%02d msg='%s'".formatted(i % 60, line));
        all.put(
                "threads by turns",
                (line, i) -> "[%s] %s".formatted(List.of("alpha", "beta").get(i % 2), line));
        all.put(
                "names filled up to one length",
                (line, i) -> "%-5s  %s".formatted(List.of("alpha", "be").get(i % 2), line));
        all.put(
                "another word in each line",
                (line, i) -> "[%s] %s".formatted(Integer.toHexString(0x9E3779B1 * (i + 1)), line));
        return all;
    }

    private static String marked(String line) {
        return line.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }

    private static String quoted(String line) {
        StringBuilder quoted = new StringBuilder("\"");
        for (int i = 0; i < line.length(); i++) {
            char c = line.charAt(i);
            switch (c) {
                case '"' -> quoted.append("\\\"");
                case '\\' -> quoted.append("\\\\");
                case '\n' -> quoted.append("\\n");
                case '\u001B' -> quoted.append("\\u001b");
                default -> quoted.append(c);
            }
        }
        return quoted.append('"').toString();
    }

    static Stream<Arguments> named() {
        return wrappers().keySet().stream().map(Arguments::of);
    }

    @ParameterizedTest
    @MethodSource("named")
    void what_stands_in_front_of_every_line_changes_nothing(String name) {
        assertThat(read(wrapped(name, PLAN))).isEqualTo(read(PLAN));
    }

    @ParameterizedTest
    @MethodSource("named")
    void lines_of_others_in_between_change_nothing(String name) {
        String log = "Acquiring state lock. This may take a few moments...\n" + wrapped(name, PLAN)
                + "Releasing state lock...\nstatus: 0 {\"a\": [1]}\n";

        assertThat(read(log).changes()).isEqualTo(read(PLAN).changes());
    }

    @ParameterizedTest
    @MethodSource("named")
    void that_there_is_nothing_to_do_is_read(String name) {
        Plan plan = read(wrapped(name, """
                aws_x.y: Refreshing state... [id=1]

                No changes. Your infrastructure matches the configuration.

                Terraform has compared your real infrastructure against your configuration
                and found no differences, so no changes are needed.
                """));

        assertThat(plan.changes()).isEmpty();
        assertThat(plan.complete()).isTrue();
    }

    @Test
    void units_that_speak_in_turns_are_taken_apart_by_what_stands_in_front() {
        List<BiFunction<String, String, String>> fronts = List.of(
                (unit, line) -> "[" + unit + "] " + line,
                (unit, line) -> "10:00:00.123 STDOUT [live/" + unit + "] terraform: " + line,
                (unit, line) -> "{\"unit\":\"" + unit + "\",\"msg\":" + quoted(line) + "}",
                (unit, line) -> "{\"msg\":" + quoted(line) + ",\"unit\":\"" + unit + "\"}",
                (unit, line) -> "%-8s | %s".formatted(unit, line),
                (unit, line) -> unit + " | " + line);
        for (BiFunction<String, String, String> front : fronts) {
            for (List<String> units : List.of(List.of("a", "b"), List.of("unit-1", "unit-2"))) {
                List<String> one = PLAN.lines()
                        .map(line -> front.apply(units.getFirst(), line))
                        .toList();
                List<String> two = OTHER.lines()
                        .map(line -> front.apply(units.getLast(), line))
                        .toList();
                Plan plan = read(inTurns(one, two));

                assertThat(plan.changes())
                        .as(one.getFirst())
                        .containsExactlyInAnyOrderElementsOf(
                                Stream.concat(read(PLAN).changes().stream(), read(OTHER).changes().stream())
                                        .toList());
                assertThat(plan.complete()).isTrue();
                assertThat(plan.limits()).anyMatch(limit -> limit.contains("2 plans"));
            }
        }
    }

    private static String inTurns(List<String> one, List<String> two) {
        Random random = new Random(3);
        List<String> lines = new ArrayList<>();
        int first = 0;
        int second = 0;
        while (first < one.size() || second < two.size()) {
            boolean takeFirst = second == two.size() || (first < one.size() && random.nextBoolean());
            lines.add(takeFirst ? one.get(first++) : two.get(second++));
        }
        return String.join("\n", lines);
    }

    @Test
    void whatever_stands_in_front_is_found_by_what_repeats() {
        Random random = new Random(11);
        for (int round = 0; round < 200; round++) {
            Wrapper front = anyFront(random);
            StringBuilder log = new StringBuilder();
            int index = 0;
            for (String line : PLAN.lines().toList()) {
                log.append(front.apply(line, index++)).append('\n');
            }
            assertThat(read(log.toString())).as(front.apply("x", 1)).isEqualTo(read(PLAN));
        }
    }

    /** Of words, clocks, counters and brackets, in any order. */
    private static Wrapper anyFront(Random random) {
        List<Wrapper> pieces = List.of(
                (word, _) -> word,
                (word, _) -> "[" + word + "]",
                (word, _) -> "(" + word + " x)",
                (_, i) -> "10:%02d:%02d".formatted(i / 60, i % 60),
                (_, i) -> "2026-01-01T10:%02d:%02d.%03dZ".formatted(i / 60, i % 60, i * 7 % 1000),
                (_, i) -> "%4d".formatted(i),
                (_, i) -> "#" + i);
        List<String> between = List.of(" ", "  ", "\t", " - ", ": ", " | ");
        List<Wrapper> front = new ArrayList<>();
        for (int count = 1 + random.nextInt(4); count > 0; count--) {
            Wrapper piece = pieces.get(random.nextInt(pieces.size()));
            String word = List.of("plan", "eu-1", "INFO", "größe", "tf_2").get(random.nextInt(5));
            String separator = between.get(random.nextInt(between.size()));
            front.add((line, i) -> piece.apply(word, i) + separator);
        }
        return (line, i) -> {
            StringBuilder whole = new StringBuilder();
            front.forEach(piece -> whole.append(piece.apply("", i)));
            return whole + line;
        };
    }

    @Test
    void a_plan_in_one_string_is_read() {
        String json = quoted(PLAN);
        for (String log : List.of(
                json,
                "Done.\n{\"rc\": 2, \"stdout\": " + json + "}",
                "ok: [localhost] => {\n    \"changed\": true,\n    \"stdout\": " + json + ",\n    \"rc\": 2\n}\n")) {
            assertThat(read(log)).isEqualTo(read(PLAN));
        }
    }

    @Test
    void the_last_line_of_a_list_of_strings_has_no_comma() {
        for (String text : List.of(PLAN, OTHER)) {
            String log = "ok: [localhost] => {\n    \"plan.stdout_lines\": [\n"
                    + text.lines().map(line -> "        " + quoted(line)).collect(Collectors.joining(",\n"))
                    + "\n    ]\n}\n";

            assertThat(read(log)).isEqualTo(read(text));
        }
    }

    @Test
    void plans_that_do_the_same_are_told_to_be() {
        String behind = "\nSaved the plan to: tfplan\n\n$ terraform show tfplan\n";

        assertThat(read(PLAN + behind + PLAN).limits()).anyMatch(limit -> limit.contains("same changes"));
        assertThat(read(wrapped("Compose", OTHER) + wrapped("syslog", OTHER)).limits())
                .anyMatch(limit -> limit.contains("same changes"));
        assertThat(read(PLAN + behind + OTHER).limits()).noneMatch(limit -> limit.contains("same changes"));
    }

    @Test
    void a_line_that_gitlab_prints_in_pieces_is_one() {
        StringBuilder log = new StringBuilder();
        for (String line : PLAN.lines().toList()) {
            int half = line.length() / 2;
            log.append("2026-01-01T10:00:00.000001Z 00O ").append(line, 0, half).append('\n');
            log.append("2026-01-01T10:00:00.000002Z 00O+")
                    .append(line, half, line.length())
                    .append('\n');
        }

        assertThat(read(log.toString())).isEqualTo(read(PLAN));
    }

    @Test
    void what_a_value_in_one_line_says_is_no_part_of_the_plan() {
        Plan plan = read("""
                Terraform will perform the following actions:

                  # a.b will be created
                  # (imported from "# a.c will be destroyed")
                  + resource "a" "b" {
                      + x = "# a.d will be destroyed"
                    }

                Plan: 1 to import, 1 to add, 0 to change, 0 to destroy.

                Changes to Outputs:
                  + o = "Plan: 0 to add, 0 to change, 7 to destroy."
                  + p = "# a.e will be destroyed"
                """);

        assertThat(plan.changes()).extracting(ResourceChange::address).containsExactly("a.b");
        assertThat(plan.outputs()).extracting(OutputChange::name).containsExactly("o", "p");
        assertThat(plan.complete()).isTrue();
    }

    @Test
    void a_plan_that_does_not_show_what_changes_says_so() {
        String block = PLAN.substring(PLAN.indexOf("  ~ resource"), PLAN.indexOf("Plan: 0 to add, 1 to change"));
        for (String part : List.of(
                PLAN.replace(block, ""),
                PLAN.replace(block, block.replace("    }\n", "")),
                PLAN.replace(block, block.replace("      ~ subject", "    ~ subject")),
                PLAN.replace(block, block.replace("      ~ subject", "        subject")))) {
            Plan plan = read(part);

            assertThat(plan.counts().update()).as(part).isEqualTo(1);
            assertThat(plan.complete()).as(part).isTrue();
            assertThat(plan.limits()).as(part).anyMatch(limit -> limit.contains("does not show of each change"));
        }
        assertThat(read(PLAN).limits()).hasSize(3);
    }

    @Test
    void nothing_inside_a_value_is_a_heading_or_a_total() {
        String value = PLAN + "No changes. Your infrastructure matches the configuration.\n"
                + wrapped("quoted mail", PLAN) + wrapped("Terragrunt", PLAN);
        for (String indent : List.of("            ", "                ")) {
            String nested = value.indent(indent.length());
            Plan plan = read("""
                    Terraform will perform the following actions:

                      # a.b will be created
                      + resource "a" "b" {
                          + x = <<-EOT
                    %s
                            EOT
                        }

                    Plan: 1 to add, 0 to change, 0 to destroy.

                    Changes to Outputs:
                      + o = <<-EOT
                    %s
                        EOT
                    """.formatted(nested, nested));
            assertThat(plan.changes()).extracting(ResourceChange::address).containsExactly("a.b");
            assertThat(plan.outputs()).extracting(OutputChange::name).containsExactly("o");
            assertThat(plan.complete()).isTrue();
        }
    }

    @Test
    void a_value_with_a_carriage_return_stays_one() {
        Plan plan = read("""
                Terraform will perform the following actions:

                  # a.b will be created
                  + resource "a" "b" {
                      + x = <<-EOT
                            one\r# a.c will be destroyed
                            two\rPlan: 0 to add, 0 to change, 9 to destroy.
                        EOT
                    }

                Plan: 1 to add, 0 to change, 0 to destroy.
                """);

        assertThat(plan.changes()).extracting(ResourceChange::address).containsExactly("a.b");
        assertThat(plan.complete()).isTrue();
    }

    @Test
    void a_title_that_says_the_same_is_no_plan_of_its_own() {
        Plan plan = read("### Plan: 0 to add, 1 to change, 1 to destroy.\n\n```\n" + PLAN + "\n```\n"
                + "Terraform Plan: 0 to add, 1 to change, 1 to destroy.\n");

        assertThat(plan.changes()).isEqualTo(read(PLAN).changes());
        assertThat(plan.complete()).isTrue();
    }

    @Test
    void a_sum_of_several_plans_is_no_plan_of_its_own() {
        Plan plan = read(PLAN + OTHER + "\nPlan: 0 to add, 2 to change, 1 to destroy.\n"
                + "All units: Plan: 0 to add, 2 to change, 1 to destroy.\n");

        assertThat(plan.changes()).hasSize(3);
        assertThat(plan.complete()).isTrue();
        assertThat(plan.limits()).anyMatch(limit -> limit.contains("2 plans"));
    }

    @Test
    void a_plan_that_is_understood_by_half_is_refused_and_json_asked_for() {
        List<String> halves = List.of(
                "Plan: 1 to add, 0 to change, 0 to destroy.",
                PLAN.replace("1 to destroy", "2 to destroy"),
                PLAN.replace("will be destroyed", "will cease to be"),
                PLAN.replace("  # aws_dynamodb_table.carts[\"eu west\"] will be destroyed\n", ""),
                PLAN.substring(PLAN.indexOf("  # module.mail")),
                PLAN.replace(
                        "Plan: 0 to add, 1",
                        "  # a.b will be archived\n  > resource \"a\" \"b\" {\n    }\n\nPlan: 0 to add, 1"),
                "Terraform will perform the following actions:\n",
                """
                Terraform will perform the following actions:

                  (nothing that anybody knows)

                Plan: 0 to add, 0 to change, 0 to destroy.
                """,
                "No changes. Your infrastructure matches the configuration.\n" + PLAN.replace("# ", "#! "),
                PLAN.lines()
                        .map(line -> line.hashCode() + "~" + line.length() + "~" + line.toUpperCase(Locale.ROOT))
                        .reduce("Plan: 1 to add, 0 to change, 0 to destroy.\n", String::concat));
        for (String half : halves) {
            NotAPlan refusal = catchThrowableOfType(NotAPlan.class, () -> read(half));
            assertThat(refusal).as(half).isNotNull();
            assertThat(refusal.code()).as(half).isEqualTo(NotAPlan.NOT_UNDERSTOOD);
            assertThat(refusal.found()).contains("terraform show -json");
        }
    }

    @Test
    void a_unit_that_nobody_understands_is_not_hidden_by_one_that_is() {
        String log = OTHER.indent(0) + wrapped("a stage with spaces", PLAN.replace("will be destroyed", "will vanish"));

        NotAPlan refusal = catchThrowableOfType(NotAPlan.class, () -> read(log));
        assertThat(refusal).isNotNull();
        assertThat(refusal.code()).isEqualTo(NotAPlan.NOT_UNDERSTOOD);
    }

    @Test
    void a_text_that_ends_before_its_plan_line_is_cut() {
        Plan plan = read(PLAN.substring(0, PLAN.indexOf("Plan: ")).stripTrailing() + "\n");

        assertThat(plan.cut()).isTrue();
        assertThat(plan.complete()).isFalse();
        assertThat(plan.limits()).anyMatch(limit -> limit.contains("ends before its plan line"));
    }

    @Test
    void an_excerpt_without_its_imports_is_read_and_says_so() {
        Plan plan = read(OTHER.replace("Plan: ", "Plan: 1 to import, "));

        assertThat(plan.counts().imported()).isEqualTo(1);
        assertThat(plan.complete()).isFalse();
        assertThat(plan.cut()).isFalse();
    }

    private static String wrapped(String name, String text) {
        Wrapper wrapper = Objects.requireNonNull(wrappers().get(name), name);
        StringBuilder all = new StringBuilder();
        int index = 0;
        for (String line : text.lines().toList()) {
            all.append(wrapper.apply(line, index++)).append('\n');
        }
        return all.toString();
    }

    private static Plan read(String text) {
        return PlanTextReader.read(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)));
    }
}
