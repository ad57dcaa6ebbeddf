package dev.infrahub.terraform;

import dev.infrahub.json.Value;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/**
 * The attributes whose values after a change the plan says. Of the others the code must be asked: what is unknown the code
 * decides, and of a write-only argument the plan holds null whatever the code sets it to.
 */
final class StatedAttributes {

    /** For the value of an output, which has no attributes. */
    static final String VALUE = "value";

    private StatedAttributes() {}

    /** Those that hold neither null nor anything unknown, however deep. */
    static Set<String> whole(Value change) {
        return in(change, StatedAttributes::holdsNull);
    }

    /** Those that are neither null nor hold anything unknown; the redaction of a plan does not change which these are. */
    static Set<String> atTop(Value change) {
        return in(change, Value::isNull);
    }

    private static Set<String> in(Value change, Predicate<Value> unsaid) {
        Value unknown = change.at("after_unknown");
        Set<String> stated = new LinkedHashSet<>();
        if (change.at("after") instanceof Value.Members(var members) && !unknown.isTrue()) {
            members.forEach((name, value) -> {
                if (!unsaid.test(value) && !Sensitivity.marksAnything(unknown.at(name))) {
                    stated.add(name);
                }
            });
        }
        return stated;
    }

    /** Whether the change of an output says all of its value. */
    static Set<String> ofOutput(Value change) {
        boolean said = !holdsNull(change.at("after")) && !Sensitivity.marksAnything(change.at("after_unknown"));
        return said ? Set.of(VALUE) : Set.of();
    }

    private static boolean holdsNull(Value value) {
        return switch (value) {
            case Value.Special _ -> true;
            case Value.Items(var items) -> items.stream().anyMatch(StatedAttributes::holdsNull);
            case Value.Members(Map<String, Value> members) ->
                members.values().stream().anyMatch(StatedAttributes::holdsNull);
            case Value.Text _, Value.Num _, Value.Bool _ -> false;
        };
    }
}
