package dev.infrahub.secretscanner.store;

import io.r2dbc.spi.Row;

/** Columns that are never null. */
final class Columns {

    private Columns() {}

    static String text(Row row, String column) {
        return value(row, column, String.class);
    }

    static <T> T value(Row row, String column, Class<T> type) {
        T value = row.get(column, type);
        if (value == null) {
            throw new IllegalStateException(column + " is null");
        }
        return value;
    }
}
