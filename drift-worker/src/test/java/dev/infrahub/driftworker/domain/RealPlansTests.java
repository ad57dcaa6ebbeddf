package dev.infrahub.driftworker.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.infrahub.json.Parts;
import dev.infrahub.terraform.Plan;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Plans of other people's projects. */
class RealPlansTests {

    private static final int DRIFTED = 10;

    private static Map<String, Integer> expected() {
        return Given.file(Given.data("plans").resolve("expected.tsv"))
                .lines()
                .skip(1)
                .map(line -> Parts.of(line, '\t'))
                .collect(Collectors.toMap(List::getFirst, row -> Integer.valueOf(row.get(DRIFTED))));
    }

    @Test
    void plans_without_drift_have_none() {
        int read = 0;
        for (Map.Entry<String, Integer> plan : expected().entrySet()) {
            if (plan.getValue() == 0) {
                DriftAnalysis analysis = analysed(plan.getKey());
                assertThat(analysis.resources()).as(plan.getKey()).isEmpty();
                assertThat(analysis.settled()).as(plan.getKey()).isEmpty();
                assertThat(analysis.driftDetected()).as(plan.getKey()).isFalse();
                assertThat(analysis.risk()).as(plan.getKey()).isEqualTo(Risk.NONE);
                read++;
            }
        }
        assertThat(read).isGreaterThan(300);
    }

    @Test
    void each_entry_of_drift_is_told_or_dropped_by_a_rule() {
        expected().forEach((file, drifted) -> {
            if (drifted > 0) {
                DriftAnalysis analysis = analysed(file);
                int told = analysis.resources().size() + analysis.settled().size();
                long dropped = analysis.dropped().stream()
                        .map(DriftAnalysis.Dropped::address)
                        .distinct()
                        .count();
                assertThat(told + dropped).as(file).isGreaterThanOrEqualTo(drifted);
            }
        });
    }

    @Test
    void what_was_deleted_outside_is_told() {
        DriftAnalysis analysis = analysed("ceca61c72c77b440.json");
        assertThat(analysis.resources())
                .extracting(DriftAnalysis.Resource::change)
                .containsExactly("deleted", "deleted", "deleted");
    }

    @Test
    void a_policy_laid_out_otherwise_is_the_same_and_what_is_declared_beside_its_bucket_is_no_drift_of_it() {
        DriftAnalysis analysis = analysed("01253498666ef010.json");
        assertThat(analysis.dropped())
                .anyMatch(one -> one.address().equals("aws_s3_bucket_policy.cloudtrail")
                        && (one.rule().equals("same-json") || one.rule().equals("same-policy")));
        assertThat(analysis.driftDetected()).isFalse();
        assertThat(analysis.settled())
                .singleElement()
                .satisfies(one -> assertThat(one.attributes())
                        .extracting(DriftAnalysis.Attribute::path, DriftAnalysis.Attribute::settledBy)
                        .containsExactly(
                                tuple("logging", "declared-beside (aws_s3_bucket_logging.cloudtrail)"),
                                tuple("policy", "declared-beside (aws_s3_bucket_policy.cloudtrail)")));
    }

    private static DriftAnalysis analysed(String file) {
        Path path = Given.data("plans").resolve(file);
        return Given.analysed(Given.file(path), Plan.Format.JSON, Given.plainScan());
    }
}
