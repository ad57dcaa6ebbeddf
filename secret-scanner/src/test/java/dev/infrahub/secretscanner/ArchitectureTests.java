package dev.infrahub.secretscanner;

import dev.infrahub.testing.ServiceRules;
import dev.infrahub.testkit.RegexRules;
import org.junit.jupiter.api.Test;

class ArchitectureTests {

    @Test
    void the_secret_scanner_keeps_the_house_rules() {
        ServiceRules.check("dev.infrahub.secretscanner", "dev.infrahub.scanning..");
    }

    @Test
    void nothing_handed_in_meets_an_expression_that_backtracks() {
        RegexRules.check("dev.infrahub.secretscanner");
    }
}
