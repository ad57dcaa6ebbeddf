package dev.infrahub.driftworker.domain;

import dev.infrahub.json.Value;
import java.util.Optional;
import java.util.Set;

/** When a rule holds for what differs. */
sealed interface Condition {

    /** By how the two values are alike. */
    record Alike(Likeness likeness) implements Condition {}

    /** From one word to another, and not back. */
    record Turns(String from, String to) implements Condition {}

    /** Where another attribute differs too. */
    record Beside(String attribute) implements Condition {}

    /** What is made, not what differs. */
    record Created() implements Condition {}

    String BESIDE = "beside ";
    String CREATED = "created";

    static Condition of(String spelling) {
        Optional<Likeness> likeness = Likeness.of(spelling);
        int turns = spelling.indexOf('>');
        if (likeness.isPresent()) {
            return new Alike(likeness.get());
        }
        if (turns > 0) {
            return new Turns(spelling.substring(0, turns), spelling.substring(turns + 1));
        }
        if (spelling.startsWith(BESIDE)) {
            return new Beside(spelling.substring(BESIDE.length()));
        }
        if (spelling.equals(CREATED)) {
            return new Created();
        }
        throw new IllegalArgumentException("no condition " + spelling);
    }

    /** Whether nothing was changed at all where it holds. */
    default boolean isSameMeaning() {
        return this instanceof Alike(Likeness likeness) && likeness.isSameMeaning();
    }

    /** Whether it takes what is empty for nothing. */
    default boolean isOfEmptiness() {
        return this instanceof Alike(Likeness likeness) && likeness == Likeness.EMPTY;
    }

    /** @param attributes those of the same resource in which something differs */
    default boolean holds(Value before, Value after, Set<String> attributes) {
        return switch (this) {
            case Alike(Likeness likeness) -> likeness.holds(before, after);
            case Turns(String from, String to) ->
                before.equals(new Value.Text(from)) && after.equals(new Value.Text(to));
            case Beside(String attribute) -> attributes.contains(attribute);
            case Created() -> false;
        };
    }
}
