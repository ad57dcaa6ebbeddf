package dev.infrahub.ai;

import dev.infrahub.testkit.RegexRules;
import org.junit.jupiter.api.Test;

class ArchitectureTests {

    @Test
    void no_answer_meets_an_expression_that_backtracks() {
        RegexRules.check("dev.infrahub.ai");
    }
}
