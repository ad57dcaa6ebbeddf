package dev.infrahub.chatservice;

import dev.infrahub.testing.ServiceRules;
import dev.infrahub.testkit.RegexRules;
import org.junit.jupiter.api.Test;

class ArchitectureTests {

    @Test
    void the_chat_service_keeps_the_house_rules() {
        ServiceRules.check(
                "dev.infrahub.chatservice",
                "dev.infrahub.json..",
                "dev.infrahub.hcl..",
                "dev.infrahub.secrets..",
                "dev.infrahub.diagnosis..",
                "javax.xml.stream..");
    }

    @Test
    void no_question_meets_an_expression_that_backtracks() {
        RegexRules.check("dev.infrahub.chatservice");
    }
}
