package dev.infrahub.findings;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class KeptTests {

    private final List<Integer> read = new ArrayList<>();

    private Extents extents(int key, int patterns) {
        read.add(key);
        Extents extents = new Extents(true);
        extents.add(new Extent(
                IntStream.range(0, patterns)
                        .mapToObj(index -> key + "/" + index)
                        .collect(Collectors.toSet()),
                false));
        return extents;
    }

    @Test
    void whatThereIsRoomForIsReadOnce() {
        Kept<Integer> kept = new Kept<>();
        for (int time = 0; time < 3; time++) {
            for (int key = 0; key < 9; key++) {
                assertThat(kept.of(key, one -> extents(one, Kept.MOST_PATTERNS / 10))
                                .hold(new Extent(Set.of(key + "/7"), false)))
                        .isTrue();
            }
        }
        assertThat(read).hasSize(9);
    }

    @Test
    void moreIsReadAgain() {
        Kept<Integer> kept = new Kept<>();
        for (int key = 0; key < 10; key++) {
            kept.of(key, one -> extents(one, Kept.MOST_PATTERNS / 10));
        }
        kept.of(0, one -> extents(one, Kept.MOST_PATTERNS / 10));
        assertThat(read).hasSize(11);
        kept.of(9, one -> extents(one, Kept.MOST_PATTERNS / 10));
        assertThat(read).hasSize(11);
        kept.of(10, one -> extents(one, 2 * Kept.MOST_PATTERNS));
        kept.of(10, one -> extents(one, 2 * Kept.MOST_PATTERNS));
        assertThat(read).hasSize(12);
    }
}
