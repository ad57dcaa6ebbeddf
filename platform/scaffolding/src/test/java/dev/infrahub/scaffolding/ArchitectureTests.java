package dev.infrahub.scaffolding;

import dev.infrahub.testkit.RegexRules;
import org.junit.jupiter.api.Test;

class ArchitectureTests {

    @Test
    void no_description_meets_an_expression_that_backtracks() {
        RegexRules.check("dev.infrahub.scaffolding");
    }
}
