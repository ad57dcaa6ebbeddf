package dev.infrahub.driftworker.domain;

import dev.infrahub.findings.Telling;
import dev.infrahub.json.Value;
import dev.infrahub.terraform.ChangeValues;
import dev.infrahub.terraform.ResourceChange;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * One place at which a resource is another one than before. Of lists it is the item where each one keeps its place, else the list.
 *
 * @param before sensitive on both sides where it is on one; unknown where the input shows no values
 */
record Difference(AttributePath path, Value before, Value after) {

    boolean isHidden() {
        return before == Value.Special.SENSITIVE || after == Value.Special.SENSITIVE;
    }

    /** Whether it is called like a secret, and is no number or switch. */
    boolean mayBeOfSecret() {
        boolean called = path.steps().stream()
                .flatMap(step -> step.text().stream())
                .anyMatch(Telling::mayBeOfSecret);
        return called && !(isPlain(before) && isPlain(after));
    }

    private static boolean isPlain(Value value) {
        return Likeness.isEmpty(value) || value instanceof Value.Num || value instanceof Value.Bool;
    }

    /** The same without its values: they are secret, whoever marked them. */
    Difference concealed() {
        return isUntold() ? this : new Difference(path, Value.Special.SENSITIVE, Value.Special.SENSITIVE);
    }

    boolean isUntold() {
        return after == Value.Special.UNKNOWN;
    }

    /** All of them, in the order of the attributes. */
    static List<Difference> of(ResourceChange change, ChangeValues values) {
        if (values.after() == Value.Special.UNKNOWN) {
            return change.changedAttributes().stream()
                    .map(name -> new Difference(
                            AttributePath.of(name), Value.Special.UNKNOWN, Value.Special.UNKNOWN))
                    .toList();
        }
        List<Difference> found = new ArrayList<>();
        addBetween(AttributePath.ROOT, values.before(), values.after(), found);
        values.hidden().stream()
                .map(AttributePath::new)
                .filter(path -> found.stream().noneMatch(one -> path.startsWith(one.path)))
                .map(path -> new Difference(path, Value.Special.SENSITIVE, Value.Special.SENSITIVE))
                .forEach(found::add);
        // of a text, what does not stand in one line
        change.changedAttributes().stream()
                .filter(name -> values.after().at(name) == Value.Special.UNKNOWN)
                .filter(name ->
                        found.stream().noneMatch(one -> one.path.attribute().equals(name)))
                .map(name -> new Difference(AttributePath.of(name), Value.Special.UNKNOWN, Value.Special.UNKNOWN))
                .forEach(found::add);
        found.sort((one, other) -> one.path.toString().compareTo(other.path.toString()));
        return found;
    }

    private static void addBetween(AttributePath path, Value before, Value after, List<Difference> found) {
        if (Likeness.isSame(before, after)) {
            return;
        }
        if (before instanceof Value.Members(var was) && after instanceof Value.Members(var is)) {
            Set<String> names = new LinkedHashSet<>(was.keySet());
            names.addAll(is.keySet());
            names.forEach(
                    name -> addBetween(path.then(new Value.Text(name)), before.at(name), after.at(name), found));
        } else if (before instanceof Value.Items(var was)
                && after instanceof Value.Items(var is)
                && keepPlaces(was, is)) {
            for (int index = 0; index < is.size(); index++) {
                addBetween(path.at(index), was.get(index), is.get(index), found);
            }
        } else {
            found.add(new Difference(path, before, after));
        }
    }

    /** Whether what differs stands at the same places: where items were moved as well, only the whole list tells. */
    private static boolean keepPlaces(List<Value> before, List<Value> after) {
        if (before.size() != after.size()) {
            return false;
        }
        Map<Value, Integer> left = new LinkedHashMap<>();
        for (int index = 0; index < before.size(); index++) {
            if (!Likeness.isSame(before.get(index), after.get(index))) {
                left.merge(before.get(index), 1, Integer::sum);
            }
        }
        for (int index = 0; index < after.size(); index++) {
            boolean moved = !Likeness.isSame(before.get(index), after.get(index)) && left.containsKey(after.get(index));
            if (moved) {
                return false;
            }
        }
        return true;
    }
}
