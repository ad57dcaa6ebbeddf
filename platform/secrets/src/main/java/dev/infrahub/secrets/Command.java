package dev.infrahub.secrets;

import dev.infrahub.json.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * A command that an object gives in several members, such as {@code command} and {@code args}.
 *
 * @param texts of its parts, in the order in which they are run; none where the object gives no such command
 */
public record Command(List<String> texts) {

    /** In lower case and without signs. */
    private static final List<Set<String>> PARTS = List.of(
            Set.of("entrypoint", "program", "executable"),
            Set.of("command", "commands", "cmd", "shell"),
            Set.of("args", "arguments", "argument", "parameters", "options", "opts", "flags"));

    private static final int LONGEST_NAME = 20;

    public static Command of(Map<String, Value> members) {
        List<List<String>> parts = new ArrayList<>();
        for (Set<String> names : PARTS) {
            List<String> texts = new ArrayList<>();
            members.forEach((name, value) -> {
                if (name.length() <= LONGEST_NAME && names.contains(letters(name))) {
                    addTexts(value, texts);
                }
            });
            if (!texts.isEmpty()) {
                parts.add(texts);
            }
        }
        return new Command(
                parts.size() < 2 ? List.of() : parts.stream().flatMap(List::stream).toList());
    }

    private static String letters(String name) {
        return name.replace("_", "").replace("-", "").toLowerCase(Locale.ROOT);
    }

    private static void addTexts(Value value, List<String> texts) {
        switch (value) {
            case Value.Text(String text) -> texts.add(text);
            case Value.Items(var items) -> items.forEach(item -> addTexts(item, texts));
            case Value.Members _, Value.Num _, Value.Bool _, Value.Special _ -> {}
        }
    }
}
