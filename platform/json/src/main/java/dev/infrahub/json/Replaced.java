package dev.infrahub.json;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.function.UnaryOperator;

/** Objects and lists with some of what is in them replaced. Mostly nothing is, and then nothing is copied. */
@SuppressWarnings("ReferenceEquality") // what was not replaced is the same, which is quicker to tell than equal
public final class Replaced {

    private Replaced() {}

    /** What stands in for an item at its place in the list. */
    @FunctionalInterface
    public interface ItemReplacement {
        Value apply(int index, Value item);
    }

    public static Value members(Value.Members value, BiFunction<String, Value, Value> replacement) {
        Map<String, Value> members = value.members();
        Map<String, Value> replaced = members;
        for (Map.Entry<String, Value> member : members.entrySet()) {
            Value now = replacement.apply(member.getKey(), member.getValue());
            if (now != member.getValue()) {
                replaced = replaced == members ? new LinkedHashMap<>(members) : replaced;
                replaced.put(member.getKey(), now);
            }
        }
        return replaced == members ? value : new Value.Members(replaced);
    }

    public static Value items(Value.Items value, UnaryOperator<Value> replacement) {
        return items(value, (int _, Value item) -> replacement.apply(item));
    }

    public static Value items(Value.Items value, ItemReplacement replacement) {
        List<Value> items = value.items();
        List<Value> replaced = items;
        for (int index = 0; index < items.size(); index++) {
            Value now = replacement.apply(index, items.get(index));
            if (now != items.get(index)) {
                replaced = replaced == items ? new ArrayList<>(items) : replaced;
                replaced.set(index, now);
            }
        }
        return replaced == items ? value : new Value.Items(replaced);
    }
}
