package dev.infrahub.terraform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Plans with what shells and CI systems print around them. */
class LoggedPlanTests {

    private static final String CHANGES = """
            "resource_changes": [{"address": "a.b", "type": "a", "name": "b", "change":
            {"actions": ["update"], "before": {"x": "é {"}, "after": {"x": "}"}}}]""";
    private static final String PLAN = "{\"format_version\": \"1.2\", " + CHANGES.replace("\n", "") + "}";
    private static final String LAID_OUT = "{\n  \"format_version\": \"1.2\",\n" + CHANGES + "\n}";

    private static final String SECOND = PLAN.replace("a.b", "a.c").replace("é", "password = 'x7Gq0-Lw92-Zz'");

    private static final List<String> BETWEEN =
            List.of("", " ", "\n", "\nthen\n", "\n2026-01-02T03:04:05Z ", "\r\n\u001B[0m");

    private static final Pattern MARKER = Pattern.compile("\\(sensitive #[0-9a-f]{8}\\)");

    static List<String> before() {
        return List.of(
                "Acquiring state lock. This may take a few moments...\n",
                "+ terraform show -json tfplan\n",
                "$ terraform show -json tfplan\r\n",
                "##[group]Run terraform show\n[command]/usr/bin/terraform show -json\n",
                "section_start:1560896352:plan\r\u001B[0KPlan\n",
                "\u001B[33m╷\u001B[0m\n│ Warning: Deprecated attribute\n│ \n│ Use { instead } of [ this ]\n╵\n\n",
                "null_resource.a: Refreshing state... [id=1]\ntrue\n[INFO] {\n{ braces: of another language }\n{\n",
                "2026-01-02T03:04:05.1234567Z ",
                "2026-01-02T03:04:05.1234567Z ##[group]Run\n2026-01-02T03:04:06.1234567Z ",
                "[12:34:56] ",
                "plan\tShow\t2026-01-02T03:04:05.1234567Z ",
                "\u001B[0m\u001B[1m",
                "\uFEFF\uFEFF",
                """
                Terraform will perform the following actions:

                  # a.b will be updated in-place
                  ~ resource "a" "b" {
                      ~ policy = <<-EOT
                            {
                              "format_version": "of something else"
                            }
                        EOT
                    }
                """,
                "x".repeat(10_000) + "{\"a\":1}\n");
    }

