package dev.infrahub.driftworker.domain;

import dev.infrahub.findings.AttributePath;
import dev.infrahub.json.Allowance;
import dev.infrahub.json.Value;
import dev.infrahub.terraform.ChangeValues;
import dev.infrahub.terraform.ResourceChange;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * One place at which a resource is another one than before. Of lists it is the item where each one keeps its place, else the list.
 *
 * @param before sensitive on both sides where it is on one; unknown where the input shows no values
 */
record Difference(AttributePath path, Value before, Value after) {

    /** No resource is made of more levels: what is below is told as a whole. */
    private static final int DEEPEST = 24;

    private static final int BYTES = 160;
    private static final int BYTES_A_STEP = 32;
    private static final int BETWEEN_CHECKS = 1024;

    boolean isHidden() {
        return before == Value.Special.SENSITIVE || after == Value.Special.SENSITIVE;
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
        List<Difference> found = new ArrayList<>();
        if (values.after() == Value.Special.UNKNOWN) {
            change.changedAttributes().forEach(name -> add(untold(name), found));
            return found;
        }
        addBetween(AttributePath.ROOT, values.before(), values.after(), found);
        Set<AttributePath> told = found.stream().map(Difference::path).collect(Collectors.toSet());
        values.hidden().stream()
                .map(AttributePath::new)
                .filter(path -> path.andAbove().noneMatch(told::contains))
                .forEach(path -> add(new Difference(path, Value.Special.SENSITIVE, Value.Special.SENSITIVE), found));
        // of a text, what does not stand in one line
        Set<String> attributes = attributes(found);
        change.changedAttributes().stream()
                .filter(name -> values.after().at(name) == Value.Special.UNKNOWN)
                .filter(name -> !attributes.contains(name))
                .forEach(name -> add(untold(name), found));
        found.sort(Comparator.comparing(one -> one.path.attribute()));
        return found;
    }

    private static Difference untold(String attribute) {
        return new Difference(AttributePath.of(attribute), Value.Special.UNKNOWN, Value.Special.UNKNOWN);
    }

    /** The attributes of the resource in which they stand. */
    static Set<String> attributes(List<Difference> differences) {
        return differences.stream().map(one -> one.path.attribute()).collect(Collectors.toSet());
    }

    /** Accounts for it: {@link #bytes} of it are to be let go. */
    private static void add(Difference one, List<Difference> found) {
        Allowance.current().hold(one.bytes());
        if (found.size() % BETWEEN_CHECKS == 0) {
            Allowance.current().check();
        }
        found.add(one);
    }

    /** What it takes of memory, besides its values. */
    long bytes() {
        return BYTES + (long) BYTES_A_STEP * path.steps().size();
    }

    private static void addBetween(AttributePath path, Value before, Value after, List<Difference> found) {
        if (Likeness.isSame(before, after)) {
            return;
        }
        boolean isDeep = path.steps().size() >= DEEPEST;
        if (!isDeep && before instanceof Value.Members(var was) && after instanceof Value.Members(var is)) {
            Set<String> names = new LinkedHashSet<>(was.keySet());
            names.addAll(is.keySet());
            names.forEach(name -> addBetween(path.then(new Value.Text(name)), before.at(name), after.at(name), found));
        } else if (!isDeep
                && before instanceof Value.Items(var was)
                && after instanceof Value.Items(var is)
                && keepPlaces(was, is)) {
            for (int index = 0; index < is.size(); index++) {
                addBetween(path.at(index), was.get(index), is.get(index), found);
            }
        } else {
            add(new Difference(path, before, after), found);
        }
    }

    /** Whether what differs stands at the same places: where items were moved as well, only the whole list tells. */
    private static boolean keepPlaces(List<Value> before, List<Value> after) {
        if (before.size() != after.size()) {
            return false;
        }
        List<Integer> differing = IntStream.range(0, before.size())
                .filter(index -> !Likeness.isSame(before.get(index), after.get(index)))
                .boxed()
                .toList();
        Set<String> left = differing.stream()
                .map(index -> Fingerprints.canonical(before.get(index)))
                .collect(Collectors.toSet());
        return differing.stream().noneMatch(index -> left.contains(Fingerprints.canonical(after.get(index))));
    }
}
