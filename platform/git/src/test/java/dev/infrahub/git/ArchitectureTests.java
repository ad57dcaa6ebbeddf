package dev.infrahub.git;

import dev.infrahub.testkit.RegexRules;
import org.junit.jupiter.api.Test;

class ArchitectureTests {

    @Test
    void no_text_meets_an_expression_that_backtracks() {
        RegexRules.check("dev.infrahub.git");
    }
}
