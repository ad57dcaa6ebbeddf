package dev.infrahub.plananalyzer;

import dev.infrahub.testing.ServiceRules;
import dev.infrahub.testkit.RegexRules;
import org.junit.jupiter.api.Test;

class ArchitectureTests {

    @Test
    void the_plan_analyzer_keeps_the_house_rules() {
        ServiceRules.check(
                "dev.infrahub.plananalyzer",
                "dev.infrahub.findings..",
                "dev.infrahub.terraform..",
                "dev.infrahub.json..",
                "dev.infrahub.secrets..");
    }

    @Test
    void no_plan_meets_an_expression_that_backtracks() {
        RegexRules.check("dev.infrahub.plananalyzer");
    }
}
