package dev.infrahub.proofs;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class PlanIdTests {

    private static final String HASH = "ab".repeat(32);

    /** By Python, as the page of the events shows it. */
    @Test
    void it_is_what_others_make_of_the_same_by_the_recipe() {
        assertThat(PlanId.of("acme", "network", "production", "json", HASH))
                .hasValue(UUID.fromString("77573126-76c5-8406-bf0b-208db67df009"));
        assertThat(PlanId.of("acme", "network", null, "text", HASH))
                .hasValue(UUID.fromString("5979850f-8f8f-8114-b4c4-1f40a2825711"));
    }

    @Test
    void each_part_makes_another() {
        assertThat(Stream.of(
                        PlanId.of("acme", "network", "production", "json", HASH),
                        PlanId.of("globex", "network", "production", "json", HASH),
                        PlanId.of("acme", "other", "production", "json", HASH),
                        PlanId.of("acme", "network", "staging", "json", HASH),
                        PlanId.of("acme", "network", null, "json", HASH),
                        PlanId.of("acme", "network", "production", "text", HASH),
                        PlanId.of("acme", "network", "production", "json", "cd".repeat(32))))
                .doesNotHaveDuplicates();
    }

    @Test
    void a_line_feed_moves_nothing_from_one_part_to_the_next() {
        assertThat(PlanId.of("acme\nnetwork", "production", null, "json", HASH)).isEmpty();
        assertThat(PlanId.of("acme", "network\nproduction", "", "json", HASH)).isEmpty();
        assertThat(PlanId.of("acme", "network", "production\nJSON", "json", HASH))
                .isEmpty();
    }
}
