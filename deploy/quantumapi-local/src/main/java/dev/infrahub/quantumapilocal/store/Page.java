package dev.infrahub.quantumapilocal.store;

import java.util.List;

/**
 * A part of a list.
 *
 * @param total how many there are in all
 */
public record Page<T>(List<T> data, long total) {

    /** Which part: {@code limit} rows after the first {@code offset}. */
    public record Window(int limit, int offset) {}
}
