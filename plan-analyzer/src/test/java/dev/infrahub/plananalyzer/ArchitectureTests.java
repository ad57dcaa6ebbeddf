package dev.infrahub.plananalyzer;

import dev.infrahub.testing.ServiceRules;
import org.junit.jupiter.api.Test;

class ArchitectureTests {

    @Test
    void the_plan_analyzer_keeps_the_house_rules() {
        ServiceRules.check(
                "dev.infrahub.plananalyzer",
                "dev.infrahub.terraform..",
                "dev.infrahub.json..",
                "dev.infrahub.secrets..");
    }
}
