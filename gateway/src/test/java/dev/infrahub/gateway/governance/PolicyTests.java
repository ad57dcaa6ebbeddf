package dev.infrahub.gateway.governance;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class PolicyTests {

    private static final long SAFE_IN_JAVASCRIPT = 1L << 53;
    private static final Instant NOON = Instant.parse("2027-03-01T12:00:00.0009Z");

    private static Policy policy(String team, String action) {
        return new Policy(team, action, true, Optional.of(1), Optional.of(2L), "key:1", NOON);
    }

    @Test
    void its_id_is_the_same_for_the_same_team_and_action_and_another_for_others() {
        Policy one = policy("platform", "diagnosis");

        assertThat(one.id())
                .isBetween(0L, SAFE_IN_JAVASCRIPT)
                .isEqualTo(policy("platform", "diagnosis").id())
                .isNotEqualTo(policy("platform", "*").id())
                .isNotEqualTo(policy("*", "diagnosis").id());
    }

    @Test
    void it_is_decided_later_than_the_one_before_by_whichever_clock() {
        Instant ahead = NOON.plusSeconds(5);

        assertThat(policy("a", "*").after(ahead).decidedAt()).isAfter(ahead.minusMillis(1));
        assertThat(policy("a", "*").after(policy("a", "*").decidedAt()).decidedAt())
                .isEqualTo("2027-03-01T12:00:00.001Z");
        assertThat(policy("a", "*").after(NOON.minusSeconds(1)))
                .isEqualTo(policy("a", "*"))
                .extracting(Policy::decidedAt)
                .isEqualTo(Instant.parse("2027-03-01T12:00:00Z"));
    }
}
