package dev.infrahub.gateway;

import dev.infrahub.testing.ServiceRules;
import org.junit.jupiter.api.Test;

class ArchitectureTests {

    @Test
    void the_gateway_keeps_the_house_rules() {
        ServiceRules.check("dev.infrahub.gateway", "javax.crypto..", "dev.infrahub.proofs..");
    }
}
