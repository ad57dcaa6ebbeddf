package dev.infrahub.terraform;

/** Whether JSON that is no plan, such as a scanner's results, holds what looks like a credential. */
public final class JsonSecrets {

    private final Credentials credentials = new Credentials();

    private JsonSecrets() {}

    /** By the form of a text or a member's name, or by the name that a text has. */
    public static boolean areIn(Value value) {
        return new JsonSecrets().holds("", value);
    }

    private boolean holds(String name, Value value) {
        return switch (value) {
            case Value.Text(String text) -> !credentials.in(name, text).isEmpty();
            case Value.Items(var items) -> items.stream().anyMatch(item -> holds(name, item));
            case Value.Members(var members) ->
                credentials.areNames(members)
                        || members.entrySet().stream().anyMatch(member -> holds(member.getKey(), member.getValue()));
            case Value.Num _, Value.Bool _, Value.Special _ -> false;
        };
    }
}
