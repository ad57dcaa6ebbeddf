package dev.infrahub.plananalyzer.domain;

import dev.infrahub.findings.AttributePath;
import dev.infrahub.findings.Secrecy;
import dev.infrahub.findings.Shown;
import dev.infrahub.json.Allowance;
import dev.infrahub.json.Value;
import dev.infrahub.terraform.ChangeValues;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * What the changed attributes of one plan are before and after, as far as people may read them: place by place, or as a whole where
 * there are many. What one plan tells of them is bounded; of what is beyond, the names of attributes tell.
 */
final class ChangedValues {

    static final int LONGEST = 200;
    static final int MOST_PLACES = 20;
    static final int MOST_OF_A_CHANGE = 60;
    /** In bytes of the event that tells of the plan. */
    static final int MOST_OF_A_PLAN = 256 * 1024;

    static final String UNKNOWN = "(known after apply)";

    private int left = MOST_OF_A_PLAN;

    /** What stands at a place before, or after, and how secret it may be. */
    private record Side(Value value, Secrecy secrecy) {

        Optional<Value> inside() {
            return value.text().flatMap(Secrecy::inside);
        }

        Side as(Value opened) {
            return new Side(opened, secrecy);
        }

        List<Side> items(List<Value> items) {
            return items.stream().map(item -> new Side(item, secrecy.ofItems())).toList();
        }

        Function<String, Side> members(Map<String, Value> members) {
            Function<String, Secrecy> within = secrecy.within(members);
            return name -> new Side(members.getOrDefault(name, Value.Special.NULL), within.apply(name));
        }

        boolean isSecret() {
            return value == Value.Special.SENSITIVE || secrecy.hides(value);
        }

        /** Beside a secret stands another one, unless nothing does. */
        String shown(boolean besideSecret) {
            if (value.isNull() || value == Value.Special.UNKNOWN) {
                return Shown.of(value, LONGEST, UNKNOWN);
            }
            if (besideSecret) {
                return Shown.SENSITIVE;
            }
            return value.text()
                    .filter(Secrecy::isUnread)
                    .map(text -> "(not told, " + text.length() + " characters)")
                    .orElseGet(() -> Shown.of(secrecy.conceal(value), LONGEST, UNKNOWN));
        }
    }

    /** One place at which something differs. */
    private record Place(AttributePath path, Side before, Side after) {

        boolean isSecret() {
            return before.isSecret() || after.isSecret();
        }

        Analysis.ChangedValue shown() {
            boolean secret = isSecret();
            return new Analysis.ChangedValue(
                    path.attribute(), path.toString(), before.shown(secret), after.shown(secret));
        }
    }

    /** Of these attributes of a change, if its marks could be followed; nothing is read of those for which there is no room. */
    List<Analysis.ChangedValue> of(ChangeValues values, List<String> attributes) {
        List<Analysis.ChangedValue> told = new ArrayList<>();
        if (left == 0 || !values.areMarked()) {
            return told;
        }
        Function<String, Secrecy> before = Secrecy.ofAttributes(values.before());
        Function<String, Secrecy> after = Secrecy.ofAttributes(values.after());
        for (String name : attributes) {
            int room = Math.min(MOST_PLACES, MOST_OF_A_CHANGE - told.size());
            if (room == 0) {
                break;
            }
            Allowance.current().check();
            Place whole = new Place(
                    AttributePath.of(name),
                    new Side(values.before().at(name), before.apply(name)),
                    new Side(values.after().at(name), after.apply(name)));
            List<Analysis.ChangedValue> more =
                    places(whole, room).stream().map(Place::shown).toList();
            int bytes = more.stream().mapToInt(Analysis.ChangedValue::bytes).sum();
            if (bytes > left) {
                left = 0;
                break;
            }
            told.addAll(more);
            left -= bytes;
        }
        return told;
    }

    private static List<Place> places(Place whole, int room) {
        if (whole.before().value() == Value.Special.UNKNOWN) {
            return List.of();
        }
        List<Place> places = new ArrayList<>();
        add(whole, places, room);
        boolean few = places.size() <= room
                && places.stream().allMatch(place -> place.path().toString().length() <= LONGEST);
        if (!few) {
            return List.of(whole);
        }
        return places.isEmpty() ? List.of(hidden(whole)) : places;
    }

    /** What differs and is not seen to is hidden. */
    private static Place hidden(Place whole) {
        return new Place(
                whole.path(),
                whole.before().as(Value.Special.SENSITIVE),
                whole.after().as(Value.Special.SENSITIVE));
    }

    private static void add(Place whole, List<Place> places, int room) {
        if (places.size() > room || whole.before().value().equals(whole.after().value())) {
            return;
        }
        Place place = opened(whole);
        if (place.before().value() instanceof Value.Members(var before)
                && place.after().value() instanceof Value.Members(var after)
                && !place.isSecret()) {
            Function<String, Side> was = place.before().members(before);
            Function<String, Side> is = place.after().members(after);
            Set<String> names = new LinkedHashSet<>(before.keySet());
            names.addAll(after.keySet());
            names.stream()
                    .filter(name -> !before.getOrDefault(name, Value.Special.NULL)
                            .equals(after.getOrDefault(name, Value.Special.NULL)))
                    .limit(room + 1L)
                    .forEach(name -> add(
                            new Place(place.path().then(new Value.Text(name)), was.apply(name), is.apply(name)),
                            places,
                            room));
        } else if (place.before().value() instanceof Value.Items(var before)
                && place.after().value() instanceof Value.Items(var after)
                && before.size() == after.size()
                && !place.isSecret()) {
            List<Side> was = place.before().items(before);
            List<Side> is = place.after().items(after);
            for (int index = 0; index < before.size(); index++) {
                add(new Place(place.path().at(index), was.get(index), is.get(index)), places, room);
            }
        } else {
            places.add(place);
        }
    }

    /** With the JSON that a text holds before and after, such as a policy. */
    private static Place opened(Place place) {
        Optional<Value> before = place.before().inside();
        Optional<Value> after = before.isEmpty() ? before : place.after().inside();
        return before.isPresent() && after.isPresent() && !before.get().equals(after.get())
                ? new Place(
                        place.path(),
                        place.before().as(before.get()),
                        place.after().as(after.get()))
                : place;
    }
}
