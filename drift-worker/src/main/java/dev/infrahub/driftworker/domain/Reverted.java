package dev.infrahub.driftworker.domain;

import dev.infrahub.findings.AttributePath;
import dev.infrahub.json.Replaced;
import dev.infrahub.json.Value;
import dev.infrahub.terraform.ChangeValues;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;

/** A resource as it would be if some places in it had stayed as they were. */
final class Reverted {

    private final Map<Value, Reverted> inside = new HashMap<>();
    private boolean whole;

    private Reverted() {}

    static ChangeValues of(ChangeValues values, Collection<AttributePath> places) {
        Reverted reverted = new Reverted();
        places.forEach(reverted::add);
        return new ChangeValues(values.before(), reverted.in(values.before(), values.after()), values.hidden());
    }

    private void add(AttributePath place) {
        Reverted at = this;
        for (Value step : place.steps()) {
            at = at.inside.computeIfAbsent(step, _ -> new Reverted());
        }
        at.whole = true;
    }

    private Value in(Value before, Value after) {
        if (whole) {
            return before;
        }
        return switch (after) {
            case Value.Members(var members) when !inside.isEmpty() -> inMembers(before, members);
            case Value.Items items
            when !inside.isEmpty() ->
                Replaced.items(items, (int index, Value item) -> {
                    Value step = AttributePath.ROOT.at(index).steps().getFirst();
                    return inside.containsKey(step)
                            ? inside.get(step).in(AttributePath.ROOT.at(index).in(before), item)
                            : item;
                });
            case Value.Members _, Value.Items _, Value.Text _, Value.Num _, Value.Bool _, Value.Special _ -> after;
        };
    }

    private Value inMembers(Value before, Map<String, Value> after) {
        Map<String, Value> members = new LinkedHashMap<>(after);
        inside.forEach((step, reverted) -> step.text()
                .ifPresent(name ->
                        members.put(name, reverted.in(before.at(name), after.getOrDefault(name, Value.Special.NULL)))));
        return new Value.Members(members);
    }
}
