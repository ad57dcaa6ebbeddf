package dev.infrahub.chatservice.domain;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** What both ways find comes before what one of them finds. */
class RankingTests {

    private static final Place A = place("a");
    private static final Place B = place("b");
    private static final Place C = place("c");
    private static final Place D = place("d");

    @Test
    void what_is_good_in_both_comes_first() {
        assertThat(Ranking.fused(List.of(A, B, C), List.of(D, B))).containsExactly(B, A, D, C);
    }

    @Test
    void equals_are_in_the_order_of_their_places() {
        assertThat(Ranking.fused(List.of(C), List.of(B), List.of(A))).containsExactly(A, B, C);
        assertThat(Ranking.fused(List.of(), List.of())).isEmpty();
    }

    private static Place place(String path) {
        return new Place(new DocumentKey("acme", "component:default/shop", path), 0);
    }
}
