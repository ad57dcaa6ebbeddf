package dev.infrahub.findings;

import dev.infrahub.json.Parts;
import dev.infrahub.terraform.Action;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What sets the whole of something that others add to, and so takes away what is there by other hands. */
public final class AuthorityRule implements ChangeRule {

    private static final List<Entry> ENTRIES =
            TabSeparated.rows("replaces-others.tsv").stream().map(Entry::of).toList();

    /**
     * A type, or a pattern of some.
     *
     * @param onCreate whether it begins with its creation
     * @param onDelete whether its end takes everything away
     */
    private record Entry(Severity severity, String type, boolean onCreate, boolean onDelete, String sentence) {

        private static Entry of(String[] row) {
            List<String> on = Parts.of(row[2], ',');
            return new Entry(Severity.of(row[0]), row[1], on.contains("create"), on.contains("delete"), row[3]);
        }
    }

    @Override
    public List<Finding> judge(Subject subject) {
        boolean begins = subject.is(Action.CREATE) || subject.is(Action.REPLACE);
        boolean ends = subject.is(Action.DELETE) && subject.change().deposed() == null;
        return entry(subject.type())
                .filter(entry -> (begins && entry.onCreate()) || (ends && entry.onDelete()))
                .map(entry -> Rule.IAM_REPLACED.yes(
                        entry.severity(),
                        subject.address(),
                        ends ? "Every right that it set is taken away with it." : entry.sentence() + "."))
                .stream()
                .toList();
    }

    @Override
    public List<Finding> standing(Subject subject) {
        return List.of();
    }

    @Override
    public Set<Rule> reading(String type) {
        return Set.of();
    }

    /** Whether one of the type sets everything. */
    public static boolean speaksOf(String type) {
        return entry(type).isPresent();
    }

    /** The first row that fits. */
    private static Optional<Entry> entry(String type) {
        return ENTRIES.stream()
                .filter(entry -> Wildcard.matches(entry.type(), type))
                .findFirst();
    }
}
