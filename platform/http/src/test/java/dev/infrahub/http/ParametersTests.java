package dev.infrahub.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.time.Instant;
import java.util.Locale;
import java.util.UUID;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ParametersTests {

    private enum Size {
        SMALL,
        LARGE;

        String text() {
            return name().substring(0, 1);
        }
    }

    private static void assertRefused(String detail, ThrowingCallable reading) {
        Problem problem = catchThrowableOfType(Problem.class, reading);
        assertThat(problem).as(detail).isNotNull();
        assertThat(problem.status()).isEqualTo(400);
        assertThat(problem.code()).isEqualTo("parameter.invalid");
        assertThat(problem.field()).contains("p");
        assertThat(problem.detail()).isEqualTo(detail);
    }

    @Test
    void a_uuid_is_read_in_its_usual_spelling_alone() {
        String id = "00000000-0000-4000-8000-00000000000a";
        assertThat(Parameters.uuid("p", id)).isEqualTo(UUID.fromString(id));
        assertThat(Parameters.uuid("p", id.toUpperCase(Locale.ROOT))).isEqualTo(UUID.fromString(id));
        for (String text : new String[] {"", "x", "1-1-1-1-1", id + " ", id.replace("-", "")}) {
            assertRefused("p takes a UUID.", () -> Parameters.uuid("p", text));
        }
    }

    @Test
    void an_instant_has_a_time_and_a_zone() {
        assertThat(Parameters.instant("p", "2026-01-31T13:00:00+01:00"))
                .isEqualTo(Instant.parse("2026-01-31T12:00:00Z"));
        for (String text : new String[] {
            "",
            "2026-01-31",
            "2026-01-31T12:00:00",
            "1700000000",
            "yesterday",
            "+10000-01-01T00:00:00Z",
            "0000-12-31T23:59:59Z"
        }) {
            assertRefused("p takes an instant like 2026-01-31T12:00:00Z.", () -> Parameters.instant("p", text));
        }
    }

    @Test
    void a_word_is_one_of_those_there_are() {
        assertThat(Parameters.oneOf("p", "L", Size.values(), Size::text)).isEqualTo(Size.LARGE);
        assertRefused("p takes one of S, L.", () -> Parameters.oneOf("p", "l", Size.values(), Size::text));
    }

    @Test
    void a_number_is_within_its_bounds() {
        assertThat(Parameters.number("p", "0", 0, 9)).isZero();
        assertThat(Parameters.number("p", "9", 0, 9)).isEqualTo(9);
        for (String text : new String[] {"", "-1", "10", "1.0", "0x1", " 1", "99999999999999999999"}) {
            assertRefused("p takes 0 to 9.", () -> Parameters.number("p", text, 0, 9));
        }
    }

    @Test
    void a_list_shows_a_hundred_where_nothing_is_said() {
        assertThat(Parameters.limit(null)).isEqualTo(100);
        assertThat(Parameters.limit("1000")).isEqualTo(1000);
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "1001", "-1", "many", ""})
    void a_list_shows_1_to_1000(String limit) {
        Problem problem = catchThrowableOfType(Problem.class, () -> Parameters.limit(limit));
        assertThat(problem.detail()).isEqualTo("limit takes 1 to 1000.");
        assertThat(problem.field()).contains("limit");
    }
}
