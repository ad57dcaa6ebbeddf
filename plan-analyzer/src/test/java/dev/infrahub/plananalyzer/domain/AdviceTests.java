package dev.infrahub.plananalyzer.domain;

import static dev.infrahub.plananalyzer.domain.Given.plan;
import static org.assertj.core.api.Assertions.assertThat;

import dev.infrahub.findings.Rule;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Advice is something that can be done about this change. */
class AdviceTests {

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(
            delimiter = '|',
            value = {
                "aws_db_instance | Back up first, and prove that the backup can be restored.",
                "aws_kms_key | Find what it protects, and protect that with another key first.",
                "aws_route53_zone | Export its names first, and tell the zone above about new name servers.",
                "aws_eip | Give the new name or address to those who use it, or keep this one.",
                "aws_eks_cluster | List what lives in it, and back that up first.",
                "aws_instance | Find out whether anything is kept in it, and copy that elsewhere first.",
            })
    void ofWhatIsDestroyedItIsAboutWhatGoes(String type, String advice) {
        assertThat(plan().delete(type + ".x", "{}").analyzed().risk().mitigations())
                .containsExactly(advice);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "replace_because_tainted | untaint",
                "replace_by_request | plan without '-replace'",
                "replace_by_triggers | replace_triggered_by",
                "replace_because_cannot_update | updated in place",
            })
    void ofDataThatIsReplacedItIsAboutTheReason(String reason, String advice) {
        assertThat(plan().entry(
                                "aws_db_instance.x",
                                "\"delete\", \"create\"",
                                "\"action_reason\": \"%s\"".formatted(reason))
                        .analyzed()
                        .risk()
                        .mitigations())
                .singleElement()
                .asString()
                .startsWith("Back up first, or ")
                .contains(advice);
    }

    @Test
    void nobodyIsToldToTakeASnapshotOfACluster() {
        Analysis cluster = plan().update("aws_eks_cluster.x", "{\"version\": \"1.32\"}", "{\"version\": \"1.33\"}")
                .analyzed();
        assertThat(cluster.risk().mitigations())
                .containsExactly(
                        "Try the new version on another cluster first: only a new cluster has the old one again.");
        assertThat(cluster.rollback().steps().getLast().detail()).contains("only a new cluster");
        assertThat(cluster.rollback().steps().getLast().reversibility()).isEqualTo(Reversibility.IRREVERSIBLE);
        assertThat(cluster.rollback().preconditions()).noneMatch(one -> one.contains("snapshot"));
        assertThat(plan().update("aws_db_instance.x", "{\"engine_version\": \"15\"}", "{\"engine_version\": \"16\"}")
                        .analyzed()
                        .risk()
                        .mitigations())
                .containsExactly(Rule.ONE_WAY_CHANGE.mitigation());
    }
}
