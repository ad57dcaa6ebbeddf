package dev.infrahub.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.infrahub.json.Limit;
import org.junit.jupiter.api.Test;

class ProblemTests {

    /** An archive, which takes its time as well, is no JSON. */
    @Test
    void what_takes_too_long_is_not_said_to_be_json() {
        assertThat(Problem.beyond(Limit.TIME.beyond(30)).detail())
                .isEqualTo("The body is one that takes more than 30 s to read.");
        assertThat(Problem.beyond(Limit.DEPTH.beyond(100)).detail())
                .isEqualTo("The body is JSON nested deeper than 100 levels.");
    }
}
