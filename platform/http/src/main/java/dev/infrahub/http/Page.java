package dev.infrahub.http;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** A part of a list, and where the next part begins; nothing where this is the end. */
public record Page<T>(List<T> items, Optional<Cursor> next) {

    public Page {
        items = List.copyOf(items);
    }

    /** @param found one more than the limit, where there are more */
    public static <T> Page<T> of(List<T> found, int limit, Function<T, Cursor> place) {
        return found.size() <= limit
                ? new Page<>(found, Optional.empty())
                : new Page<>(found.subList(0, limit), Optional.of(place.apply(found.get(limit - 1))));
    }

    public <R> Page<R> map(Function<T, R> form) {
        return new Page<>(items.stream().map(form).toList(), next);
    }
}
