package dev.infrahub.chatservice.domain;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;

/**
 * A time that a question is about, in UTC.
 *
 * @param to the first moment that is behind it
 * @param words as it is told
 */
public record Period(Instant from, Instant to, String words) {

    public static Period monthOf(Instant now) {
        LocalDate first = now.atOffset(ZoneOffset.UTC).toLocalDate().withDayOfMonth(1);
        return days(first, first.plusMonths(1), "this month");
    }

    static Period days(LocalDate from, LocalDate behind, String words) {
        return new Period(start(from), start(behind), words);
    }

    /** Of as many days, just before this. */
    public Period before() {
        long days = Math.max(1, ChronoUnit.DAYS.between(from, to));
        LocalDate first = from.atOffset(ZoneOffset.UTC).toLocalDate();
        boolean isMonth = first.getDayOfMonth() == 1 && days >= 28 && days <= 31;
        LocalDate start = isMonth ? first.minusMonths(1) : first.minusDays(days);
        return days(start, first, "before that");
    }

    /** With its days. */
    String told() {
        LocalDate first = from.atOffset(ZoneOffset.UTC).toLocalDate();
        LocalDate last = to.minusMillis(1).atOffset(ZoneOffset.UTC).toLocalDate();
        return words + (first.equals(last) ? " (" + first + ")" : " (" + first + " to " + last + ")");
    }

    static Instant start(LocalDate day) {
        return day.atStartOfDay(ZoneOffset.UTC).toInstant();
    }
}
