package dev.infrahub.cabsigner;

import dev.infrahub.testing.ServiceRules;
import org.junit.jupiter.api.Test;

class ArchitectureTests {

    @Test
    void the_cab_signer_keeps_the_house_rules() {
        ServiceRules.check(
                "dev.infrahub.cabsigner", "dev.infrahub.proofs..", "dev.infrahub.ssh..", "dev.infrahub.json..");
    }
}
