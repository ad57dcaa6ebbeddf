package dev.infrahub.http;

import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Parameters of path and query as values, or 400 {@code parameter.invalid} that names the parameter and what it takes. */
public final class Parameters {

    private static final int DEFAULT_LIMIT = 100;
    private static final int MOST = 1000;
    private static final Instant FIRST = Instant.parse("0001-01-01T00:00:00Z");
    private static final Instant END = Instant.parse("+10000-01-01T00:00:00Z");

    private Parameters() {}

    public static UUID uuid(String name, String text) {
        return uuid(text).orElseThrow(() -> Problem.parameter(name, "a UUID"));
    }

    /** Of a text that is a UUID in its usual spelling. */
    public static Optional<UUID> uuid(String text) {
        try {
            return Optional.of(UUID.fromString(text)).filter(id -> id.toString().equalsIgnoreCase(text));
        } catch (IllegalArgumentException notAUuid) {
            return Optional.empty();
        }
    }

    public static Instant instant(String name, String text) {
        return instant(text).orElseThrow(() -> Problem.parameter(name, "an instant like 2026-01-31T12:00:00Z"));
    }

    /** Of a text that is an instant in ISO 8601, of a year of four digits: databases know no later ones. */
    public static Optional<Instant> instant(String text) {
        try {
            return Optional.of(Instant.parse(text)).filter(at -> !at.isBefore(FIRST) && at.isBefore(END));
        } catch (DateTimeParseException notAnInstant) {
            return Optional.empty();
        }
    }

    public static <T> T oneOf(String name, String text, T[] values, Function<T, String> spelling) {
        return Arrays.stream(values)
                .filter(value -> spelling.apply(value).equals(text))
                .findFirst()
                .orElseThrow(() -> Problem.parameter(
                        name, "one of " + Arrays.stream(values).map(spelling).collect(Collectors.joining(", "))));
    }

    /** How many a list shows: 1 to 1000, 100 where nothing is said. */
    public static int limit(@Nullable String text) {
        return text == null ? DEFAULT_LIMIT : (int) number("limit", text, 1, MOST);
    }

    public static long number(String name, String text, long least, long most) {
        try {
            long number = Long.parseLong(text);
            if (number >= least && number <= most) {
                return number;
            }
        } catch (NumberFormatException notANumber) {
            // told below
        }
        throw Problem.parameter(name, least + " to " + most);
    }
}
