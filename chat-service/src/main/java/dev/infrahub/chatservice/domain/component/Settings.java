package dev.infrahub.chatservice.domain.component;

import dev.infrahub.json.Json;
import dev.infrahub.json.Value;
import dev.infrahub.json.YamlValues;
import java.util.Locale;

/** Settings of an application: which services it is told to reach, by the names of connections and the schemes of addresses. */
final class Settings {

    private static final int DEEPEST = 20;

    private Settings() {}

    static void read(SourceFile file, Found found) {
        Value settings = file.name().endsWith(".json")
                ? Value.ofJson(file.content()).orElse(Value.Special.NULL)
                : YamlValues.parse(file.content()).orElse(Value.Special.NULL);
        Json.members(settings.at("ConnectionStrings"))
                .keySet()
                .forEach(name -> Technologies.named("word", name.toLowerCase(Locale.ROOT), found));
        addresses(settings, 0, found);
    }

    private static void addresses(Value value, int depth, Found found) {
        if (depth > DEEPEST) {
            return;
        }
        switch (value) {
            case Value.Members(var members) -> members.values().forEach(member -> addresses(member, depth + 1, found));
            case Value.Items(var items) -> items.forEach(item -> addresses(item, depth + 1, found));
            case Value.Text(String text) -> address(text, found);
            case Value.Num _, Value.Bool _, Value.Special _ -> {
                // no address
            }
        }
    }

    /** {@code jdbc:postgresql://host/name} and {@code redis://host}. */
    private static void address(String text, Found found) {
        int end = text.indexOf("://");
        int start = end;
        while (start > 0 && (Character.isLetterOrDigit(text.charAt(start - 1)) || text.charAt(start - 1) == '+')) {
            start--;
        }
        if (end > start) {
            Technologies.named("scheme", text.substring(start, end), found);
        }
    }
}
