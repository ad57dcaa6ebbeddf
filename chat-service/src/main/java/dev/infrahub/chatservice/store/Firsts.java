package dev.infrahub.chatservice.store;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** The first of long lists, and of what there was more. */
final class Firsts {

    private final int most;
    private final Set<String> beyond = new LinkedHashSet<>();

    /** @param most of a list */
    Firsts(int most) {
        this.most = most;
    }

    int most() {
        return most;
    }

    /**
     * @param what they are, in the plural
     * @param rows one more than is told, where there is one
     */
    <T> List<T> of(String what, List<T> rows) {
        if (rows.size() <= most) {
            return rows;
        }
        beyond.add(what);
        return rows.subList(0, most);
    }

    List<String> limits() {
        return beyond.stream()
                .map(what -> String.format(
                        Locale.ROOT,
                        "More than %,d %s were there; those beyond the first were not looked at.",
                        most,
                        what))
                .toList();
    }
}
