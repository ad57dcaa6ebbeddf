package dev.infrahub.plananalyzer.domain;

import static dev.infrahub.plananalyzer.domain.Given.plan;
import static org.assertj.core.api.Assertions.assertThat;

import dev.infrahub.findings.StatefulTypes;
import dev.infrahub.findings.StatelessTypes;
import dev.infrahub.findings.TabSeparated;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class StatefulTypesTests {

    private static final Path LABELS = Given.projectFile("plan-analyzer/src/test/resources/loss");

    private static final String LOST = "lost";
    private static final String KEPT = "kept";

    @Test
    void ofTwoHundredTypesThatNobodyHadInMindTheTablesKnowNinetyFiveInAHundred() throws IOException {
        List<String[]> heldOut = labels("held-out.tsv");
        assertThat(heldOut).hasSize(200).allMatch(row -> row[2].endsWith("."));
        assertThat(heldOut).filteredOn(row -> row[1].equals(LOST)).hasSize(100);
        assertThat(wrong(heldOut)).hasSizeLessThanOrEqualTo(10);
    }

    @Test
    void soTheyDoOfThoseThatSomebodyElseLabelled() throws IOException {
        List<String[]> secondHand = labels("second-hand.tsv");
        assertThat(secondHand).hasSizeGreaterThan(500);
        assertThat(secondHand).filteredOn(row -> row[1].equals(LOST)).hasSizeGreaterThan(100);
        assertThat(secondHand)
                .extracting(row -> row[0])
                .doesNotContainAnyElementsOf(
                        labels("held-out.tsv").stream().map(row -> row[0]).toList());
        assertThat(wrong(secondHand)).hasSizeLessThanOrEqualTo(secondHand.size() / 20);
    }

    private static List<String[]> labels(String name) throws IOException {
        List<String[]> labels = Files.readAllLines(LABELS.resolve(name)).stream()
                .filter(line -> !line.startsWith("#"))
                .map(line -> line.split("\t", -1))
                .toList();
        assertThat(labels).allMatch(row -> Set.of(LOST, KEPT).contains(row[1]));
        assertThat(labels).extracting(row -> row[0]).doesNotHaveDuplicates();
        return labels;
    }

    private static List<String> wrong(List<String[]> labels) {
        return labels.stream()
                .filter(row -> !row[1].equals(answer(row[0])))
                .map(row -> row[0])
                .toList();
    }

    /** What is not known is neither. */
    private static String answer(String type) {
        return StatefulTypes.TABLE
                .of(type)
                .map(StatefulTypes.Entry::kind)
                .map(kind -> kind == StatefulTypes.Kind.UNKNOWN ? "not known" : LOST)
                .orElse(KEPT);
    }

    /** Plans are made with old versions of providers as well. */
    @ParameterizedTest(name = "{0} is {1}")
    @CsvSource({
        "aws_db_security_group, kept",
        "aws_mediastore_container, lost",
        "azurerm_policy_assignment, kept",
        "azurerm_recovery_services_protected_vm, lost",
        "azurerm_sql_failover_group, kept",
        "azurerm_media_asset, lost",
        "google_game_services_realm, kept",
        "snowflake_account_grant, kept",
        "scaleway_documentdb_instance, lost",
        "cloudflare_access_group, kept",
        "cloudflare_worker_secret, kept",
        "mongodbatlas_project_ip_whitelist, kept",
        "alicloud_cs_swarm, lost",
    })
    void typesOfEarlierVersionsAreKnownToo(String type, String answer) {
        assertThat(answer(type)).isEqualTo(answer);
    }

    @Test
    void noTypeIsInBothTables() {
        assertThat(StatefulTypes.TABLE.entries().keySet())
                .doesNotContainAnyElementsOf(StatelessTypes.TABLE.types())
                .hasSizeGreaterThan(1500);
        assertThat(StatelessTypes.TABLE.types()).hasSizeGreaterThan(6000);
        assertThat(StatelessTypes.TABLE.endings()).isNotEmpty().allMatch(ending -> ending.startsWith("_"));
        assertThat(TabSeparated.rows("stateless-types.txt")).allMatch(row -> row.length == 1);
    }

    @ParameterizedTest(name = "{0} is {1}")
    @CsvSource({
        "unheardof_database, UNKNOWN",
        "unheardof_database_policy, UNKNOWN",
        "aws_quantum_store, UNKNOWN",
        "aws_instance, POSSIBLE",
        "cloudflare_zone, ZONE",
        "awscc_rds_db_instance, DATA",
        "random_password, GENERATED",
    })
    void whatIsLostIsOfAKind(String type, StatefulTypes.Kind kind) {
        assertThat(StatefulTypes.TABLE.of(type)).map(StatefulTypes.Entry::kind).contains(kind);
    }

    @ParameterizedTest
    @ValueSource(strings = {"aws_vpc", "null_resource", "terraform_data", "time_sleep", "aws_quantum_store_policy"})
    void ofSomeTypesNothingIsLost(String type) {
        assertThat(StatefulTypes.TABLE.of(type)).isEmpty();
    }

    @Test
    void riskAndRollbackSayTheSameOfATypeThatNobodyKnows() {
        Analysis analysis = plan().delete("unheardof_thing.x", "{}").analyzed();
        assertThat(analysis.risk().reasons()).singleElement().satisfies(reason -> {
            assertThat(reason.rule()).isEqualTo("data.loss-possible");
            assertThat(reason.detail())
                    .isEqualTo("The resource is destroyed: whether anything is lost with it is not known, since the hub"
                            + " does not know its type.");
        });
        assertThat(analysis.risk().changeType()).isEqualTo("normal");
        assertThat(analysis.rollback().dataLossRisk()).isEqualTo("possible");
        assertThat(analysis.rollback().irreversible())
                .singleElement()
                .asString()
                .contains("whether anything is lost with it is not known");
        assertThat(analysis.rollback().preconditions()).anyMatch(one -> one.contains("find out whether it holds"));
    }

    @Test
    void everyTypeThatARuleLosesIsOneThatTheRollbackLoses() {
        Set<String> types = Set.of("aws_instance", "azurerm_dns_zone", "google_project", "kubernetes_manifest", "x_y");
        for (String type : types) {
            Analysis analysis = plan().delete(type + ".x", "{}").analyzed();
            assertThat(analysis.risk().reasons().getFirst().rule()).as(type).startsWith("data.");
            assertThat(analysis.rollback().dataLossRisk()).as(type).isNotEqualTo("none");
        }
        Analysis kept = plan().delete("aws_autoscaling_group.x", "{}").analyzed();
        assertThat(kept.risk().reasons().getFirst().rule()).isEqualTo("resource.destroyed");
        assertThat(kept.rollback().dataLossRisk()).isEqualTo("none");
    }

    @Test
    void whatIsLeftOverFromAReplacementIsLostToBoth() {
        Analysis analysis = plan().entry("aws_ebs_volume.x", "\"delete\"", "\"deposed\": \"1a2b3c4d\"")
                .analyzed();
        assertThat(analysis.risk().reasons().getFirst().rule()).isEqualTo("data.destroyed");
        assertThat(analysis.rollback().dataLossRisk()).isEqualTo("certain");
        assertThat(analysis.rollback().irreversible()).hasSize(1);
    }
}
