package dev.infrahub.driftworker.domain;

import java.util.Map;
import java.util.OptionalLong;

/** Times as Go spells them, {@code 1h30m}, and as providers do, {@code 86400s}. */
final class Durations {

    private static final Map<String, Long> NANOS = Map.of(
            "ns", 1L,
            "us", 1_000L,
            "ms", 1_000_000L,
            "s", 1_000_000_000L,
            "m", 60_000_000_000L,
            "h", 3_600_000_000_000L);
    private static final int LONGEST = 40;
    private static final int MOST_DIGITS = 9;

    private Durations() {}

    static OptionalLong nanos(String text) {
        if (text.isEmpty() || text.length() > LONGEST) {
            return OptionalLong.empty();
        }
        long sum = 0;
        int at = 0;
        while (at < text.length()) {
            int digits = end(text, at, true);
            int unit = end(text, digits, false);
            Long nanos = NANOS.get(text.substring(digits, unit));
            if (digits == at || digits - at > MOST_DIGITS || nanos == null) {
                return OptionalLong.empty();
            }
            sum += Long.parseLong(text.substring(at, digits)) * nanos;
            at = unit;
        }
        return sum < 0 ? OptionalLong.empty() : OptionalLong.of(sum);
    }

    private static int end(String text, int start, boolean ofDigits) {
        int end = start;
        while (end < text.length() && isDigit(text.charAt(end)) == ofDigits) {
            end++;
        }
        return end;
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }
}
