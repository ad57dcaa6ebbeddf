package dev.infrahub.findings;

import java.util.HashSet;
import java.util.Locale;
import java.util.Set;

/**
 * Where a grant holds.
 *
 * @param patterns of resources
 * @param allBut whether it holds everywhere but there
 */
record Extent(Set<String> patterns, boolean allBut) {

    static final Extent EVERYWHERE = new Extent(Set.of(), true);

    Extent {
        patterns = Set.copyOf(patterns);
    }

    /** Of a statement that names no resources, as those of a role's trust, all that it belongs to. */
    static Extent of(Statement statement) {
        return statement.resources().isEmpty()
                ? EVERYWHERE
                : new Extent(Set.copyOf(statement.resources()), statement.allResourcesBut());
    }

    /** All but what a statement leaves out, of actions and of resources. */
    static Extent butFor(Statement statement) {
        Set<String> without = new HashSet<>();
        if (statement.allActionsBut()) {
            statement.actions().forEach(action -> without.add(action.toLowerCase(Locale.ROOT)));
        }
        if (statement.allResourcesBut()) {
            without.addAll(statement.resources());
        }
        return new Extent(without, true);
    }

    /** How much there is to compare. */
    long length() {
        return patterns.stream().mapToLong(String::length).sum();
    }
}
