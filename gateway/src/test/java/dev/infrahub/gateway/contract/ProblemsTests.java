package dev.infrahub.gateway.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.swagger.v3.oas.models.Components;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ProblemsTests {

    /** What there is a share of, or only so much. */
    @ParameterizedTest
    @ValueSource(strings = {"429", "503"})
    void what_is_to_be_sent_again_says_of_what_there_was_too_little(String status) {
        Components components = new Components();

        Problems.describe(components);

        String description = Objects.requireNonNull(components.getResponses().get(status))
                .getDescription()
                .toLowerCase(Locale.ROOT);
        Stream.of("read", "answer", "database", "retry-after")
                .forEach(word -> assertThat(description).contains(word));
    }
}
