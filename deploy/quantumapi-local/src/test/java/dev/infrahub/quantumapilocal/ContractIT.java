package dev.infrahub.quantumapilocal;

import dev.infrahub.quantumapi.QuantumApiContract;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;

/** The hub's own client works with the local installation. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ContractIT {

    private Server server;

    @BeforeAll
    void start() {
        server = Server.start();
    }

    @AfterAll
    void stop() {
        server.close();
    }

    @TestFactory
    Stream<DynamicTest> contract() {
        return QuantumApiContract.at(server.uri("").toString(), Server.ADMIN).sentences();
    }
}
