package dev.infrahub.terraform;

import dev.infrahub.json.Value;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Where values differ that are hidden on both sides. */
final class HiddenDifferences {

    private final Set<List<Value>> found = new LinkedHashSet<>();
    private final List<Value> path = new ArrayList<>();

    private HiddenDifferences() {}

    /**
     * The paths, by what stands there in the plan.
     *
     * @param concealed the same two sides as they are shown
     */
    static Set<List<Value>> between(Value before, Value after, ChangeValues concealed) {
        HiddenDifferences differences = new HiddenDifferences();
        differences.compare(before, after, concealed.before(), concealed.after());
        return differences.found;
    }

    private void compare(Value before, Value after, Value shownBefore, Value shownAfter) {
        if (shownBefore == Value.Special.SENSITIVE || shownAfter == Value.Special.SENSITIVE) {
            if (!before.equals(after)) {
                found.add(List.copyOf(path));
            }
        } else if (shownBefore instanceof Value.Members(var was) && shownAfter instanceof Value.Members(var is)) {
            Set<String> names = new LinkedHashSet<>(was.keySet());
            names.addAll(is.keySet());
            names.forEach(name -> below(
                    new Value.Text(name), before.at(name), after.at(name), shownBefore.at(name), shownAfter.at(name)));
        } else if (shownBefore instanceof Value.Items(var was)
                && shownAfter instanceof Value.Items(var is)
                && was.size() == is.size()) {
            for (int index = 0; index < is.size(); index++) {
                below(
                        new Value.Num(String.valueOf(index)),
                        before.each().get(index),
                        after.each().get(index),
                        was.get(index),
                        is.get(index));
            }
        }
    }

    private void below(Value step, Value before, Value after, Value shownBefore, Value shownAfter) {
        path.add(step);
        compare(before, after, shownBefore, shownAfter);
        path.removeLast();
    }
}
