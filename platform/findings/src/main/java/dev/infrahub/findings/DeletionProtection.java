package dev.infrahub.findings;

import dev.infrahub.json.Value;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What holds a resource against its destruction, where its provider or the service behind it refuses, and what leaves it as it is
 * and lets Terraform forget it. The switches are called much the same everywhere, see {@code deletion-protection.tsv}.
 */
public final class DeletionProtection {

    private static final List<String[]> ROWS = TabSeparated.rows("deletion-protection.tsv");

    private static final List<String> HOLDING = List.copyOf(marks("holds"));
    private static final Set<String> ON = marks("on");
    private static final List<String> LEAVING = List.copyOf(marks("leaves"));
    private static final Set<String> LEFT = marks("left");
    private static final Set<String> LIFTING = marks("lifts");

    /** The provider takes the protection away by itself. */
    private static final String FORCED = "force_destroy";

    private DeletionProtection() {}

    /** The attribute that held it until now, where the plan shows that. */
    public static Optional<String> holding(Subject subject) {
        Value before = subject.values().before();
        boolean lifted = before.at(FORCED).isTrue()
                || LIFTING.stream().anyMatch(subject.change().type()::startsWith);
        return lifted ? Optional.empty() : on(HOLDING, ON, before);
    }

    /** The attribute by which it stays as it is, although the plan calls it destroyed. */
    public static Optional<String> leaving(Subject subject) {
        return subject.change().action().destroys()
                ? on(LEAVING, LEFT, subject.values().before())
                : Optional.empty();
    }

    private static Optional<String> on(List<String> paths, Set<String> words, Value before) {
        return paths.stream()
                .filter(path -> Subject.all(before, path).stream().anyMatch(value -> is(words, value)))
                .findFirst();
    }

    private static boolean is(Set<String> words, Value value) {
        return value.isTrue()
                || value.text()
                        .map(text -> text.toLowerCase(Locale.ROOT))
                        .filter(words::contains)
                        .isPresent();
    }

    private static Set<String> marks(String kind) {
        return ROWS.stream()
                .filter(row -> row[0].equals(kind))
                .map(row -> row[1])
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }
}
