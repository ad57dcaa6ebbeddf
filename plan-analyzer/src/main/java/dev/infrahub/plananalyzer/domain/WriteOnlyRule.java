package dev.infrahub.plananalyzer.domain;

import dev.infrahub.json.Value;
import dev.infrahub.terraform.Action;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Write-only values that are set anew. They are in no state and no plan; what shows them is the attribute beside them that counts
 * them, whose name ends in {@code _wo_version} or {@code _wo_revision}.
 */
final class WriteOnlyRule implements ChangeRule {

    private static final String MARK = "_wo";
    private static final List<String> COUNTERS = List.of(MARK + "_version", MARK + "_revision");

    @Override
    public List<Finding> judge(Subject subject) {
        if (!subject.is(Action.UPDATE)) {
            return List.of();
        }
        return names(subject).stream()
                .map(name -> Rule.VALUE_REGENERATED.yes(
                        Severity.MEDIUM,
                        subject.address(),
                        "Its write-only '%s' is set anew: the old value is in no state and no plan.".formatted(name)))
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

    /** Also in blocks, where their values are shown. */
    private static Collection<String> names(Subject subject) {
        Set<String> names = new TreeSet<>();
        for (String changed : subject.change().changedAttributes()) {
            counted(changed).ifPresent(names::add);
            collect(
                    subject.values().before().at(changed),
                    subject.values().after().at(changed),
                    names);
        }
        return names;
    }

    private static void collect(Value before, Value after, Set<String> names) {
        if (after instanceof Value.Items(var items)) {
            List<Value> former = before.each();
            for (int index = 0; index < items.size(); index++) {
                collect(index < former.size() ? former.get(index) : Value.Special.NULL, items.get(index), names);
            }
        } else if (after instanceof Value.Members(var members)) {
            members.forEach((name, value) -> {
                Value former = before.at(name);
                if (!former.isNull() && !value.equals(former)) {
                    counted(name).ifPresent(names::add);
                }
                collect(former, value, names);
            });
        }
    }

    /** The attribute that this one counts. */
    private static Optional<String> counted(String name) {
        return COUNTERS.stream()
                .filter(name::endsWith)
                .findFirst()
                .map(counter -> name.substring(0, name.length() - counter.length()) + MARK);
    }
}
