package dev.infrahub.chatservice;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class RoundTests {

    private final Round<String> round = new Round<>();
    private final TreeSet<String> missing = new TreeSet<>(List.of("a", "b", "c", "d", "e", "f", "g", "h"));
    private final List<String> tried = new ArrayList<>();

    /** Until it pauses. */
    private void go(Set<String> failing) {
        boolean mayBeMore = true;
        while (mayBeMore) {
            String key = missing.higher(round.behind().orElse(""));
            if (key == null) {
                round.end();
                return;
            }
            tried.add(key);
            if (failing.contains(key)) {
                mayBeMore = round.failed(key);
            } else {
                missing.remove(key);
                round.succeeded();
            }
        }
    }

    @Test
    void what_fails_keeps_nothing_behind_it() {
        go(Set.of("a", "c"));
        assertThat(missing).containsExactly("a", "c");
        assertThat(tried).doesNotHaveDuplicates();
        tried.clear();
        go(Set.of());
        assertThat(tried).containsExactly("a", "c");
    }

    @Test
    void after_many_failures_it_pauses_and_goes_on_behind_them() {
        go(Set.copyOf(missing));
        assertThat(tried).containsExactly("a", "b", "c", "d", "e");
        tried.clear();
        go(Set.of());
        assertThat(tried).containsExactly("f", "g", "h");
        go(Set.of());
        assertThat(missing).isEmpty();
        assertThat(round.behind()).isEqualTo(Optional.empty());
    }

    @Test
    void what_is_left_alone_is_no_failure() {
        for (String key : missing) {
            round.leave(key);
        }
        assertThat(round.failed("i")).isTrue();
    }
}
