package dev.infrahub.events;

import static org.assertj.core.api.Assertions.assertThat;

import dev.infrahub.faults.Fault;
import dev.infrahub.faults.RefusalKind;
import io.r2dbc.spi.R2dbcBadGrammarException;
import io.r2dbc.spi.R2dbcException;
import io.r2dbc.spi.R2dbcNonTransientResourceException;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.netty.channel.AbortedException;

/** Which failures are a value's fault. */
class UnusableTests {

    /** What the driver makes of most states that it does not know is an outage; what Postgres says counts. */
    @ParameterizedTest
    @CsvSource({
        "22021, value.unstorable",
        "22P05, value.unstorable",
        "22001, value.too_long",
        "22003, value.out_of_range",
        "22008, value.out_of_range",
        "22P02, value.refused",
        "23502, value.refused",
        "23514, value.refused",
        "54000, value.too_large",
        "54023, value.too_large"
    })
    void what_the_database_finds_wrong_with_a_value_is_told_at_once_by_its_code(String state, String code) {
        R2dbcException said = new R2dbcNonTransientResourceException("'geheim' is wrong", state);

        assertThat(Sql.isAway(said)).isFalse();
        Reason reason = Reason.of(said);
        assertThat(reason.hopeless()).isTrue();
        assertThat(reason.bug()).isFalse();
        assertThat(reason.code()).isEqualTo(code);
        assertThat(reason.refusal()).hasValueSatisfying(refusal -> {
            assertThat(refusal.code()).isEqualTo(code);
            assertThat(refusal.kind()).isEqualTo(RefusalKind.INVALID);
            assertThat(refusal.retryable()).isFalse();
            assertThat(refusal.detail()).doesNotContain("geheim");
        });
        assertThat(reason.forLog()).contains(code, state).doesNotContain("geheim");
        assertThat(Reason.of(new IllegalStateException(said)).code()).isEqualTo(code);
    }

    @ParameterizedTest
    @ValueSource(strings = {"23505", "23503", "42601", "42501", "57014", "XX000", "55P03", "P0001"})
    void what_may_be_about_other_rows_or_about_us_is_tried_again_and_not_for_ever(String state) {
        R2dbcException said = new R2dbcNonTransientResourceException("no", state);

        assertThat(Sql.isAway(said)).isFalse();
        assertThat(Reason.of(said).bug()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"08006", "40001", "40P01", "53300", "57P01", "57P03", "58030", "25006"})
    void a_database_that_is_away_is_waited_for_whatever_the_driver_calls_it(String state) {
        assertThat(Sql.isAway(new R2dbcBadGrammarException("no", state))).isTrue();
    }

    @Test
    void so_is_one_that_says_nothing() {
        assertThat(Sql.isAway(new R2dbcNonTransientResourceException("closed"))).isTrue();
        assertThat(Sql.isAway(AbortedException.beforeSend())).isTrue();
    }

    @Test
    void dates_and_numbers_beyond_what_can_be_worked_with_are_told_at_once() {
        assertThat(reasonOf(() -> Instant.MAX.plusNanos(1)).code()).isEqualTo("value.out_of_range");
        assertThat(reasonOf(() -> Instant.MAX.toEpochMilli()).code()).isEqualTo("value.out_of_range");
        assertThat(reasonOf(() -> Duration.ofSeconds(Long.MAX_VALUE).plusSeconds(1))
                        .code())
                .isEqualTo("value.out_of_range");
        assertThat(reasonOf(() -> Integer.parseInt("geheim")).code()).isEqualTo("value.unreadable");
        assertThat(reasonOf(() -> Integer.parseInt("geheim")).forLog())
                .contains("NumberFormatException at dev.infrahub.events.UnusableTests")
                .doesNotContain("geheim");
    }

    private static Reason reasonOf(Callable<?> work) {
        try {
            throw new AssertionError("it worked: " + work.call());
        } catch (Exception failure) {
            return Reason.of(failure);
        }
    }

    @Test
    void a_fault_that_was_told_apart_stays_what_it_is() {
        Fault.Unavailable away = new Fault.Unavailable("quantumapi.unavailable", "QuantumAPI is away.");
        away.initCause(new DateTimeException("its clock"));

        assertThat(Reason.of(away).hopeless()).isFalse();
        assertThat(Reason.of(away).away()).isTrue();
    }
}
