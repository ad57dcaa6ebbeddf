package dev.infrahub.driftworker.domain;

import dev.infrahub.json.Allowance;
import dev.infrahub.json.Value;
import dev.infrahub.terraform.ChangeValues;
import dev.infrahub.terraform.ResourceChange;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * What resources of a plan declare of other ones: a rule of a group, a policy of a bucket. Inside the other one it looks like drift.
 * Only what is declared exactly is explained, and only where nothing was taken away.
 */
final class Siblings {

    private static final int BYTES_A_PIECE = 512;

    /** By the address of who declares: as it was applied, whatever became of it since. */
    private final Map<String, List<Declared>> declared = new LinkedHashMap<>();

    private final Set<String> drifted = new HashSet<>();
    private final Map<String, List<SiblingRow>> rows = new HashMap<>();

    /** By key and piece, the address of who declares it; made when all is known. */
    private final Map<String, Map<String, String>> byKey = new HashMap<>();

    private record Declared(String key, Set<String> pieces) {}

    /** What an attribute got, and by which keys somebody may have declared it. */
    record Addition(String attribute, Set<String> keys, Set<String> pieces) {

        long bytes() {
            return (long) BYTES_A_PIECE * pieces.size();
        }
    }

    /** Takes note of a resource of the plan: what it is before apply was applied. */
    void see(ResourceChange change, ChangeValues values) {
        if (!drifted.contains(change.address())) {
            keep(change, values.before());
        }
    }

    /** Takes note of one that drifted itself: what it was before that was applied. */
    void seeDrifted(ResourceChange change, ChangeValues values) {
        drifted.add(change.address());
        declared.remove(change.address());
        keep(change, values.before());
    }

    private void keep(ResourceChange change, Value applied) {
        List<Declared> all = new ArrayList<>();
        for (SiblingRow row : rows.computeIfAbsent(change.type(), SiblingRow::by)) {
            Set<String> pieces = row.declared(applied).orElse(Set.of());
            row.keyOfSibling(change.type(), applied)
                    .filter(_ -> !pieces.isEmpty())
                    .ifPresent(key -> all.add(new Declared(key, pieces)));
        }
        if (!all.isEmpty()) {
            Allowance.current()
                    .hold(all.stream().mapToLong(one -> one.pieces.size()).sum() * BYTES_A_PIECE);
            declared.put(change.address(), all);
        }
    }

    /** What attributes of a resource got that others may have declared. */
    static List<Addition> to(ResourceChange change, ChangeValues values) {
        List<Addition> additions = new ArrayList<>();
        for (SiblingRow.Place place : SiblingRow.Place.in(change.type())) {
            Optional<Set<String>> was = place.pieces(values.before());
            Optional<Set<String>> is = place.pieces(values.after());
            if (was.isPresent() && is.isPresent() && is.get().containsAll(was.get())) {
                Set<String> added = new HashSet<>(is.get());
                added.removeAll(was.get());
                Set<String> keys = place.keys(change.type(), values.before());
                if (!added.isEmpty() && !keys.isEmpty()) {
                    additions.add(new Addition(place.attribute(), keys, added));
                }
            }
        }
        return additions;
    }

    /** Who declared all of it, the first of several; empty where something is left. */
    Optional<String> explaining(Addition addition) {
        if (byKey.isEmpty()) {
            declared.forEach((address, all) -> all.forEach(one -> one.pieces.forEach(piece ->
                    byKey.computeIfAbsent(one.key, _ -> new HashMap<>()).putIfAbsent(piece, address))));
        }
        List<String> who = new ArrayList<>();
        for (String piece : addition.pieces()) {
            addition.keys().stream()
                    .map(key -> byKey.getOrDefault(key, Map.of()).get(piece))
                    .filter(Objects::nonNull)
                    .findFirst()
                    .ifPresent(who::add);
        }
        return who.size() == addition.pieces().size() ? who.stream().min(Comparator.naturalOrder()) : Optional.empty();
    }
}
