package dev.infrahub.events;

import io.r2dbc.spi.Row;

/** Columns that are never null, of a row that {@link Lookups} found. */
public final class Columns {

    private Columns() {}

    public static String text(Row row, String column) {
        return value(row, column, String.class);
    }

    public static <T> T value(Row row, String column, Class<T> type) {
        T value = row.get(column, type);
        if (value == null) {
            throw new IllegalStateException(column + " is null");
        }
        return value;
    }
}
