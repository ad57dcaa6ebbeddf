package dev.infrahub.findings;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class GrantsTests {

    private static Set<Grants.Grant> under(AtomicLong looks, String pattern, int count) {
        List<String> patterns = IntStream.range(0, count)
                .mapToObj(index -> pattern.formatted(index))
                .toList();
        Condition limit = new Condition("stringlike", "aws:x", new Counted(looks, patterns));
        return Set.of(IdentityPolicy.EVERYTHING.under(Set.of(limit)));
    }

    /** However much is granted under the same conditions. */
    @Test
    void conditionsAreComparedOnce() {
        AtomicLong looks = new AtomicLong();
        Set<Condition> before = Set.of(new Condition("stringlike", "aws:x", new Counted(looks, List.of("a*"))));
        Set<Condition> after = Set.of(new Condition("stringlike", "aws:x", new Counted(looks, List.of("ab"))));
        WiderLimits limits = new WiderLimits(Set.of(before), false);
        assertThat(limits.than(after)).containsExactly(before);
        looks.set(0);
        Set<Condition> same = Set.copyOf(after);
        assertThat(limits.than(same)).containsExactly(before);
        assertThat(looks).hasValueLessThan(5);
    }

    @Test
    void longConditionsCountForHowMuchThereIsToCompare() {
        AtomicLong looks = new AtomicLong();
        int count = 4000;
        Set<Grants.Grant> after = under(looks, "xb%d", count);
        assertThat(after).allMatch(new Grants(under(looks, "*b%d", count), after).isNew());
        assertThat(looks).hasPositiveValue().hasValueLessThan(40L * 2 * count);
        Set<Grants.Grant> few = under(looks, "ab%d", 10);
        assertThat(few).noneMatch(new Grants(under(looks, "*b%d", 10), few).isNew());
    }
}
