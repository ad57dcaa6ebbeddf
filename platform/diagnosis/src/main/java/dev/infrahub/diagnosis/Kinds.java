package dev.infrahub.diagnosis;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.stream.Stream;

/** What tells the most of many: of those that are alike the first and how many they are, and of more than fit the first and the last. */
final class Kinds<T> {

    private static final int MOST = 1000;

    private final Map<String, Counted<T>> first = new LinkedHashMap<>();
    private final SequencedMap<String, Counted<T>> last = new LinkedHashMap<>();
    private int count;

    /** One, and how many there are like it. */
    static final class Counted<T> {
        private final T value;
        private int times = 1;

        private Counted(T value) {
            this.value = value;
        }

        T value() {
            return value;
        }

        int times() {
            return times;
        }
    }

    /** @return the one that is not kept for it: itself where there is one like it, or one that was kept so far */
    Optional<T> add(String likeness, T value) {
        count++;
        Counted<T> alike = first.getOrDefault(likeness, last.get(likeness));
        if (alike != null) {
            alike.times++;
            return Optional.of(value);
        }
        if (first.size() < MOST) {
            first.put(likeness, new Counted<>(value));
            return Optional.empty();
        }
        last.put(likeness, new Counted<>(value));
        return last.size() > MOST ? Optional.of(last.pollFirstEntry().getValue().value) : Optional.empty();
    }

    /** How many there are, also where not all are kept. */
    int count() {
        return count;
    }

    Stream<Counted<T>> all() {
        return Stream.of(first.values(), last.values()).flatMap(Collection::stream);
    }
}
