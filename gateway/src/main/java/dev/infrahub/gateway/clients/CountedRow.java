package dev.infrahub.gateway.clients;

import dev.infrahub.http.bodies.RequestMemory;
import io.r2dbc.spi.Row;
import io.r2dbc.spi.RowMetadata;
import org.jspecify.annotations.Nullable;

/** A row whose texts and documents count from when they are in memory. */
record CountedRow(Row row, RequestMemory memory) implements Row {

    @Override
    public RowMetadata getMetadata() {
        return row.getMetadata();
    }

    @Override
    public <T> @Nullable T get(int index, Class<T> type) {
        return counted(row.get(index, type));
    }

    @Override
    public <T> @Nullable T get(String name, Class<T> type) {
        return counted(row.get(name, type));
    }

    private <T> @Nullable T counted(@Nullable T value) {
        switch (value) {
            case String text -> memory.hold(text);
            case byte[] document -> memory.hold(document.length);
            case null, default -> {}
        }
        return value;
    }
}
