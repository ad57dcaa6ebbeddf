package dev.infrahub.secrets;

import dev.infrahub.json.Value;

/** Whether JSON that is no plan, such as a scanner's results, holds what looks like a credential. */
public final class JsonSecrets {

    private JsonSecrets() {}

    /** By the form of a text or a member's name, or by the name that a text has. */
    public static boolean areIn(Value value) {
        return isIn("", value);
    }

    private static boolean isIn(String name, Value value) {
        return switch (value) {
            case Value.Text(String text) -> !Secrets.inAttribute(name, text).isEmpty();
            case Value.Items(var items) -> items.stream().anyMatch(item -> isIn(name, item));
            case Value.Members(var members) ->
                members.entrySet().stream()
                        .anyMatch(member ->
                                !Secrets.inAttribute("", member.getKey()).isEmpty()
                                        || isIn(member.getKey(), member.getValue()));
            case Value.Num _, Value.Bool _, Value.Special _ -> false;
        };
    }
}