    @ParameterizedTest
    @MethodSource("before")
    void linesBeforeThePlanAreRead(String noise) {
        assertThat(read(noise + PLAN)).isEqualTo(read(PLAN));
        assertThat(read(noise + LAID_OUT + "\n")).isEqualTo(read(PLAN));
        assertThat(read(("\uFEFF" + noise + LAID_OUT).getBytes(StandardCharsets.UTF_16LE)))
                .isEqualTo(read(PLAN));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\n",
                "\n\nReleasing state lock. This may take a few moments...\n",
                "\r\n##[endgroup]\n::debug::Terraform exited with code 0.\n0\n  {\n  \"indented\": 1 }",
                "\nsection_end:1560896353:plan\r\u001B[0K\n[INFO] done {\"a\": 1}\n"
            })
    void linesBehindThePlanAreRead(String noise) {
        assertThat(read(PLAN + noise)).isEqualTo(read(PLAN));
        assertThat(read(LAID_OUT + noise)).isEqualTo(read(PLAN));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "Acquiring state lock...\n", "2026-01-02T03:04:05Z "})
    void otherJsonIsRefusedWhereverItStands(String noise) {
        for (String between : BETWEEN) {
            for (String other : List.of("{}", "[{}]", "{\n\"a\": 1}", "{\"cut", PLAN + "\n{}", "[" + PLAN + "]")) {
                assertThat(code(noise + PLAN + between + other))
                        .as(between + other)
                        .isEqualTo(NotAPlan.UNREADABLE);
            }
        }
        assertThat(code(noise + "{\"level\": \"info\"}\n" + PLAN)).isEqualTo(NotAPlan.IS_JSON_OF_SOMETHING_ELSE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "Acquiring state lock...\n", "2026-01-02T03:04:05Z "})
    void severalPlansAreReadWhereverTheyStand(String noise) {
        String second = PLAN.replace("a.b", "a.c").replace("update", "delete");
        for (String between : BETWEEN) {
            for (String first : List.of(PLAN, LAID_OUT)) {
                Plan plan = read(noise + first + between + second + "\ndone\n");
                assertThat(plan.changes())
                        .extracting(change -> change.address() + " " + change.action())
                        .as(between)
                        .containsExactly("a.b UPDATE", "a.c DELETE");
                assertThat(plan.counts().delete()).isEqualTo(1);
                assertThat(plan.limits()).anyMatch(limit -> limit.contains("2 plans"));
            }
        }
    }

    private static final String UPDATED = """
            Terraform will perform the following actions:

              # a.b will be updated in-place
              ~ resource "a" "b" {
                  ~ x = "Error: of a value" -> "}"
                }

            Plan: 0 to add, 1 to change, 0 to destroy.

            """;
    private static final String NOTHING = "No changes. Your infrastructure matches the configuration.\n\n";

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Plan: 0 to add, 1 to change, 0 to destroy.\n",
                "╷\n│ Warning: Deprecated attribute\n│ \n│ Error: is a word\n╵\n",
                "##[error]Process completed with exit code 2.\n",
                NOTHING
            })
    void textThatSaysNoMoreThanTheJsonIsReadBesideIt(String text) {
        for (String beside : List.of(text, UPDATED, UPDATED + text, "[a] " + UPDATED.replace("\n", "\n[a] ") + "\n")) {
            assertThat(read(beside + PLAN + "\n")).isEqualTo(read(PLAN));
            assertThat(read(PLAN + "\n" + beside)).isEqualTo(read(PLAN));
            assertThat(read(PLAN + "\n" + beside + SECOND + "\n")).isEqualTo(read(PLAN + "\n" + SECOND));
        }
    }

    @Test
    void theSumOfSeveralPlansMayStandBesideThem() {
        String both = "Plan: 0 to add, 2 to change, 0 to destroy.\n";

        assertThat(read(PLAN + "\n" + SECOND + "\n" + both).changes()).hasSize(2);
        assertThat(code(PLAN + "\n" + both)).isEqualTo(NotAPlan.LOG_DISAGREES);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a.c will be destroyed|-|",
                "a.b will be destroyed|-|",
                "a.b must be replaced|-/+|",
                "a.b[0] will be updated in-place|~|",
                "a.b will be archived|>|"
            })
    void textThatShowsAnotherChangeThanTheJsonIsRefusedWhereverItStands(String change) {
        List<String> parts = List.of(change.split("\\|"));
        String text =
                "Terraform will perform the following actions:\n\n  # %s\n  %s resource \"a\" \"b\" {\n      %s x = 1\n    }\n"
                        .formatted(parts.getFirst(), parts.getLast(), "~");
        for (String log : List.of(text + PLAN, PLAN + "\n" + text, PLAN + "\n" + text + SECOND)) {
            assertThat(code(log)).as(log).isEqualTo(NotAPlan.LOG_DISAGREES);
            assertThat(catchThrowableOfType(NotAPlan.class, () -> redaction(bytes(log)))
                            .code())
                    .isEqualTo(NotAPlan.LOG_DISAGREES);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "╷\n│ Error: Error acquiring the state lock\n╵\n",
                "Error: Failed to read the plan file \"b/tfplan\"\n",
                "[b] ╷\n[b] │ Error: no credentials\n[b] ╵\n",
                "ERROR  [b] Module b has finished with an error\n"
            })
    void whatFailedBesideThePlanIsToldByARefusal(String failure) {
        for (String log : List.of(failure + PLAN, PLAN + "\n" + failure, PLAN + "\n" + failure + SECOND)) {
            NotAPlan refusal = catchThrowableOfType(NotAPlan.class, () -> read(log));
            assertThat(refusal).as(log).isNotNull();
            assertThat(refusal.code()).isEqualTo(NotAPlan.LOG_DISAGREES);
            assertThat(refusal.found()).contains("something failed");
            assertThat(catchThrowableOfType(NotAPlan.class, () -> redaction(bytes(log)))
                            .code())
                    .isEqualTo(NotAPlan.LOG_DISAGREES);
        }
    }

    @Test
    void whatStandsBesideAPlanIsHeldToALimit() {
        String noise = "x".repeat(4000) + "\n";
        String much = noise.repeat(4500);

        assertThat(read(much + PLAN)).isEqualTo(read(PLAN));
        assertThat(code(NOTHING + much + PLAN)).isEqualTo("plan.too_large");
    }

    @Test
    void plansThatDoTheSameAreToldToBe() {
        assertThat(read(PLAN + PLAN).limits()).anyMatch(limit -> limit.contains("same changes"));
        assertThat(read(PLAN + SECOND).limits()).noneMatch(limit -> limit.contains("same changes"));
    }

    @Test
    void severalPlansHaveOneProjectionThatReadsTheSameAndOneFingerprintInAnyOrder() {
        byte[] both = (PLAN + "\n" + SECOND).getBytes(StandardCharsets.UTF_8);
        byte[] turned = (SECOND + "\n" + PLAN).getBytes(StandardCharsets.UTF_8);
        byte[] one = PLAN.getBytes(StandardCharsets.UTF_8);

        assertThat(read(redaction(both))).isEqualTo(read(both));
        assertThat(redaction(redaction(both).getBytes(StandardCharsets.UTF_8))).isEqualTo(redaction(both));
        assertThat(Fingerprints.fingerprint(both)).isEqualTo(Fingerprints.fingerprint(turned));
        assertThat(Fingerprints.fingerprint(both)).isNotEqualTo(Fingerprints.fingerprint(one));
        assertThat(Fingerprints.fingerprint((PLAN + PLAN).getBytes(StandardCharsets.UTF_8)))
                .isNotEqualTo(Fingerprints.fingerprint(one));
    }

    @Test
    void whatASecondPlanRunsUnderIsItsOwn() {
        String one = "{\"format_version\": \"1.2\", \"configuration\": {\"provider_config\": {\"a\": {\"name\": \"a\","
                + " \"expressions\": {\"region\": {\"constant_value\": \"%s\"}}}}, \"root_module\": {\"resources\":"
                + " [{\"address\": \"a.b\", \"provider_config_key\": \"a\"}]}}, " + CHANGES.replace("\n", "") + "}";
        String here = one.formatted("here");
        String there = one.formatted("there");

        assertThat(Fingerprints.fingerprint(bytes(here + there)))
                .isEqualTo(Fingerprints.fingerprint(bytes(there + here)))
                .isNotEqualTo(Fingerprints.fingerprint(bytes(here + here)))
                .isNotEqualTo(Fingerprints.fingerprint(bytes(there + there)));
    }

    @Test
    void plansInAListAreRefusedAndItIsSaidHowTheyAreHandedIn() {
        for (String list : List.of("[" + PLAN + "]", "[\n  " + PLAN + ",\n  " + SECOND + "\n]\n")) {
            NotAPlan refusal = catchThrowableOfType(NotAPlan.class, () -> read(list));
            assertThat(refusal.code()).isEqualTo(NotAPlan.IS_JSON_OF_SOMETHING_ELSE);
            assertThat(refusal.found()).contains("one behind the other");
        }
    }

    @Test
    void moreThanAHundredPlansAreRefused() {
        assertThat(read(PLAN.repeat(100)).changes()).hasSize(100);
        assertThat(code(PLAN.repeat(101))).isEqualTo(NotAPlan.UNREADABLE);
    }

    @Test
    void severalPlansHaveTogetherAsManyChangesAsOneMayHave() {
        String entry = CHANGES.substring(CHANGES.indexOf('[') + 1, CHANGES.lastIndexOf(']'))
                .replace("\n", "");
        String many =
                "{\"format_version\": \"1.2\", \"resource_changes\": [" + (entry + ",").repeat(15_000) + entry + "]}";

        assertThat(read(many).changes()).hasSize(15_001);
        assertThat(code(many + "\n" + many)).isEqualTo("plan.too_many_changes");
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    @Test
    void whatIsNoPlanIsNamedInALogToo() {
        Map<String, String> codes = new HashMap<>();
        codes.put("{\"version\": 4, \"serial\": 3, \"lineage\": \"x\"}\ndone\n", NotAPlan.IS_STATE);
        codes.put("{\"format_version\": \"1.0\", \"values\": {}}\n", NotAPlan.IS_STATE);
        codes.put("{\"@level\": \"info\", \"@message\": \"x\"}\n", NotAPlan.IS_JSON_OF_SOMETHING_ELSE);
        codes.put("[" + PLAN + "]", NotAPlan.IS_JSON_OF_SOMETHING_ELSE);
        codes.put("[\n" + PLAN + "\n]", NotAPlan.IS_JSON_OF_SOMETHING_ELSE);
        codes.put("{\"format_version\": \"1.2\", oops}\n", NotAPlan.NOT_JSON);
        codes.put("Plan: 1 to add, 0 to change, 0 to destroy.\n", NotAPlan.NOT_JSON);
        codes.put("{", NotAPlan.TRUNCATED);
        codes.put("{\"form", NotAPlan.TRUNCATED);
        codes.put(PLAN.substring(0, PLAN.length() - 1), NotAPlan.TRUNCATED);
        codes.forEach((input, code) -> {
            assertThat(code("Acquiring state lock...\n" + input)).as(input).isEqualTo(code);
            assertThat(code("2026-01-02T03:04:05Z " + input)).as(input).isEqualTo(code);
        });
        assertThat(code("<html>\n" + PLAN)).isEqualTo(NotAPlan.IS_HTML);
        assertThat(code(PLAN + " done")).isEqualTo(NotAPlan.NOT_JSON);
    }

    @Test
    void everyRealTextIsStillNoJson() {
        for (Path file : RealPlans.texts()) {
            NotAPlan refusal = catchThrowableOfType(NotAPlan.class, () -> read(RealPlans.bytes(file)));
            assertThat(refusal.code()).as(file.toString()).isEqualTo(NotAPlan.NOT_JSON);
        }
    }

    @Test
    void aMistakeIsShownWhereItStandsInTheLog() {
        NotAPlan refusal =
                catchThrowableOfType(NotAPlan.class, () -> read("one\r\ntwo\n{\"format_version\": \"1.2\",\noops}"));
        assertThat(refusal.found()).contains("line 4, column ");
    }

    @Test
    void aPlanInALogIsReadWhileItComes() {
        boolean[] visited = {false};
        String begin = PLAN.substring(0, PLAN.lastIndexOf(']')) + " ".repeat(100_000);
        InputStream end = new ByteArrayInputStream("]}\nReleasing state lock...\n".getBytes(StandardCharsets.UTF_8)) {
            @Override
            public synchronized int read(byte[] target, int offset, int length) {
                assertThat(visited[0]).isTrue();
                return super.read(target, offset, length);
            }
        };
        InputStream log = new SequenceInputStream(
                new ByteArrayInputStream(("Acquiring state lock...\n" + begin).getBytes(StandardCharsets.UTF_8)), end);
        assertThat(PlanReader.read(log, (_, _) -> visited[0] = true)).isEqualTo(read(PLAN));
    }

    @Test
    void aRealPlanInALogIsTheSamePlan() {
        String before = "+ terraform show -json tfplan\nAcquiring state lock...\n2026-01-02T03:04:05.1234567Z ";
        String behind = "\nReleasing state lock...\n::debug::Terraform exited with code 0.\n";
        for (Path file : RealPlans.json()) {
            byte[] bare = RealPlans.bytes(file);
            byte[] logged = wrapped(before, bare, behind);
            assertThat(read(logged)).as(file.toString()).isEqualTo(read(bare));
            assertThat(redaction(logged)).as(file.toString()).isEqualTo(redaction(bare));
            assertThat(Fingerprints.fingerprint(logged)).as(file.toString()).isEqualTo(Fingerprints.fingerprint(bare));
        }
    }

    private static byte[] wrapped(String before, byte[] plan, String behind) {
        Charset charset = PlanDocument.charset(plan);
        if (!charset.equals(StandardCharsets.UTF_8)) {
            return ("\uFEFF" + before + new String(plan, charset).substring(1) + behind).getBytes(charset);
        }
        ByteArrayOutputStream log = new ByteArrayOutputStream();
        log.writeBytes(before.getBytes(StandardCharsets.UTF_8));
        log.writeBytes(plan);
        log.writeBytes(behind.getBytes(StandardCharsets.UTF_8));
        return log.toByteArray();
    }

    /** With markers by the order of their first appearance, since their key is drawn anew each time. */
    private static String redaction(byte[] plan) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        PlanRedaction.redact(new ByteArrayInputStream(plan), PlanSecrets.in(new ByteArrayInputStream(plan)), out);
        Map<String, String> seen = new HashMap<>();
        return MARKER.matcher(out.toString(StandardCharsets.UTF_8))
                .replaceAll(marker -> seen.computeIfAbsent(marker.group(), _ -> "marker " + seen.size()));
    }

    private static String code(String input) {
        NotAPlan refusal = catchThrowableOfType(NotAPlan.class, () -> read(input));
        assertThat(refusal).as(input).isNotNull();
        return refusal.code();
    }

    private static Plan read(String input) {
        return read(input.getBytes(StandardCharsets.UTF_8));
    }

    private static Plan read(byte[] input) {
        return PlanReader.read(new ByteArrayInputStream(input));
    }
}
