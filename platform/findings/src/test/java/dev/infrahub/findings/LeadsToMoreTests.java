package dev.infrahub.findings;

import static org.assertj.core.api.Assertions.assertThat;

import dev.infrahub.secrets.Secrets;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class LeadsToMoreTests {

    static Stream<String> names() {
        return Stream.of(
                        LeadsToMore.AWS,
                        LeadsToMore.AZURE,
                        LeadsToMore.GOOGLE,
                        LeadsToMore.KUBERNETES,
                        LeadsToMore.VAULT)
                .flatMap(cloud -> cloud.paths().stream())
                .map(LeadsToMore.Path::name);
    }

    /** What reads like the name of a secret and its value would be taken out of the hub's own sentence. */
    @ParameterizedTest
    @MethodSource("names")
    void noneIsTakenForASecret(String name) {
        assertThat(Secrets.find("Allows what leads to more rights: %s, %s.".formatted(name, name)))
                .isEmpty();
    }
}
