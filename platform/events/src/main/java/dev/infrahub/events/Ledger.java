package dev.infrahub.events;

import java.util.NavigableMap;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.function.Supplier;

/** What of a partition has begun and what of that is not finished. Nothing unfinished is ever behind where others go on. */
final class Ledger {

    private final NavigableMap<Long, Delivery> unfinished = new TreeMap<>();
    private long next = -1;

    /**
     * The delivery of a record that comes, or comes again because it had to wait.
     *
     * @return empty for one that is finished
     */
    Optional<Delivery> begin(long offset, Supplier<Delivery> delivery) {
        if (offset < next) {
            return Optional.ofNullable(unfinished.get(offset));
        }
        next = offset + 1;
        Delivery begun = delivery.get();
        unfinished.put(offset, begun);
        return Optional.of(begun);
    }

    void finish(long offset) {
        unfinished.remove(offset);
    }

    /** Where whoever takes the partition over begins; empty before anything began. */
    OptionalLong position() {
        if (next < 0) {
            return OptionalLong.empty();
        }
        return OptionalLong.of(unfinished.isEmpty() ? next : unfinished.firstKey());
    }
}
