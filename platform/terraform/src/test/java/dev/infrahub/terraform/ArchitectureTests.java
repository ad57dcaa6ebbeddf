package dev.infrahub.terraform;

import dev.infrahub.testkit.RegexRules;
import org.junit.jupiter.api.Test;

class ArchitectureTests {

    @Test
    void noPlanMeetsAnExpressionThatBacktracks() {
        RegexRules.check("dev.infrahub.terraform");
    }
}
