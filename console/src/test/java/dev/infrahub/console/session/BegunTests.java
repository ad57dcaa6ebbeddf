package dev.infrahub.console.session;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class BegunTests {

    private static final String BACK = "https://hub.example.org/sign-in/oidc/callback";

    @Test
    void is_ended_as_it_was_begun() {
        Begun begun = Begun.begin(BACK, "/plans?module=a.b");

        assertThat(Begun.end(begun.flow().state(), begun.kept(), BACK)).contains(begun);
        assertThat(begun.flow().challenge()).isNotEqualTo(begun.flow().verifier());
    }

    @Test
    void is_not_ended_by_the_answer_to_another() {
        Begun begun = Begun.begin(BACK, "/");
        Begun another = Begun.begin(BACK, "/");

        assertThat(Begun.end(another.flow().state(), begun.kept(), BACK)).isEmpty();
        assertThat(Begun.end(null, begun.kept(), BACK)).isEmpty();
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"", ".", "...", "s.n.v", "s.n.v.L3g.x"})
    void is_not_ended_where_nothing_was_kept(String kept) {
        assertThat(Begun.end("s", kept, BACK)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"s.n.v.", "s.n.v.%%", "s.n.v.Ly9ldmlsLmV4YW1wbGU"})
    void leads_to_a_page_of_ours_and_nowhere_else(String kept) {
        assertThat(Begun.end("s", kept, BACK).orElseThrow().next()).isEqualTo("/");
    }

    @Test
    void fits_into_a_cookie() {
        assertThat(Begun.begin(BACK, "/plans?module=" + "x".repeat(5_000)).kept())
                .hasSizeLessThan(2_000);
    }
}
