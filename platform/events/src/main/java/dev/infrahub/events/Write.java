package dev.infrahub.events;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One SQL statement as data.
 *
 * @param sql PostgreSQL with {@code $1…$n}; a value that is not text, number, boolean, {@code Instant} or {@code byte[]}
 *     is passed as text and cast there ({@code $3::jsonb})
 * @param values bound in order; null binds as a null text
 */
public record Write(String sql, List<@Nullable Object> values) {

    public Write {
        values = Collections.unmodifiableList(new ArrayList<>(values));
    }

    public static Write of(String sql, @Nullable Object... values) {
        return new Write(sql, Arrays.asList(values));
    }
}
