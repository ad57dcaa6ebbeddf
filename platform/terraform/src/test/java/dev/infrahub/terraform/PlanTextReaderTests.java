package dev.infrahub.terraform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PlanTextReaderTests {

    private static final String PLAN = """
            aws_db_instance.main: Refreshing state... [id=shop]

            Note: Objects have changed outside of Terraform

              # aws_db_instance.main has changed
              ~ resource "aws_db_instance" "main" {
                  ~ backup_window = "01:00-02:00" -> "02:00-03:00"
                }

            Terraform will perform the following actions:

              # data.aws_ami.web will be read during apply
              # (depends on a resource or a module with changes pending)
             <= data "aws_ami" "web" {
                  + id = (known after apply)
                }

              # aws_s3_bucket.logs["a.b"] will be destroyed
              # (because aws_s3_bucket.logs is not in configuration)
              - resource "aws_s3_bucket" "logs" {
                  - bucket = "logs" -> null
                }

              # module.db[0].aws_db_instance.main is tainted, so must be replaced
            -/+ resource "aws_db_instance" "main" {
                  ~ arn            = "arn" -> (known after apply)
                  ~ identifier     = "shop" -> "shop-2" # forces replacement
                    name           = "main"
                  ~ tags           = {
                      ~ "identity" = "a" -> "b"
                    }
                  - timeouts {}
                  ~ user_data      = <<-EOT
                      + # aws_instance.fake will be something
                        - fake = 1
                    EOT
                    # (3 unchanged attributes hidden)
                }

              # aws_instance.web will be updated in-place
              # (moved from aws_instance.old)
              # (imported from "i-1")
              ~ resource "aws_instance" "web" {
                  ~ instance_type = "a" -> "b"
                }

            Plan: 1 to import, 1 to add, 1 to change, 2 to destroy.

            Changes to Outputs:
              + endpoint = "x"
              ~ secret   = (sensitive value)
              - gone     = {
                  - inner = "x"
                } -> null
            """;

    @Test
    void totalsOfEveryRealTextAreTheStatedOnes() {
        List<String> wrong = new ArrayList<>();
        List<String[]> stated = RealPlans.table("plans-text/SOURCES.tsv");
        for (String[] row : stated) {
            Plan plan = read(RealPlans.bytes(RealPlans.locate("plans-text").resolve(row[0])));
            if (!row[5].isEmpty()) {
                String actual = added(plan.counts()) + "/" + plan.counts().update() + "/" + destroyed(plan.counts());
                String expected = String.join("/", row[5], row[6], row[7]);
                wrong.add(actual.equals(expected) && plan.complete() ? "" : row[0] + " " + actual + " not " + expected);
            }
        }
        assertThat(wrong).hasSizeGreaterThan(50).containsOnly("");
        assertThat(stated).hasSize(55);
    }

    private static int added(ChangeCounts counts) {
        return counts.create() + counts.replace();
    }

    private static int destroyed(ChangeCounts counts) {
        return counts.delete() + counts.replace();
    }

    @Test
    void textAndJsonOfTheSameRunTellTheSameChanges() {
        Path drift = RealPlans.locate("drift");
        for (String[] row : RealPlans.table("drift/labels.tsv")) {
            for (String mode : List.of("normal", "refresh_only")) {
                String name = row[0] + "." + mode;
                Plan json = PlanReader.read(new ByteArrayInputStream(RealPlans.bytes(drift.resolve(name + ".json"))));
                Plan text = read(RealPlans.bytes(drift.resolve(name + ".txt")));
                assertThat(changed(text)).as(name).isEqualTo(changed(json));
                assertThat(text.complete()).as(name).isTrue();
            }
        }
    }

    private static Map<String, List<String>> changed(Plan plan) {
        return plan.changes().stream()
                .filter(change -> change.action() != Action.NO_OP)
                .collect(Collectors.toMap(
                        change -> change.address() + " " + change.action(),
                        ResourceChange::changedAttributes,
                        (first, _) -> first,
                        TreeMap::new));
    }

    @Test
    void textAndJsonOfAPlanMadeHereTellTheSame() {
        Plan json = PlanReader.read(OwnPlans.open("plan.json"));
        Plan text = PlanTextReader.read(OwnPlans.open("plan.txt"));
        assertThat(text.counts()).isEqualTo(json.counts());
        assertThat(text.outputs()).isEqualTo(json.outputs());
        assertThat(text.complete()).isTrue();
        assertThat(text.changes())
                .hasSameSizeAs(json.changes())
                .allSatisfy(change -> assertThat(json.changes()).anySatisfy(other -> {
                    assertThat(change.address()).isEqualTo(other.address());
                    assertThat(change.action()).isEqualTo(other.action());
                    assertThat(change.changedAttributes()).isEqualTo(other.changedAttributes());
                    assertThat(change.previousAddress()).isEqualTo(other.previousAddress());
                    assertThat(change.module()).isEqualTo(other.module());
                }));
    }

    @Test
    void textAndJsonOfAnOddPlanTellTheSame() {
        Plan json = PlanReader.read(OwnPlans.open("odd/plan.json"));
        Plan text = PlanTextReader.read(OwnPlans.open("odd/plan.txt"));
        assertThat(text.complete()).isTrue();
        assertThat(text.limits()).hasSize(3);
        assertThat(text.counts().forget()).isEqualTo(1);
        assertThat(text.outputs()).isEqualTo(json.outputs());
        assertThat(told(text)).isEqualTo(told(json)).hasSize(4);
        assertThat(text.changes())
                .filteredOn(change -> change.name().equals("marked"))
                .singleElement()
                .satisfies(change -> assertThat(change.remarked()).contains("input"));
    }

    private static List<String> told(Plan plan) {
        return plan.changes().stream()
                .filter(change -> change.action() != Action.NO_OP)
                .map(change -> change.address() + " " + change.action() + " " + change.changedAttributes() + " "
                        + change.remarked() + " " + change.actionReason())
                .sorted()
                .toList();
    }

    @Test
    void everyChangeIsReadWithActionAttributesAndReason() {
        Plan plan = read(PLAN);
        assertThat(plan.counts()).isEqualTo(new ChangeCounts(0, 1, 1, 1, 1, 0, 0, 1, 1, 1, 0));
        assertThat(plan.complete()).isTrue();
        ResourceChange read = plan.changes().get(0);
        assertThat(read.isData()).isTrue();
        assertThat(read.type()).isEqualTo("aws_ami");
        ResourceChange deleted = plan.changes().get(1);
        assertThat(deleted.address()).isEqualTo("aws_s3_bucket.logs[\"a.b\"]");
        assertThat(deleted.actionReason()).isEqualTo("delete_because_no_resource_config");
        assertThat(deleted.changedAttributes()).isEmpty();
        ResourceChange replaced = plan.changes().get(2);
        assertThat(replaced.module()).isEqualTo("module.db[0]");
        assertThat(replaced.actionReason()).isEqualTo("replace_because_tainted");
        assertThat(replaced.changedAttributes()).containsExactly("arn", "identifier", "tags", "timeouts", "user_data");
        assertThat(replaced.replacePaths()).containsExactly("identifier");
        ResourceChange updated = plan.changes().get(3);
        assertThat(updated.previousAddress()).isEqualTo("aws_instance.old");
        assertThat(updated.imported()).isTrue();
        assertThat(plan.drift())
                .singleElement()
                .satisfies(entry -> assertThat(entry.changedAttributes()).containsExactly("backup_window"));
        assertThat(plan.outputs())
                .containsExactly(
                        new OutputChange("endpoint", Action.CREATE, false),
                        new OutputChange("secret", Action.UPDATE, true),
                        new OutputChange("gone", Action.DELETE, false));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "2026-01-01T10:00:00.1234567Z ",
                "plan\tterraform plan\t2026-01-01T10:00:00Z ",
                "[2026-01-01T10:00:00.123Z] ",
                "10:00:00.123 STDOUT terraform: ",
                "[module/db] ",
                "tf-1  | ",
                "2026-01-01T10:00:00.000000Z 01O \u001B[0m\u001B[1m",
            })
    void whatSystemsPutInFrontOfLinesIsOverlooked(String prefix) {
        String prefixed = PLAN.lines().map(line -> prefix + line).collect(Collectors.joining("\r\n"));
        assertThat(read(prefixed)).isEqualTo(read(PLAN));
    }

    @Test
    void whatIsNotUnderstoodOfOpenTofuIsAskedForByItsCommand() {
        String tail = "\nOpenTofu will perform the following actions:\n\n"
                + PLAN.substring(PLAN.indexOf("  # aws_instance.web"));
        NotAPlan refusal = catchThrowableOfType(NotAPlan.class, () -> read(tail));
        assertThat(refusal.code()).isEqualTo(NotAPlan.NOT_UNDERSTOOD);
        assertThat(refusal.found()).endsWith("; hand in the JSON that 'tofu show -json' prints");
    }

    @Test
    void aCutTextSaysWhatIsMissing() {
        String tail = PLAN.substring(PLAN.indexOf("  # aws_instance.web"));
        NotAPlan refusal = catchThrowableOfType(NotAPlan.class, () -> read(tail));
        assertThat(refusal.code()).isEqualTo(NotAPlan.NOT_UNDERSTOOD);
        assertThat(refusal.found()).contains("1 to add, 1 to change, 2 to destroy", "understood 0, 1 and 0");

        Plan head = read(PLAN.substring(0, PLAN.indexOf("  # aws_instance.web")));
        assertThat(head.complete()).isFalse();
        assertThat(head.limits()).anyMatch(limit -> limit.contains("ends before its plan line"));
    }

    @Test
    void severalPlansInOneLogAreCountedTogether() {
        Plan plan = read(PLAN + PLAN);
        assertThat(plan.counts().replace()).isEqualTo(2);
        assertThat(plan.limits()).anyMatch(limit -> limit.contains("2 plans"));
    }

    @Test
    void theLimitsOfTextAreAlwaysNamed() {
        assertThat(read("No changes. Your infrastructure matches the configuration.")
                        .limits())
                .hasSize(3);
    }

    @ParameterizedTest
    @CsvSource({
        "'', plan.empty",
        "' ', plan.empty",
        "'Hello', plan.unreadable",
        "'Error: Invalid credentials', plan.unreadable",
        "'{\"format_version\": \"1.2\"}', plan.unreadable",
        "'# aws_instance.web is fine', plan.unreadable",
    })
    void textWithoutAPlanIsRefused(String text, String code) {
        NotAPlan refusal = catchThrowableOfType(NotAPlan.class, () -> read(text));
        assertThat(refusal).isNotNull();
        assertThat(refusal.code()).isEqualTo(code);
    }

    @Test
    void damagedTextIsReadOrRefusedAndNothingElse() {
        Random random = new Random(7);
        byte[] plan = PLAN.getBytes(StandardCharsets.UTF_8);
        for (int round = 0; round < 500; round++) {
            byte[] damaged = plan.clone();
            for (int flip = 0; flip < 20; flip++) {
                damaged[random.nextInt(damaged.length)] = (byte) random.nextInt(256);
            }
            byte[] cut = Arrays.copyOf(damaged, random.nextInt(damaged.length));
            assertThatCode(() -> readOrRefuse(cut)).doesNotThrowAnyException();
        }
    }

    @Test
    void hugeLinesAndBracketsCostLittle() {
        String huge = "# module.".repeat(200_000) + "[\"".repeat(200_000) + "\n# a.b[\"" + "\\\"".repeat(2_000);
        readOrRefuse(huge.getBytes(StandardCharsets.UTF_8));
    }

    private static void readOrRefuse(byte[] text) {
        try {
            read(text);
        } catch (NotAPlan e) {
            assertThat(e.code()).startsWith("plan.");
        }
    }

    private static Plan read(String text) {
        return read(text.getBytes(StandardCharsets.UTF_8));
    }

    private static Plan read(byte[] text) {
        return PlanTextReader.read(new ByteArrayInputStream(text));
    }
}
