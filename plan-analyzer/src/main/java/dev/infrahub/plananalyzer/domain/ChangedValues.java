package dev.infrahub.plananalyzer.domain;

import dev.infrahub.findings.AttributePath;
import dev.infrahub.findings.Shown;
import dev.infrahub.findings.Telling;
import dev.infrahub.json.Replaced;
import dev.infrahub.json.Value;
import dev.infrahub.terraform.ChangeValues;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What the changed attributes of one plan are before and after, as far as people may read them: place by place, or as a whole where
 * there are many. What one plan tells of them is bounded; of what is beyond, the names of attributes tell.
 */
final class ChangedValues {

    static final int LONGEST = 200;
    static final int MOST_PLACES = 20;
    static final int MOST_OF_A_CHANGE = 60;
    static final int MOST_OF_A_PLAN = 256 * 1024;

    static final String UNKNOWN = "(known after apply)";

    private static final int DEEPEST = 24;

    private int left = MOST_OF_A_PLAN;

    /** One place at which something differs. */
    private record Place(AttributePath path, Value before, Value after) {

        List<String> names() {
            return path.steps().stream().flatMap(step -> step.text().stream()).toList();
        }
    }

    /** Of these attributes of a change. */
    List<Analysis.ChangedValue> of(ChangeValues values, List<String> attributes) {
        List<Analysis.ChangedValue> told = new ArrayList<>();
        for (String name : attributes) {
            List<Analysis.ChangedValue> more =
                    places(name, values).stream().map(ChangedValues::shown).toList();
            int length = more.stream().mapToInt(Analysis.ChangedValue::length).sum();
            if (told.size() + more.size() <= MOST_OF_A_CHANGE && length <= left) {
                told.addAll(more);
                left -= length;
            }
        }
        return told;
    }

    private static List<Place> places(String name, ChangeValues values) {
        Place whole = new Place(
                AttributePath.of(name), values.before().at(name), values.after().at(name));
        if (whole.before() == Value.Special.UNKNOWN) {
            return List.of();
        }
        List<Place> places = new ArrayList<>();
        add(whole, places);
        boolean few = places.size() <= MOST_PLACES
                && places.stream().allMatch(place -> place.path().toString().length() <= LONGEST);
        if (!few) {
            return List.of(whole);
        }
        return places.isEmpty()
                ? List.of(new Place(whole.path(), Value.Special.SENSITIVE, Value.Special.SENSITIVE))
                : places;
    }

    /** What differs and is not seen to is hidden. */
    private static void add(Place whole, List<Place> places) {
        if (whole.before().equals(whole.after()) || places.size() > MOST_PLACES) {
            return;
        }
        Place place = opened(whole);
        boolean deep = place.path().steps().size() >= DEEPEST;
        if (!deep
                && place.before() instanceof Value.Members(var before)
                && place.after() instanceof Value.Members(var after)) {
            Set<String> names = new LinkedHashSet<>(before.keySet());
            names.addAll(after.keySet());
            names.forEach(name -> add(
                    new Place(
                            place.path().then(new Value.Text(name)),
                            place.before().at(name),
                            place.after().at(name)),
                    places));
        } else if (!deep
                && place.before() instanceof Value.Items(var before)
                && place.after() instanceof Value.Items(var after)
                && before.size() == after.size()) {
            for (int index = 0; index < before.size(); index++) {
                add(new Place(place.path().at(index), before.get(index), after.get(index)), places);
            }
        } else {
            places.add(place);
        }
    }

    /** With the JSON that a text holds before and after, such as a policy. */
    private static Place opened(Place place) {
        Optional<Value> before = inside(place.before());
        Optional<Value> after = before.isEmpty() ? before : inside(place.after());
        return before.isPresent() && after.isPresent() && !before.get().equals(after.get())
                ? new Place(place.path(), before.get(), after.get())
                : place;
    }

    private static Optional<Value> inside(Value value) {
        return value.text()
                .filter(text -> text.startsWith("{") || text.startsWith("["))
                .flatMap(Value::ofJson);
    }

    private static Analysis.ChangedValue shown(Place place) {
        Value before = concealed(place.names(), place.before());
        Value after = concealed(place.names(), place.after());
        boolean secret = before == Value.Special.SENSITIVE || after == Value.Special.SENSITIVE;
        return new Analysis.ChangedValue(
                place.path().attribute(), place.path().toString(), shown(before, secret), shown(after, secret));
    }

    /** Beside a secret stands another one, unless nothing does. */
    private static String shown(Value value, boolean besideSecret) {
        boolean isSomething = !value.isNull() && value != Value.Special.UNKNOWN;
        return Shown.of(besideSecret && isSomething ? Value.Special.SENSITIVE : value, LONGEST, UNKNOWN);
    }

    private static Value concealed(List<String> names, Value value) {
        String name = names.getLast();
        return switch (value) {
            case Value.Special _, Value.Bool _ -> value;
            case Value.Num _ -> Telling.mayBeSecret(names, value) ? Value.Special.SENSITIVE : value;
            case Value.Text(String text) ->
                Telling.mayBeSecret(names, value) || Telling.showsSecret(name, value) || Telling.looksSecret(name, text)
                        ? Value.Special.SENSITIVE
                        : value;
            case Value.Items items ->
                Telling.showsSecret(name, value)
                        ? Value.Special.SENSITIVE
                        : Replaced.items(items, item -> concealed(names, item));
            case Value.Members members ->
                Replaced.members(members, (key, member) -> concealed(with(names, key), member));
        };
    }

    private static List<String> with(List<String> names, String name) {
        return Stream.concat(names.stream(), Stream.of(name)).toList();
    }
}
