package dev.infrahub.findings;

import dev.infrahub.json.Value;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Whether a condition holds, as far as can be told. */
enum Truth {
    YES,
    NO,
    UNKNOWN;

    static Truth of(NetworkRules.Condition condition, Value block) {
        List<Value> values = Subject.all(block, condition.path());
        return switch (condition.test()) {
            case IS ->
                (values.isEmpty() && condition.values().contains(""))
                                || values.stream().anyMatch(value -> is(condition, value))
                        ? YES
                        : values.stream().anyMatch(Subject::isHidden) ? UNKNOWN : NO;
            case IS_NOT -> values.stream().anyMatch(value -> is(condition, value)) ? NO : YES;
            case HOLDS -> holds(condition, values);
            case HOLDS_NOT ->
                switch (holds(condition, values)) {
                    case YES -> NO;
                    case NO -> YES;
                    case UNKNOWN -> UNKNOWN;
                };
        };
    }

    private static boolean is(NetworkRules.Condition condition, Value value) {
        Set<String> wanted = condition.values();
        return switch (value) {
            case Value.Special.NULL -> wanted.contains("");
            case Value.Special _ -> false;
            case Value.Bool(boolean truth) ->
                wanted.contains(Boolean.toString(truth)) || (truth && wanted.contains(NetworkRules.Condition.SET));
            case Value.Items(var items) ->
                items.isEmpty() ? wanted.contains("") : items.stream().anyMatch(item -> is(condition, item));
            case Value.Members _ -> wanted.contains(NetworkRules.Condition.SET);
            case Value.Text _, Value.Num _ ->
                wanted.contains(NetworkReader.plain(value).toLowerCase(Locale.ROOT))
                        || (wanted.contains(NetworkRules.Condition.SET)
                                && !NetworkReader.plain(value).isEmpty());
        };
    }

    /** Whether a map has one of the wanted entries; one whose value is hidden may be it. */
    private static Truth holds(NetworkRules.Condition condition, List<Value> maps) {
        Truth truth = NO;
        for (Value map : maps) {
            for (String wanted : condition.values()) {
                int equals = wanted.indexOf('=');
                Value value = member(map, wanted.substring(0, equals));
                if (isEntry(wanted.substring(equals + 1), value)) {
                    return YES;
                }
                truth = Subject.isHidden(value) ? UNKNOWN : truth;
            }
        }
        return truth;
    }

    /** Of a map of which nothing is shown nothing is a member. */
    private static Value member(Value map, String key) {
        return map instanceof Value.Members ? map.at(key) : Value.Special.NULL;
    }

    private static boolean isEntry(String wanted, Value value) {
        String text = value instanceof Value.Bool(boolean truth) ? Boolean.toString(truth) : NetworkReader.plain(value);
        return wanted.equals(NetworkRules.Condition.SET)
                ? !text.isEmpty() && !text.equalsIgnoreCase("false")
                : text.equalsIgnoreCase(wanted);
    }
}
