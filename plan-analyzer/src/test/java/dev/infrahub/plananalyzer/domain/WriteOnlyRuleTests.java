package dev.infrahub.plananalyzer.domain;

import static dev.infrahub.plananalyzer.domain.Given.plan;
import static org.assertj.core.api.Assertions.assertThat;

import dev.infrahub.terraform.Plan;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WriteOnlyRuleTests {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"password_wo_version\": 1} | {\"password_wo_version\": 2} | password_wo",
                "{\"password_wo_version\": null} | {\"password_wo_version\": 1} | password_wo",
                "{\"data_wo_revision\": 1} | {\"data_wo_revision\": 2} | data_wo",
                "{\"plaintext_password_wo_hash\": \"a\"} | {\"plaintext_password_wo_hash\": \"b\"} | plaintext_password_wo",
                "{\"b\": [{\"token_wo_version\": 1}]} | {\"b\": [{\"token_wo_version\": 2}]} | token_wo",
                "{\"b\": {\"token_wo_version\": 1}} | {\"b\": {\"token_wo_version\": 2}} | token_wo",
            })
    void whatCountsItShowsThatItIsSetAnew(String before, String after, String name) {
        Analysis analysis = plan().update("any_thing.x", before, after).analyzed();
        assertThat(analysis.risk().reasons())
                .filteredOn(reason -> reason.rule().equals("value.regenerated"))
                .singleElement()
                .satisfies(reason -> assertThat(reason.detail()).contains("'" + name + "'"));
        assertThat(analysis.risk().changeType()).isEqualTo("normal");
        assertIrreversible(analysis);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"password_wo_version\": 1, \"size\": 1} | {\"password_wo_version\": 1, \"size\": 2}",
                "{\"b\": [{\"token_wo_version\": 1, \"a\": 1}]} | {\"b\": [{\"token_wo_version\": 1, \"a\": 2}]}",
                "{\"password\": \"old\", \"password_wo_version\": null} | {\"password\": null, \"password_wo_version\": 1}",
                "{\"has_value_wo\": false} | {\"has_value_wo\": true}",
            })
    void whatStaysOrWasAnOrdinaryValueIsNone(String before, String after) {
        assertThat(plan().update("any_thing.x", before, after).analyzed().risk().reasons())
                .extracting(Analysis.Reason::rule)
                .doesNotContain("value.regenerated");
    }

    @Test
    void alsoWhereTheResourceIsReplacedForIt() {
        Analysis analysis = plan().replace(
                        "aws_route_table.x",
                        "{\"secret_wo_version\": 1}",
                        "{\"secret_wo_version\": 2}",
                        "secret_wo_version")
                .analyzed();
        assertThat(analysis.risk().reasons())
                .extracting(Analysis.Reason::rule)
                .containsExactly("value.regenerated", "resource.replaced");
        assertIrreversible(analysis);
    }

    @Test
    void textShowsItToo() {
        String text = """
                Terraform will perform the following actions:

                  # aws_db_instance.orders will be updated in-place
                  ~ resource "aws_db_instance" "orders" {
                        id                  = "orders"
                      ~ password_wo_version = 1 -> 2
                    }

                Plan: 0 to add, 1 to change, 0 to destroy.
                """;
        Analysis analysis = Analyst.analyze(
                new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)),
                Plan.Format.TEXT,
                null,
                Policy.DEFAULT);
        assertThat(analysis.risk().reasons()).extracting(Analysis.Reason::rule).contains("value.regenerated");
        assertIrreversible(analysis);
    }

    private static void assertIrreversible(Analysis analysis) {
        List<Analysis.Step> steps = analysis.rollback().steps();
        assertThat(steps.getLast().reversibility()).isEqualTo(Reversibility.IRREVERSIBLE);
        assertThat(steps.getLast().detail()).contains("write-only");
        assertThat(analysis.rollback().irreversible()).anyMatch(one -> one.contains("write-only"));
        assertThat(analysis.rollback().preconditions()).anyMatch(one -> one.startsWith("Keep the write-only value"));
        assertThat(analysis.rollback().dataLossRisk()).isEqualTo("none");
    }
}
