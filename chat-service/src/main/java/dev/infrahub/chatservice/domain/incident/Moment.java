package dev.infrahub.chatservice.domain.incident;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Times that stand in texts: ISO 8601, with a space or a T; without an offset they are taken as UTC. */
final class Moment {

    private static final int DATE = 10;
    private static final int WITH_MINUTES = 16;
    private static final int LONGEST = 40;

    private Moment() {}

    /** The first time in a text. */
    static Optional<Instant> in(String text) {
        return all(text).stream().findFirst();
    }

    private static List<Instant> all(String text) {
        List<Instant> found = new ArrayList<>();
        for (int at = 0; at + WITH_MINUTES <= text.length() && found.isEmpty(); at++) {
            if (isDate(text, at)) {
                read(text.substring(at, Math.min(text.length(), at + LONGEST))).ifPresent(found::add);
            }
        }
        return found;
    }

    private static boolean isDate(String text, int at) {
        return text.charAt(at + 4) == '-'
                && text.charAt(at + 7) == '-'
                && (text.charAt(at + DATE) == 'T' || text.charAt(at + DATE) == ' ')
                && text.charAt(at + 13) == ':'
                && (at == 0 || !Character.isDigit(text.charAt(at - 1)))
                && Character.isDigit(text.charAt(at))
                && Character.isDigit(text.charAt(at + 1))
                && Character.isDigit(text.charAt(at + 2))
                && Character.isDigit(text.charAt(at + 3));
    }

    private static Optional<Instant> read(String text) {
        int end = WITH_MINUTES;
        while (end < text.length() && (Character.isDigit(text.charAt(end)) || ":.".indexOf(text.charAt(end)) >= 0)) {
            end++;
        }
        while (":.".indexOf(text.charAt(end - 1)) >= 0) {
            end--;
        }
        String local = text.substring(0, DATE) + "T" + text.substring(DATE + 1, end);
        try {
            return Optional.of(OffsetDateTime.parse(local + offset(text, end)).toInstant());
        } catch (DateTimeException _) {
            return utc(local);
        }
    }

    private static Optional<Instant> utc(String local) {
        try {
            return Optional.of(LocalDateTime.parse(local).toInstant(ZoneOffset.UTC));
        } catch (DateTimeException _) {
            return Optional.empty();
        }
    }

    private static String offset(String text, int end) {
        if (end < text.length() && (text.charAt(end) == '+' || text.charAt(end) == '-') && end + 6 <= text.length()) {
            return text.substring(end, end + 6);
        }
        return "Z";
    }
}
