package dev.infrahub.chatservice.domain;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TimesTests {

    /** A Friday. */
    private static final Instant NOW = Instant.parse("2026-11-27T12:00:00Z");

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "today | 2026-11-27 | 2026-11-28",
                "yesterday | 2026-11-26 | 2026-11-27",
                "this week | 2026-11-23 | 2026-11-30",
                "last week | 2026-11-16 | 2026-11-23",
                "in the past week | 2026-11-20 | 2026-11-28",
                "this month | 2026-11-01 | 2026-12-01",
                "last month | 2026-10-01 | 2026-11-01",
                "this quarter | 2026-10-01 | 2027-01-01",
                "last year | 2025-01-01 | 2026-01-01",
                "in the last 3 days | 2026-11-24 | 2026-11-28",
                "for two weeks | 2026-11-13 | 2026-11-28",
                "for more than 30 days | 2026-10-28 | 2026-11-28",
                "for over a month | 2026-10-28 | 2026-11-28",
                "the last couple of weeks | 2026-11-13 | 2026-11-28",
                "3 days ago | 2026-11-24 | 2026-11-25",
                "a week ago | 2026-11-20 | 2026-11-21",
                "since 2026-11-12 | 2026-11-12 | 2026-11-28",
                "since monday | 2026-11-23 | 2026-11-28",
                "since yesterday | 2026-11-26 | 2026-11-28",
                "since the beginning of the month | 2026-11-01 | 2026-11-28",
                "since last week | 2026-11-16 | 2026-11-28",
                "in October | 2026-10-01 | 2026-11-01",
                "in december | 2025-12-01 | 2026-01-01",
                "in May | 2026-05-01 | 2026-06-01",
                "in march 2026 | 2026-03-01 | 2026-04-01",
                "2026-10 | 2026-10-01 | 2026-11-01",
                "on November 12 | 2026-11-12 | 2026-11-13",
                "on the 12th of November | 2026-11-12 | 2026-11-13",
                "12.11.2026 | 2026-11-12 | 2026-11-13",
                "on friday | 2026-11-20 | 2026-11-21",
                "between 2026-11-10 and 2026-11-12 | 2026-11-10 | 2026-11-13",
                "from October to November | 2026-10-01 | 2026-12-01",
                "before 2026-11-01 | 1970-01-01 | 2026-11-01",
                "lately | 2026-11-13 | 2026-11-28"
            })
    void a_time_is_understood(String words, String from, String to) {
        List<Times.Told> told = Times.in(Words.of("what changed " + words), NOW);

        assertThat(told).singleElement().satisfies(one -> {
            assertThat(one.period().from()).isEqualTo(Instant.parse(from + "T00:00:00Z"));
            assertThat(one.period().to()).isEqualTo(Instant.parse(to + "T00:00:00Z"));
        });
    }

    @ParameterizedTest
    @CsvSource({
        "you may go",
        "march on",
        "the last change",
        "2026-13-45",
        "since",
        "between",
        "a day",
        "last",
        "0 days ago"
    })
    void what_is_no_time_is_none(String words) {
        assertThat(Times.in(Words.of(words), NOW)).isEmpty();
    }

    @Test
    void two_months_that_are_compared_are_two() {
        assertThat(Times.in(Words.of("compare october and november"), NOW)).hasSize(2);
        assertThat(Times.in(Words.of("the difference between october and november"), NOW))
                .hasSize(2);
    }
}
