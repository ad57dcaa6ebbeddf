package dev.infrahub.findings;

import dev.infrahub.json.Value;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What the whole internet, or much of it, may reach after apply, and could not before. */
record OpenNetworkRule(NetworkRules table) implements ChangeRule {

    @Override
    public List<Finding> judge(Subject subject) {
        if (!subject.sets() || table.of(subject.type()).isEmpty()) {
            return List.of();
        }
        Exposure after = exposure(subject, subject.values().after());
        List<Exposure.Told> opened =
                after.beyond(exposure(subject, subject.values().before()));
        return opened.isEmpty()
                ? question(subject, after).stream().toList()
                : opened.stream()
                        .map(told -> Rule.OPEN_TO_WORLD.yes(
                                told.severity(), subject.address(), "Opens %s %s.".formatted(told.what(), told.to())))
                        .toList();
    }

    @Override
    public List<Finding> standing(Subject subject) {
        if (table.of(subject.type()).isEmpty()) {
            return List.of();
        }
        return exposure(subject, subject.values().after())
                .asIn(exposure(subject, subject.values().before()))
                .stream()
                .map(told -> Rule.OPEN_TO_WORLD.yes(
                        told.severity(),
                        subject.address(),
                        Rule.ALREADY + "%s open %s.".formatted(told.what(), told.to())))
                .toList();
    }

    @Override
    public Set<Rule> reading(String type) {
        return table.of(type).isEmpty() ? Set.of() : Set.of(Rule.OPEN_TO_WORLD);
    }

    private Exposure exposure(Subject subject, Value values) {
        return Exposure.of(table.of(subject.type()), values);
    }

    private static Optional<Finding> question(Subject subject, Exposure after) {
        return after.doubts().stream()
                .filter(doubt ->
                        doubt.why() == Finding.Unseen.DEFAULT ? subject.isNew() : subject.changes(doubt.path()))
                .findFirst()
                .map(doubt -> doubt.why() != Finding.Unseen.LATER
                        ? subject.unknown(Rule.OPEN_TO_WORLD, doubt.path(), doubt.why())
                        : subject.unknown(
                                Rule.OPEN_TO_WORLD,
                                doubt.path(),
                                isPresumed(subject.values().after(), doubt.path())));
    }

    /** A block that is unknown as a whole is, as far as can be told, one that nobody configured. */
    private static boolean isPresumed(Value after, String path) {
        int block = path.indexOf('.');
        return block < 0 || !Subject.isHidden(after.at(path.substring(0, block)));
    }
}
