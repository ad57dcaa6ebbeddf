package dev.infrahub.console.plans;

import static org.assertj.core.api.Assertions.assertThat;

import dev.infrahub.console.plans.Comparison.Count;
import dev.infrahub.console.plans.Plan.ChangedValue;
import dev.infrahub.console.plans.Plan.Reason;
import dev.infrahub.console.plans.Plan.Resource;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ComparisonTests {

    private static final Resource SAME = Given.resource("a.same", "update", new ChangedValue("size", "1", "2"));
    private static final Reason OPEN = new Reason("network.open-to-world", "critical", "a.sg", "Opens.", "yes");
    private static final Reason LOST = new Reason("data.destroyed", "critical", "a.db", "Lost.", "yes");

    @Test
    void what_differs_is_told_and_what_does_not_is_counted() {
        Plan earlier = Given.plan(
                List.of(
                        SAME,
                        Given.resource("a.other", "update", new ChangedValue("size", "1", "2")),
                        Given.resource("a.worse", "update"),
                        Given.resource("a.gone", "create"),
                        Given.resource("a.untouched", "no-op")),
                List.of(),
                LOST);
        Plan later = Given.plan(
                List.of(
                        Given.resource("a.added", "delete"),
                        SAME,
                        Given.resource("a.other", "update", new ChangedValue("size", "1", "3")),
                        Given.resource("a.worse", "replace")),
                List.of(),
                LOST,
                OPEN);

        Comparison comparison = Comparison.of(earlier, later);

        assertThat(comparison.changed())
                .extracting(pair -> pair.later().address())
                .containsExactly("a.other", "a.worse");
        assertThat(comparison.added()).extracting(Resource::address).containsExactly("a.added");
        assertThat(comparison.gone()).extracting(Resource::address).containsExactly("a.gone");
        assertThat(comparison.same()).isEqualTo(1);
        assertThat(comparison.newReasons()).containsExactly(OPEN);
        assertThat(comparison.goneReasons()).isEmpty();
        assertThat(comparison.counts()).contains(new Count("To update", 5, 4), new Count("To create", 0, 0));
        assertThat(comparison.differing()).extracting(Count::words).contains("4 to update instead of 5");
        assertThat(new Count("Risk score", 35, 71).words()).isEqualTo("Risk score 71 instead of 35");
        assertThat(new Count("To create", 2, 3).words()).isEqualTo("3 to create instead of 2");
        assertThat(comparison.isToldTheSame()).isFalse();
        assertThat(Comparison.of(later, later).isToldTheSame()).isTrue();
    }

    @ParameterizedTest
    @CsvSource(
            value = {"v2:a, v2:a, true", "v2:a, v2:b, false", "null, null, false"},
            nullValues = "null")
    void both_do_the_same_where_their_fingerprints_say_so(
            @Nullable String earlier, @Nullable String later, boolean isOfTheSame) {
        assertThat(Comparison.of(Given.plan(earlier), Given.plan(later)).isOfTheSame())
                .isEqualTo(isOfTheSame);
    }

    @Test
    void of_very_many_the_rest_is_counted() {
        List<Resource> many = IntStream.range(0, 130)
                .mapToObj(i -> Given.resource("a.b" + i, "create"))
                .toList();
        Comparison comparison = Comparison.of(Given.plan(List.of(), List.of()), Given.plan(many, List.of()));

        assertThat(comparison.added()).hasSize(Comparison.MOST);
        assertThat(comparison.more()).isEqualTo(30);
    }
}
