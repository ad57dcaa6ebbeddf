package dev.infrahub.quantumapilocal;

import dev.infrahub.quantumapi.QuantumApiContract;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;

/**
 * The hub's own client works with the local installation, and with the endpoint that the environment names in {@code
 * QUANTUMAPI_CONTRACT_ENDPOINT} and {@code QUANTUMAPI_CONTRACT_KEY}.
 */
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
        Stream<DynamicTest> local =
                QuantumApiContract.at(server.uri("").toString(), Server.ADMIN).sentences();
        String endpoint = System.getenv("QUANTUMAPI_CONTRACT_ENDPOINT");
        String key = System.getenv("QUANTUMAPI_CONTRACT_KEY");
        return endpoint == null || key == null
                ? local
                : Stream.concat(local, QuantumApiContract.at(endpoint, key).sentences());
    }
}
