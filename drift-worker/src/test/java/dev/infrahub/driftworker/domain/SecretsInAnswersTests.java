package dev.infrahub.driftworker.domain;

import static org.assertj.core.api.Assertions.assertThat;

import dev.infrahub.terraform.Plan;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A secret in any place and any form of drift: what is told holds none of it. */
class SecretsInAnswersTests {

    private static final String OLD = "Xq7oldAaBbCcDd99";
    private static final String NEW = "Zr8newEeFfGgHh11";

    /** What hides it: a mark of Terraform's, the name it has, or its own form. */
    record Secret(String name, String before, String after, String marks) {}

    private static List<Secret> secrets() {
        List<Secret> secrets = new ArrayList<>();
        secrets.add(new Secret("data", OLD, NEW, "true"));
        secrets.add(new Secret("password", OLD, NEW, "false"));
        secrets.add(new Secret("admin_password", OLD, NEW, "false"));
        secrets.add(new Secret("client_secret", OLD, NEW, "false"));
        secrets.add(new Secret("url", "postgres://u:" + OLD + "@db/x", "postgres://u:" + NEW + "@db/x", "false"));
        secrets.add(new Secret("user_data", "export DB_PASSWORD=" + OLD, "export DB_PASSWORD=" + NEW, "false"));
        return secrets;
    }

    /** Where in a resource it stands: with its mark in the same place. */
    private static List<String> places() {
        return List.of(
                "{\"%1$s\": \"%2$s\"}",
                "{\"a\": [{\"%1$s\": \"%2$s\", \"b\": %3$d}]}",
                "{\"a\": {\"b\": {\"%1$s\": \"%2$s\"}}, \"c\": %3$d}",
                "{\"a\": [{\"b\": 1}, {\"%1$s\": \"%2$s\"}], \"c\": %3$d}");
    }

    private static List<String> types() {
        return List.of(
                "aws_x", "aws_ssm_parameter", "aws_security_group_rule", "azurerm_key_vault_secret", "helm_release");
    }

    static Stream<List<String>> plans() {
        List<List<String>> plans = new ArrayList<>();
        for (Secret secret : secrets()) {
            for (String place : places()) {
                for (String type : types()) {
                    String marks = place.replace("\"%2$s\"", secret.marks())
                            .replace("%3$d", "false")
                            .replace("1}", "false}");
                    String more = ", \"before_sensitive\": %s, \"after_sensitive\": %s"
                            .formatted(marks.formatted(secret.name()), marks.formatted(secret.name()));
                    String before = place.formatted(secret.name(), secret.before(), 1);
                    String after = place.formatted(secret.name(), secret.after(), 2);
                    plans.add(List.of(
                            type + " " + secret.name() + " " + place,
                            Given.scan()
                                    .drift(type + ".y", before, after, more)
                                    // what applying would set back
                                    .change(type + ".y", "update", /* before= */ after, /* after= */ before, more)
                                    .json()));
                    plans.add(List.of(
                            "deleted " + type + " " + secret.name() + " " + place,
                            Given.scan().deleted(type + ".y", before).json()));
                }
            }
        }
        return plans.stream();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("plans")
    void nothing_of_it_is_told(List<String> plan) {
        for (String given : List.of(plan.get(1), Given.redacted(plan.get(1)))) {
            DriftAnalysis analysis = Given.analysed(given, Plan.Format.JSON, Given.plainScan());
            assertThat(analysis.resources()).hasSize(1);
            assertThat(analysis.toString()).doesNotContain(OLD, NEW);
        }
    }
}
