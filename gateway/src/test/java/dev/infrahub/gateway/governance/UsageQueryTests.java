package dev.infrahub.gateway.governance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.infrahub.http.Problem;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class UsageQueryTests {

    private static final Instant NOW = Instant.parse("2027-03-01T23:59:59.999Z");

    private static UsageQuery of(@Nullable String days) {
        return UsageQuery.of(null, null, null, days, NOW);
    }

    @ParameterizedTest
    @CsvSource({
        ", 2027-01-30",
        "'', 2027-01-30",
        "' ', 2027-01-30",
        "0, 2027-01-30",
        "-1, 2027-01-30",
        "-9223372036854775808, 2027-01-30",
        "30, 2027-01-30",
        "1, 2027-02-28",
        "+7, 2027-02-22",
        "400, 2026-01-25"
    })
    void days_are_whole_ones_and_30_where_nothing_is_said_or_nothing_positive(@Nullable String days, String first) {
        assertThat(of(days).since()).isEqualTo(first + "T00:00:00Z");
    }

    @ParameterizedTest
    @ValueSource(strings = {"401", "9223372036854775807"})
    void more_days_than_are_kept_are_422(String days) {
        assertThatThrownBy(() -> of(days)).isInstanceOfSatisfying(Problem.class, problem -> {
            assertThat(problem.status()).isEqualTo(422);
            assertThat(problem.code()).isEqualTo("parameter.invalid");
            assertThat(problem.field()).hasValue("days");
            assertThat(problem.detail()).contains("400 at most");
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"a", "1.5", "30d", "9223372036854775808"})
    void days_that_are_no_number_are_400(String days) {
        assertThatThrownBy(() -> of(days)).isInstanceOfSatisfying(Problem.class, problem -> {
            assertThat(problem.status()).isEqualTo(400);
            assertThat(problem.field()).hasValue("days");
        });
    }

    @Test
    void what_is_blank_asks_for_nothing_of_its_own() {
        assertThat(UsageQuery.of("", " ", "acme", null, NOW))
                .isEqualTo(new UsageQuery(
                        Optional.empty(),
                        Optional.empty(),
                        Optional.of("acme"),
                        Instant.parse("2027-01-30T00:00:00Z")));
    }
}
