package dev.infrahub.chatservice.store;

import dev.infrahub.events.Columns;
import dev.infrahub.json.Json;
import dev.infrahub.json.Value;
import io.r2dbc.spi.Row;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Columns that may be null, and lists in columns. */
final class Parts {

    /** Of a list no more is kept: the rest is counted. */
    private static final int MOST = 50;

    private static final String ITEMS = "items";

    private Parts() {}

    static Optional<String> text(Row row, String column) {
        return Optional.ofNullable(row.get(column, String.class));
    }

    static Optional<Instant> time(Row row, String column) {
        return Optional.ofNullable(row.get(column, Instant.class));
    }

    /** As JSON; the first of them. */
    static <T> String list(List<T> all, Function<T, Json> json) {
        return new Json()
                .with(ITEMS, all.stream().limit(MOST).map(json).toList())
                .text();
    }

    static <T> List<T> read(Row row, String column, Function<Value, T> read) {
        return Value.ofJson(Columns.text(row, column)).orElseThrow().at(ITEMS).each().stream()
                .map(read)
                .toList();
    }

    static String text(Value object, String name) {
        return object.at(name).text().orElse("");
    }
}
