package dev.infrahub.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RateLimitsTests {

    private final RateLimits limits = new RateLimits();

    @Test
    void a_minutes_worth_may_come_at_once_and_no_more() {
        assertThat(IntStream.range(0, 60).mapToObj(_ -> limits.count("a", 60))).allMatch(wait -> wait.isEmpty());
        Duration wait = limits.count("a", 60).orElseThrow();
        assertThat(wait).isBetween(Duration.ofSeconds(1), Duration.ofSeconds(2));
    }

    @Test
    void the_wait_is_until_the_next_one_is_let_in() {
        limits.count("a", 2);
        limits.count("a", 2);
        assertThat(limits.count("a", 2).orElseThrow()).isBetween(Duration.ofSeconds(29), Duration.ofSeconds(31));
    }

    @Test
    void everybody_has_a_count_of_their_own() {
        limits.count("a", 1);
        assertThat(limits.count("b", 1)).isEmpty();
        assertThat(limits.count("a", 1)).isPresent();
        // who was given another limit begins anew
        assertThat(limits.count("a", 2)).isEmpty();
    }

    @Test
    void one_too_many_is_told_when_to_come_back() {
        Problem problem = RateLimits.tooMany("Slower.", Duration.ofSeconds(7));
        assertThat(problem.status() + " " + problem.code()).isEqualTo("429 rate.limited");
        assertThat(problem.retryAfter()).contains(Duration.ofSeconds(7));
    }
}
