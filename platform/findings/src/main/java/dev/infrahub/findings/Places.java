package dev.infrahub.findings;

import dev.infrahub.json.Value;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Where in a resource something is so: a list of blocks may have it several times, and each time counts. */
record Places(List<Place> places) {

    static final Places NONE = new Places(List.of());

    private static final int NAMED = 5;
    private static final int LONGEST_NAME = 60;
    private static final String UNNAMED = "…";

    /**
     * One step on the way to a value, and all before it.
     *
     * @param index in the list there; none where that has one item at most
     * @param item of that list
     */
    record Place(@Nullable Place before, String name, int index, Value item) {

        private static final int NO_INDEX = -1;

        static final Place ROOT = new Place(null, "", NO_INDEX, Value.Special.NULL);

        Place to(String member) {
            return new Place(this, member, NO_INDEX, Value.Special.NULL);
        }

        /** To an item of the list that is here. */
        Place to(List<Value> list, int at) {
            return new Place(before, name, list.size() == 1 ? NO_INDEX : at, list.get(at));
        }

        private int depth() {
            return before == null ? 0 : 1 + before.depth();
        }

        /** How deep the last list is that has several items. */
        private int depthOfList() {
            return before == null || index >= 0 ? depth() : before.depthOfList();
        }

        /** By what an item on the way is known wherever it moves: what it says itself. */
        private Value itemAt(int depth) {
            Place at = this;
            for (int down = depth(); down > depth && at.before != null; down--) {
                at = at.before;
            }
            return said(at.item);
        }

        private static Value said(Value item) {
            if (!(item instanceof Value.Members(var members))) {
                return item;
            }
            Map<String, Value> said = new LinkedHashMap<>();
            members.forEach((member, value) -> {
                if (!(value instanceof Value.Members) && !(value instanceof Value.Items)) {
                    said.put(member, value);
                }
            });
            return new Value.Members(said);
        }

        private String path() {
            List<String> names = new ArrayList<>();
            for (Place at = this; at.before != null; at = at.before) {
                String shown = isPlain(at.name) ? at.name : UNNAMED;
                names.addFirst(at.index < 0 ? shown : "%s[%d]".formatted(shown, at.index));
            }
            return String.join(".", names);
        }

        private static boolean isPlain(String name) {
            return name.length() <= LONGEST_NAME
                    && name.chars().allMatch(c -> Character.isLetterOrDigit(c) || "_-./:".indexOf(c) >= 0);
        }
    }

    /** Those of a dotted path that leads to values. */
    static Places of(Value root, String path, Predicate<Value> so) {
        List<Place> found = new ArrayList<>();
        collect(root, Subject.steps(path), Place.ROOT, so, found);
        return new Places(found);
    }

    private static void collect(Value value, List<String> steps, Place place, Predicate<Value> so, List<Place> into) {
        if (steps.isEmpty()) {
            if (so.test(value)) {
                into.add(place);
            }
            return;
        }
        List<Value> items = value.each();
        for (int i = 0; i < items.size(); i++) {
            Place here = place.to(items, i);
            for (Value next : Subject.at(items.get(i), steps.getFirst())) {
                boolean named = steps.getFirst().charAt(0) != '[';
                collect(next, steps.subList(1, steps.size()), named ? here.to(steps.getFirst()) : here, so, into);
            }
        }
    }

    /** Where it was not so before. There are as many as there are more: what only moved in its list is none of them. */
    Places beyond(Places former) {
        int more = places.size() - former.places.size();
        if (more <= 0) {
            return NONE;
        }
        int depth = places.stream().mapToInt(Place::depthOfList).max().orElse(0);
        Set<Value> known =
                former.places.stream().map(place -> place.itemAt(depth)).collect(Collectors.toSet());
        Map<Boolean, List<Place>> isKnown =
                places.stream().collect(Collectors.partitioningBy(place -> known.contains(place.itemAt(depth))));
        List<Place> others = isKnown.getOrDefault(false, List.of());
        List<Place> rest = isKnown.getOrDefault(true, List.of());
        List<Place> beyond = new ArrayList<>(others);
        int missing = Math.max(0, more - others.size());
        beyond.addAll(rest.subList(rest.size() - missing, rest.size()));
        return new Places(beyond);
    }

    boolean isEmpty() {
        return places.isEmpty();
    }

    /** Their paths, the first few of many. */
    String words() {
        String shown = places.stream().limit(NAMED).map(Place::path).collect(Collectors.joining(", "));
        return places.size() > NAMED ? "%s and %d more".formatted(shown, places.size() - NAMED) : shown;
    }
}
