package dev.infrahub.terraform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NotAPlanTests {

    private static final String PLAN = """
        {"format_version": "1.2", "resource_changes": [{"address": "a.b", "type": "a", "name": "b", "change":
          {"actions": ["update"], "before": {"x": true, "y": "é"}, "after": {"x": null}}}], "complete": true}\
        """;

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        ''                                                          | plan.empty
        ' '                                                         | plan.empty
        '<!DOCTYPE html><html></html>'                              | plan.is_html
        'Terraform will perform'                                    | plan.not_json
        '{"format_version": oops}'                                  | plan.not_json
        '{"format_version": "1.2", "resource_changes": ['           | plan.truncated
        '{"version": 4, "serial": 3, "lineage": "x"}'               | plan.is_state
        '{"format_version": "1.0", "values": {"root_module": {}}}'  | plan.is_state
        '{"format_version": "1.0", "provider_schemas": {}}'         | plan.is_json_of_something_else
        '{"@level": "info", "@message": "x"}'                       | plan.is_json_of_something_else
        '{}'                                                        | plan.is_json_of_something_else
        '[1]'                                                       | plan.is_json_of_something_else
        '"text"'                                                    | plan.is_json_of_something_else
        '{"resource_changes": []}'                                  | plan.is_json_of_something_else
        '{"format_version": 1, "resource_changes": []}'             | plan.unreadable
        '{"format_version": "2.0", "resource_changes": []}'         | plan.unreadable
        '{"format_version": "1.2", "resource_changes": {}}'         | plan.unreadable
        '{"format_version": "1.2", "resource_changes": [1]}'        | plan.unreadable
        '{"format_version": "1.2", "resource_changes": []} {}'      | plan.unreadable
        """)
    void whatIsNoPlanIsNamed(String input, String code) {
        NotAPlan refusal = refusal(input.getBytes(StandardCharsets.UTF_8));
        assertThat(refusal.code()).isEqualTo(code);
        assertThat(refusal.found()).isNotBlank();
        assertThat(refusal.getStackTrace()).isEmpty();
    }

    @Test
    void aSavedPlanFileIsToldFromItsJson() {
        NotAPlan refusal = refusal(new byte[] {'P', 'K', 3, 4, 20, 0});
        assertThat(refusal.code()).isEqualTo(NotAPlan.NOT_JSON);
        assertThat(refusal.found()).contains("terraform show -json");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"serial\": 1}",
                "{\"@level\": \"info\"}",
                "{\"format_version\": \"1.2\", \"values\": {}}",
                "PK\u0003\u0004",
            })
    void whoUsesOpenTofuIsToldOfItsCommandToo(String input) {
        String found = refusal(input.getBytes(StandardCharsets.UTF_8)).found();
        assertThat(found).doesNotContain("Terraform");
        assertThat(found.contains("tofu show -json")).isEqualTo(found.contains("terraform show -json"));
    }

    @Test
    void aPlanCutAnywhereIsTruncated() {
        byte[] whole = PLAN.getBytes(StandardCharsets.UTF_8);
        for (int length = 1; length < whole.length; length++) {
            byte[] cut = Arrays.copyOf(whole, length);
            assertThat(refusal(cut).code()).as(length + " bytes").isEqualTo(NotAPlan.TRUNCATED);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"[", "{\"a\":"})
    void deepNestingIsRefusedWhereverItStands(String opening) {
        String nested = opening.repeat(200_000);
        for (String member : List.of("variables", "resource_changes", "configuration", "checks", "output_changes")) {
            String plan = "{\"format_version\": \"1.2\", \"%s\": %s".formatted(member, nested);
            assertThat(refusal(plan.getBytes(StandardCharsets.UTF_8)).code())
                    .as(member)
                    .isIn("plan.too_deep", NotAPlan.UNREADABLE);
        }
        assertThat(refusal(nested.getBytes(StandardCharsets.UTF_8)).code())
                .isIn("plan.too_deep", NotAPlan.IS_JSON_OF_SOMETHING_ELSE);
    }

    @Test
    void theRefusalRepeatsNothingOfTheInput() {
        String secret = "hunter2";
        for (String input : List.of(
                "{\"format_version\": \"1.2\", \"x\": " + secret + "}",
                "{\"format_version\": \"" + secret + "\"}",
                "{\"password is " + secret + "\": 1}",
                PLAN.replace("\"update\"", "{\"" + secret + "\": 1}"),
                PLAN.replace("\"actions\"", "\"" + secret + "\""))) {
            assertThat(refusal(input.getBytes(StandardCharsets.UTF_8)).toString())
                    .doesNotContain(secret);
        }
    }

    @Test
    void anUnusableMaskIsRefusedRatherThanGuessed() {
        String plan = PLAN.replace("\"actions\"", "\"before_sensitive\": {\"y\": \"true\"}, \"actions\"");
        assertThat(refusal(plan.getBytes(StandardCharsets.UTF_8)).code()).isEqualTo(NotAPlan.UNREADABLE);
    }

    @Test
    void whatDecidesMayNotBeSaidTwice() {
        String entry = PLAN.substring(PLAN.indexOf("[{") + 1, PLAN.indexOf("}]") + 1);
        String action = "{\"address\": \"action.a.b\", \"type\": \"a\", \"name\": \"b\"}";
        List<String> twice = List.of(
                PLAN.replace("\"before\"", "\"actions\": [\"no-op\"], \"before\""),
                PLAN.replace("\"before\"", "\"after_unknown\": {}, \"after_unknown\": {\"x\": true}, \"before\""),
                PLAN.replace("\"type\"", "\"address\": \"a.c\", \"type\""),
                PLAN.replace("\"name\"", "\"change\": {\"actions\": [\"no-op\"]}, \"name\""),
                PLAN.replace(
                        "\"complete\"",
                        "\"deferred_changes\": [{\"resource_change\": %s}], \"complete\""
                                .formatted(entry.replace("\"before\"", "\"actions\": [\"no-op\"], \"before\""))),
                PLAN.replace(
                        "\"complete\"",
                        "\"action_invocations\": [%s], \"complete\""
                                .formatted(action.replace("\"type\"", "\"address\": \"action.a.c\", \"type\""))),
                PLAN.replace(
                        "\"complete\"",
                        "\"output_changes\": {\"o\": {\"actions\": [\"delete\"], \"actions\": [\"no-op\"]}}, \"complete\""));
        for (String plan : twice) {
            NotAPlan refusal = refusal(plan.getBytes(StandardCharsets.UTF_8));
            assertThat(refusal.code()).as(plan).isEqualTo(NotAPlan.UNREADABLE);
            assertThat(refusal.found()).contains("a member twice");
        }
    }

    @Test
    void anAttributeThatAProviderWritesTwiceIsRead() {
        String plan = PLAN.replace("\"x\": true", "\"x\": true, \"x\": false");

        assertThat(PlanReader.read(new ByteArrayInputStream(plan.getBytes(StandardCharsets.UTF_8)))
                        .changes())
                .hasSize(1);
    }

    @Test
    void aBrokenStreamIsNoMatterOfThePlan() {
        InputStream broken = new InputStream() {
            @Override
            public int read() throws IOException {
                throw new IOException("connection reset");
            }

            @Override
            public int read(byte[] buffer, int offset, int length) throws IOException {
                return read();
            }
        };
        assertThat(catchThrowableOfType(UncheckedIOException.class, () -> PlanReader.read(broken)))
                .isNotNull();
    }

    @Test
    void damagedRealPlansAreReadOrRefusedAndNothingElse() {
        Random random = new Random(42);
        List<Path> files = RealPlans.json();
        for (int index = 0; index < files.size(); index += 6) {
            byte[] plan = RealPlans.bytes(files.get(index));
            for (int round = 0; round < 12; round++) {
                readOrRefuse(Damage.any(plan, random));
            }
        }
    }

    private static void readOrRefuse(byte[] input) {
        boolean read = isAccepted(() -> PlanReader.read(new ByteArrayInputStream(input)));
        boolean redacted = isAccepted(() -> redact(input));
        assertThat(redacted).as("redaction accepts what the reader accepts").isEqualTo(read);
    }

    private static boolean isAccepted(Runnable attempt) {
        try {
            attempt.run();
            return true;
        } catch (NotAPlan e) {
            assertThat(e.code()).startsWith("plan.");
            return false;
        }
    }

    private static NotAPlan refusal(byte[] input) {
        NotAPlan whileReading =
                catchThrowableOfType(NotAPlan.class, () -> PlanReader.read(new ByteArrayInputStream(input)));
        NotAPlan whileRedacting = catchThrowableOfType(NotAPlan.class, () -> redact(input));
        assertThat(whileReading).isNotNull();
        assertThat(whileRedacting).isNotNull();
        assertThat(whileRedacting.getMessage()).isEqualTo(whileReading.getMessage());
        return whileReading;
    }

    private static void redact(byte[] input) {
        PlanSecrets secrets = PlanSecrets.in(new ByteArrayInputStream(input));
        PlanRedaction.redact(new ByteArrayInputStream(input), secrets, OutputStream.nullOutputStream());
    }
}
