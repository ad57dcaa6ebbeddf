package dev.infrahub.gateway.views;

import dev.infrahub.http.Cursor;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * Which views a list shows; the newest first.
 *
 * @param filters members of the brief, and what they must be
 * @param before only those of an earlier time
 * @param cursor only those behind it
 */
public record Query(Map<String, String> filters, Optional<Instant> before, Optional<Cursor> cursor, int limit) {

    public Query {
        filters = Map.copyOf(filters);
    }
}
