package dev.infrahub.bench.corpora;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PartTests {

    private static final List<String> NAMES = List.of(
            "aws", "azure", "gitlab", "github", "slack", "stripe", "twilio", "npm", "pypi", "docker", "vault",
            "datadog", "okta", "heroku", "dropbox", "shopify");

    /** What was published of one part would be of the other, were they different. */
    @Test
    void a_detector_stays_where_it_is() {
        assertThat(NAMES.stream().filter(name -> Part.of(name) == Part.TUNING))
                .containsExactly("aws", "azure", "gitlab", "github", "twilio", "pypi", "docker", "datadog", "dropbox");
    }

    @Test
    void a_detector_is_the_same_in_every_spelling() {
        for (String name : List.of("azure-devops", "Azure_DevOps", "azuredevops")) {
            assertThat(Part.of(name)).as(name).isEqualTo(Part.of("azure.devops"));
        }
    }

    @Test
    void the_parts_are_halves() {
        long tuning = IntStream.range(0, 1000)
                .filter(n -> Part.of("detector" + n) == Part.TUNING)
                .count();

        assertThat(tuning).isBetween(440L, 560L);
    }
}
