package dev.infrahub.secrets;

import dev.infrahub.json.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A command that an object gives in several members, such as {@code command} and {@code args}.
 *
 * @param texts of its parts, in the order in which they are run; none where the object gives no such command
 */
public record Command(List<String> texts) {

    private static final List<Set<String>> PARTS = List.of(
            Set.of("entrypoint", "entry_point", "entryPoint", "program", "executable"),
            Set.of("command", "commands", "cmd", "shell"),
            Set.of("args", "arguments", "argument", "parameters", "options", "opts", "flags"));

    /** Of an object; most give none. */
    public static Command of(Map<String, Value> members) {
        List<String> texts = new ArrayList<>(0);
        int parts = 0;
        for (Set<String> names : PARTS) {
            int before = texts.size();
            for (String name : names) {
                addTexts(members.getOrDefault(name, Value.Special.NULL), texts);
            }
            parts += texts.size() > before ? 1 : 0;
        }
        return new Command(parts < 2 ? List.of() : texts);
    }

    private static void addTexts(Value value, List<String> texts) {
        switch (value) {
            case Value.Text(String text) -> texts.add(text);
            case Value.Items(var items) -> items.forEach(item -> addTexts(item, texts));
            case Value.Members _, Value.Num _, Value.Bool _, Value.Special _ -> {}
        }
    }
}
