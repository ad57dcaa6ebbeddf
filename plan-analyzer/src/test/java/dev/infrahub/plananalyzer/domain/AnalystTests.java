package dev.infrahub.plananalyzer.domain;

import static org.assertj.core.api.Assertions.assertThat;

import dev.infrahub.findings.Severity;
import dev.infrahub.terraform.Plan;
import dev.infrahub.terraform.PlanRedaction;
import dev.infrahub.terraform.PlanSecrets;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

class AnalystTests {

    private static final Path DEMO = Given.projectFile("deploy/standalone/src/main/resources/demo");

    @Test
    void theDemoPlanIsCriticalAndSaysWhy() {
        Analysis analysis = Given.analyzed(DEMO.resolve("plan.json"), Plan.Format.JSON, "production");
        assertThat(analysis.risk().level()).isEqualTo(Severity.CRITICAL);
        assertThat(analysis.risk().requiresCab()).isTrue();
        assertThat(analysis.risk().reasons())
                .extracting(reason -> reason.rule() + " " + reason.address())
                .contains(
                        "data.replaced aws_db_instance.orders",
                        "data.destroyed aws_s3_bucket.invoices",
                        "network.open-to-world aws_security_group.db",
                        "iam.admin aws_iam_role_policy.api");
        assertThat(analysis.rollback().dataLossRisk()).isEqualTo("certain");
        assertThat(analysis.resources()).hasSize(9);
        assertThat(analysis.resources())
                .filteredOn(resource -> resource.address().equals("aws_db_instance.orders"))
                .singleElement()
                .satisfies(resource -> {
                    assertThat(resource.replaceBecause()).containsExactly("storage_encrypted");
                    assertThat(resource.notable()).contains("database");
                });
    }

    @Test
    void theDevelopmentPlanOfTheDemoIsAStandardChange() {
        Analysis analysis = Given.analyzed(DEMO.resolve("dev-plan.json"), Plan.Format.JSON, "dev");
        assertThat(analysis.risk().level()).isEqualTo(Severity.LOW);
        assertThat(analysis.risk().changeType()).isEqualTo("standard");
        assertThat(analysis.rollback().irreversible()).isEmpty();
    }

    @Test
    void nothingSecretOfTheDemoPlanIsToldAndNoValueThatDoesNotChange() {
        String told = Given.analyzed(DEMO.resolve("plan.json"), Plan.Format.JSON, "production")
                .toString();
        assertThat(told).contains("10.20.0.0/16").doesNotContain("Tr0ub4dor", "shop-invoices", "allocated_storage");
    }

    @Test
    void theAnalysisOfARedactedPlanIsThatOfThePlan() throws IOException {
        List<Path> plans = realPlans("plans", ".json");
        for (Path plan : plans) {
            byte[] original = Files.readAllBytes(plan);
            ByteArrayOutputStream redacted = new ByteArrayOutputStream();
            PlanSecrets secrets = PlanSecrets.in(new ByteArrayInputStream(original));
            PlanRedaction.redact(new ByteArrayInputStream(original), secrets, redacted);
            assertThat(analyzed(redacted.toByteArray(), Plan.Format.JSON))
                    .as(plan.toString())
                    .isEqualTo(analyzed(original, Plan.Format.JSON));
        }
        assertThat(plans).hasSize(359);
    }

    @Test
    void everyRealTextIsAnalysedAndItsLimitsAreNamed() throws IOException {
        for (Path plan : realPlans("plans-text", ".txt")) {
            Analysis analysis = analyzed(Files.readAllBytes(plan), Plan.Format.TEXT);
            assertThat(analysis.limits()).as(plan.toString()).isNotEmpty();
            assertThat(analysis.risk().changeType())
                    .as(plan.toString())
                    .isEqualTo(analysis.risk().blastRadius().resources() == 0 ? "standard" : "normal");
        }
    }

    @Test
    void realDriftIsFoundInBothPlanModesAndTheCleanRunIsClean() throws IOException {
        for (Path plan : realPlans("drift", ".json")) {
            boolean clean = plan.getFileName().toString().startsWith("none.");
            assertThat(analyzed(Files.readAllBytes(plan), Plan.Format.JSON)
                            .risk()
                            .reasons())
                    .filteredOn(reason -> reason.rule().equals("plan.drift"))
                    .as(plan.toString())
                    .hasSize(clean ? 0 : 1);
        }
    }

    private static Analysis analyzed(byte[] plan, Plan.Format format) {
        return Analyst.analyze(new ByteArrayInputStream(plan), format, null, Policy.DEFAULT);
    }

    private static List<Path> realPlans(String folder, String extension) throws IOException {
        Path data = Optional.ofNullable(System.getenv("HUB_TEST_DATA"))
                .map(Path::of)
                .orElseGet(() -> Given.projectFile("../shared/data"))
                .resolve(folder);
        if (!Files.isDirectory(data)) {
            Assumptions.abort("no test data: set HUB_TEST_DATA to the folder that holds '%s'".formatted(folder));
        }
        try (Stream<Path> files = Files.list(data)) {
            return files.filter(file -> file.toString().endsWith(extension))
                    .sorted()
                    .toList();
        }
    }
}
