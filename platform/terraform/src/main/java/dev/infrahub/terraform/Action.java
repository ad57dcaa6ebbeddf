package dev.infrahub.terraform;

import java.util.Collection;
import java.util.List;
import java.util.Set;

/** What a plan does to one resource or output. */
public enum Action {
    CREATE("create"),
    UPDATE("update"),
    DELETE("delete"),
    /** Destroyed and created, in either order; or created anew with the old object left behind, unmanaged. */
    REPLACE("replace"),
    READ("read"),
    NO_OP("no-op"),
    FORGET("forget");

    private static final Set<Set<String>> REPLACEMENTS = Set.of(Set.of("create", "delete"), Set.of("create", "forget"));

    private final String spelling;

    Action(String spelling) {
        this.spelling = spelling;
    }

    /** Terraform's spelling, for example {@code no-op}. */
    public String spelling() {
        return spelling;
    }

    /** Whether an object that exists is destroyed. */
    public boolean destroys() {
        return this == DELETE || this == REPLACE;
    }

    /** Whether anything real is changed by it. */
    public boolean changes() {
        return switch (this) {
            case CREATE, UPDATE, DELETE, REPLACE -> true;
            case READ, NO_OP, FORGET -> false;
        };
    }

    /** Whether there are values after it that come from the configuration. */
    boolean makes() {
        return switch (this) {
            case CREATE, UPDATE, REPLACE, READ -> true;
            case DELETE, NO_OP, FORGET -> false;
        };
    }

    static Action of(List<String> actions) {
        if (actions.size() == 2 && REPLACEMENTS.contains(Set.copyOf(actions))) {
            return REPLACE;
        }
        return actions.size() == 1 ? spelt(actions) : unknown();
    }

    private static Action spelt(Collection<String> actions) {
        for (Action action : values()) {
            if (action != REPLACE && actions.contains(action.spelling)) {
                return action;
            }
        }
        return unknown();
    }

    private static Action unknown() {
        throw NotAPlan.unreadable("a change whose actions are not Terraform's");
    }
}
