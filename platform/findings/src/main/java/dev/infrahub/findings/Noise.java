package dev.infrahub.findings;

import dev.infrahub.json.Value;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Attributes that a plan lists as changed and nobody would call so. */
public final class Noise {

    private Noise() {}

    /** The changed attributes without those that went from "not set" to "empty", as providers do when they read again. */
    public static List<String> without(Subject subject) {
        Value before = subject.values().before();
        Value after = subject.values().after();
        return subject.change().changedAttributes().stream()
                .filter(name -> !(isEmpty(before.at(name)) && isEmpty(after.at(name))))
                .toList();
    }

    /** The changed attributes that are known only after apply. */
    public static Set<String> computed(Subject subject) {
        return subject.showsValues()
                ? subject.change().changedAttributes().stream()
                        .filter(name -> subject.values().after().at(name) == Value.Special.UNKNOWN)
                        .collect(Collectors.toUnmodifiableSet())
                : Set.of();
    }

    private static boolean isEmpty(Value value) {
        return switch (value) {
            case Value.Special.NULL -> true;
            case Value.Text(String text) -> text.isEmpty();
            case Value.Items(var items) -> items.isEmpty();
            case Value.Members(var members) -> members.isEmpty();
            case Value.Special _, Value.Bool _, Value.Num _ -> false;
        };
    }
}
