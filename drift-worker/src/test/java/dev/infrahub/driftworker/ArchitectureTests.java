package dev.infrahub.driftworker;

import dev.infrahub.testing.ServiceRules;
import dev.infrahub.testkit.RegexRules;
import org.junit.jupiter.api.Test;

class ArchitectureTests {

    @Test
    void the_drift_worker_keeps_the_house_rules() {
        ServiceRules.check(
                "dev.infrahub.driftworker",
                "dev.infrahub.diagnosis..",
                "dev.infrahub.findings..",
                "dev.infrahub.terraform..",
                "dev.infrahub.json..",
                "dev.infrahub.secrets..");
    }

    @Test
    void no_plan_meets_an_expression_that_backtracks() {
        RegexRules.check("dev.infrahub.driftworker");
    }
}
