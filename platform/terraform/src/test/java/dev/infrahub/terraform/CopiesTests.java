package dev.infrahub.terraform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class CopiesTests {

    /** Only a backstop, for a busy machine: what is not linear takes minutes to hours here. */
    private static final Duration SOON = Duration.ofSeconds(30);

    /** Of two letters, so that beginnings, overlaps and repetitions are common. */
    @Test
    void finds_what_a_search_for_each_by_itself_finds() {
        Random random = new Random(11);
        for (int round = 0; round < 2_000; round++) {
            List<String> values = IntStream.range(0, 1 + random.nextInt(6))
                    .mapToObj(_ -> letters(random, 4 + random.nextInt(80)))
                    .toList();
            String text = letters(random, random.nextInt(40)) + values.getFirst() + letters(random, 200);
            Copies copies = new Copies(4, 4);
            values.forEach(copies::add);

            List<Integer> found = new ArrayList<>();
            copies.eachIn(text, (start, end) -> {
                found.add(start);
                assertThat(end - start).isGreaterThanOrEqualTo(longest(values, text, start));
            });

            assertThat(copies.in(text)).isTrue();
            assertThat(found).contains(text.indexOf(values.getFirst()));
            assertThat(found)
                    .allMatch(start -> values.stream()
                            .anyMatch(value ->
                                    text.startsWith(value.substring(0, Math.min(64, value.length())), start)));
        }
    }

    @Test
    void says_no_where_none_is() {
        Random random = new Random(12);
        for (int round = 0; round < 2_000; round++) {
            List<String> values = IntStream.range(0, 6)
                    .mapToObj(_ -> letters(random, 9 + random.nextInt(50)))
                    .toList();
            String text = letters(random, 60);
            Copies copies = new Copies(4, 8);
            values.forEach(copies::add);

            assertThat(copies.in(text)).isEqualTo(values.stream().anyMatch(text::contains));
        }
    }

    @Test
    void many_values_that_begin_alike_are_soon_looked_for() {
        Copies alike = new Copies(4, 8);
        IntStream.range(0, 150_000).forEach(i -> alike.add("AAAAAAAA%06d".formatted(i)));
        Copies nested = new Copies(4, 8);
        IntStream.range(8, 64).forEach(i -> nested.add("A".repeat(i) + "0"));
        Copies longer = new Copies(4, 8);
        longer.add("A".repeat(100_000) + "B");
        String text = "A".repeat(4_000_000);

        assertTimeoutPreemptively(SOON, () -> {
            assertThat(alike.in(text)).isFalse();
            assertThat(nested.in(text)).isFalse();
            longer.eachIn(text, (start, end) -> assertThat(end).isGreaterThan(start));
        });
    }

    private static int longest(List<String> values, String text, int start) {
        return values.stream()
                .filter(value -> text.startsWith(value, start))
                .mapToInt(String::length)
                .max()
                .orElse(0);
    }

    private static String letters(Random random, int length) {
        return random.ints(length, 0, 2).mapToObj(i -> i == 0 ? "a" : "b").collect(Collectors.joining());
    }
}
