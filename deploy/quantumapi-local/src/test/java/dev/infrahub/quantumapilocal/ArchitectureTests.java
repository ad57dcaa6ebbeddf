package dev.infrahub.quantumapilocal;

import dev.infrahub.testing.ServiceRules;
import org.junit.jupiter.api.Test;

class ArchitectureTests {

    @Test
    void the_local_installation_keeps_the_house_rules() {
        ServiceRules.check("dev.infrahub.quantumapilocal", "dev.infrahub.ssh..", "org.bouncycastle..");
    }
}
