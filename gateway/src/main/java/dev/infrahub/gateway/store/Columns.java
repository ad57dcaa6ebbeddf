package dev.infrahub.gateway.store;

import io.r2dbc.spi.Readable;
import java.util.Objects;

/** Columns that are never null. */
final class Columns {

    private Columns() {}

    static <T> T required(Readable row, String column, Class<T> type) {
        return Objects.requireNonNull(row.get(column, type), column);
    }
}
