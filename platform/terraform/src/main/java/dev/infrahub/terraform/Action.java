package dev.infrahub.terraform;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What a plan does to one resource or output. */
public enum Action {
    CREATE("create"),
    UPDATE("update"),
    DELETE("delete"),
    /** Destroyed and created, in either order. */
    REPLACE("replace"),
    /** Created anew, with the old object left behind, unmanaged: {@code destroy = false}. */
    SUPERSEDE("create-and-forget"),
    READ("read"),
    NO_OP("no-op"),
    FORGET("forget"),
    /** Something that the hub has no word for. */
    UNKNOWN("unknown");

    private static final Map<Set<String>, Action> PAIRS =
            Map.of(Set.of("create", "delete"), REPLACE, Set.of("create", "forget"), SUPERSEDE);

    /** One word of a plan each. */
    private static final List<Action> WORDS = List.of(CREATE, UPDATE, DELETE, READ, NO_OP, FORGET);

    private final String spelling;

    Action(String spelling) {
        this.spelling = spelling;
    }

    /** Terraform's spelling where it has one, for example {@code no-op}. */
    public String spelling() {
        return spelling;
    }

    /** Whether an object that exists is destroyed. */
    public boolean destroys() {
        return this == DELETE || this == REPLACE;
    }

    /** Whether Terraform lets go of an object that goes on existing. */
    public boolean forgets() {
        return this == FORGET || this == SUPERSEDE;
    }

    /** Whether anything real is changed by it. */
    public boolean changes() {
        return switch (this) {
            case CREATE, UPDATE, DELETE, REPLACE, SUPERSEDE, UNKNOWN -> true;
            case READ, NO_OP, FORGET -> false;
        };
    }

    /** Whether there are values after it that come from the configuration. */
    boolean makes() {
        return switch (this) {
            case CREATE, UPDATE, REPLACE, SUPERSEDE, READ, UNKNOWN -> true;
            case DELETE, NO_OP, FORGET -> false;
        };
    }

    static Action of(List<String> actions) {
        return switch (actions.size()) {
            case 1 -> spelt(actions.getFirst());
            case 2 -> PAIRS.getOrDefault(new HashSet<>(actions), UNKNOWN);
            default -> UNKNOWN;
        };
    }

    private static Action spelt(String word) {
        return WORDS.stream()
                .filter(action -> action.spelling.equals(word))
                .findFirst()
                .orElse(UNKNOWN);
    }
}
