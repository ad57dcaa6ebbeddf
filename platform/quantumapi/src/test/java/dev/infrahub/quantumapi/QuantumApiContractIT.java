package dev.infrahub.quantumapi;

import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;

/** The contract against the QuantumAPI that the environment names; the local installation has a test of its own. */
@EnabledIfEnvironmentVariable(named = "QUANTUMAPI_CONTRACT_ENDPOINT", matches = ".+")
@EnabledIfEnvironmentVariable(named = "QUANTUMAPI_CONTRACT_KEY", matches = ".+")
class QuantumApiContractIT {

    @TestFactory
    Stream<DynamicTest> contract() {
        return QuantumApiContract.at(
                        System.getenv("QUANTUMAPI_CONTRACT_ENDPOINT"), System.getenv("QUANTUMAPI_CONTRACT_KEY"))
                .sentences();
    }
}
