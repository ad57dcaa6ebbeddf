package dev.infrahub.secrets;

import dev.infrahub.json.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Whether JSON that is no plan, such as a scanner's results, holds what looks like a credential. */
public final class JsonSecrets {

    private JsonSecrets() {}

    /** By the form of a text or a member's name, or by the names that tell of it. */
    public static boolean areIn(Value value) {
        return isIn("", value);
    }

    private static boolean isIn(String name, Value value) {
        return switch (value) {
            case Value.Text(String text) -> !Secrets.inAttribute(name, text).isEmpty();
            case Value.Items(var items) -> areInItems(Naming.ofItems(name), items);
            case Value.Members(var members) -> areInMembers(new Naming(name, members), members);
            case Value.Num _, Value.Bool _, Value.Special _ -> false;
        };
    }

    private static boolean areInItems(String name, List<Value> items) {
        List<String> texts = new ArrayList<>();
        addTexts(items, texts);
        return items.stream().anyMatch(item -> isIn(name, item))
                || Secrets.inItems(name, texts).stream().anyMatch(found -> !found.isEmpty());
    }

    private static void addTexts(List<Value> items, List<String> texts) {
        for (Value item : items) {
            switch (item) {
                case Value.Text(String text) -> texts.add(text);
                case Value.Items(var inner) -> addTexts(inner, texts);
                case Value.Members _, Value.Num _, Value.Bool _, Value.Special _ -> {}
            }
        }
    }

    private static boolean areInMembers(Naming naming, Map<String, Value> members) {
        return members.entrySet().stream()
                        .anyMatch(member ->
                                !Secrets.inAttribute("", member.getKey()).isEmpty()
                                        || isIn(naming.of(member.getKey()), member.getValue()))
                || Secrets.inItems("", Command.of(members).texts()).stream().anyMatch(found -> !found.isEmpty());
    }
}
