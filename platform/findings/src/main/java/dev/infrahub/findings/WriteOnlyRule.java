package dev.infrahub.findings;

import dev.infrahub.json.Value;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * Write-only values that are set anew. They are in no state and no plan; what shows them is an attribute beside them that counts or
 * times them and is called like them: {@code password_wo_version}, {@code data_wo_revision}.
 */
public final class WriteOnlyRule implements ChangeRule {

    private static final String MARK = "_wo";

    @Override
    public List<Finding> judge(Subject subject) {
        return setAnew(subject).stream()
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

    /** The names of those that are; also in blocks, where values are shown. */
    public static Set<String> setAnew(Subject subject) {
        Set<String> names = new TreeSet<>();
        Value before = subject.values().before();
        Value after = subject.values().after();
        for (String changed : subject.change().changedAttributes()) {
            add(changed, before, names);
            collect(before.at(changed), after.at(changed), names);
        }
        return names;
    }

    private static void collect(Value before, Value after, Set<String> names) {
        List<Value> blocks = after.each();
        List<Value> former = before.each();
        for (int index = 0; index < Math.min(blocks.size(), former.size()); index++) {
            if (blocks.get(index) instanceof Value.Members(var members)) {
                collect(former.get(index), members, names);
            }
        }
    }

    private static void collect(Value before, Map<String, Value> members, Set<String> names) {
        members.forEach((name, value) -> {
            if (!value.equals(before.at(name))) {
                add(name, before, names);
                collect(before.at(name), value, names);
            }
        });
    }

    /** What was an ordinary attribute until now is in the old code and state. */
    private static void add(String changed, Value before, Set<String> names) {
        int mark = changed.indexOf(MARK + "_");
        if (mark > 0) {
            Value ordinary = before.at(changed.substring(0, mark));
            if (ordinary.isNull() || ordinary == Value.Special.UNKNOWN) {
                names.add(changed.substring(0, mark) + MARK);
            }
        }
    }
}
