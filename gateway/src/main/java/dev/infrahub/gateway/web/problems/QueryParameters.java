package dev.infrahub.gateway.web.problems;

import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Parameters as values, or a {@link Problem} that names the parameter and what it takes. */
public final class QueryParameters {

    private static final int DEFAULT_LIMIT = 100;
    private static final int MAX_LIMIT = 1000;

    private QueryParameters() {}

    public static UUID uuid(String name, String text) {
        try {
            UUID id = UUID.fromString(text);
            if (id.toString().equalsIgnoreCase(text)) {
                return id;
            }
        } catch (IllegalArgumentException notAUuid) {
            // told below
        }
        throw invalid(name, "a UUID");
    }

    public static Instant instant(String name, String text) {
        try {
            return Instant.parse(text);
        } catch (DateTimeParseException e) {
            throw invalid(name, "an instant like 2026-01-31T12:00:00Z");
        }
    }

    public static <T> T oneOf(String name, String text, T[] values, Function<T, String> spelling) {
        return Arrays.stream(values)
                .filter(value -> spelling.apply(value).equals(text))
                .findFirst()
                .orElseThrow(() -> invalid(
                        name, "one of " + Arrays.stream(values).map(spelling).collect(Collectors.joining(", "))));
    }

    public static int limit(@Nullable String text) {
        if (text == null) {
            return DEFAULT_LIMIT;
        }
        if (!text.matches("\\d{1,4}") || Integer.parseInt(text) < 1 || Integer.parseInt(text) > MAX_LIMIT) {
            throw invalid("limit", "1 to " + MAX_LIMIT);
        }
        return Integer.parseInt(text);
    }

    private static Problem invalid(String name, String takes) {
        return Problem.of(400, "parameter.invalid", name + " takes " + takes + ".")
                .field(name);
    }
}
