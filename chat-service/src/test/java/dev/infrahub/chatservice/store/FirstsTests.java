package dev.infrahub.chatservice.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class FirstsTests {

    private final Firsts firsts = new Firsts(1000);

    @Test
    void of_too_many_the_first_are_told_and_that_there_were_more() {
        assertThat(firsts.of("plans", Collections.nCopies(1001, "x"))).hasSize(1000);
        assertThat(firsts.of("plans", Collections.nCopies(1001, "y"))).hasSize(1000);
        assertThat(firsts.limits())
                .containsExactly("More than 1,000 plans were there; those beyond the first were not looked at.");
    }

    @Test
    void where_there_are_no_more_nothing_is_said() {
        assertThat(firsts.of("plans", Collections.nCopies(1000, "x"))).hasSize(1000);
        assertThat(firsts.of("plans", List.of())).isEmpty();
        assertThat(firsts.limits()).isEmpty();
    }
}
