package dev.infrahub.driftworker.domain;

import dev.infrahub.json.Parts;
import dev.infrahub.json.Value;
import java.util.List;
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

    /** Where these members of items with the same name are the same, wherever they stand in them. */
    record Keeps(Set<String> members) implements Condition {}

    /** Where another attribute of the resource is one of these words, before and after. */
    record Where(Condition condition, String attribute, List<String> words) implements Condition {}

    /** What is made, not what differs. */
    record Created() implements Condition {}

    String WHERE = " where ";
    String BESIDE = "beside ";
    String KEEPS = "keeps ";
    String CREATED = "created";

    static Condition of(String spelling) {
        int where = spelling.indexOf(WHERE);
        if (where > 0) {
            List<String> sides = Parts.of(spelling.substring(where + WHERE.length()), '=');
            return new Where(of(spelling.substring(0, where)), sides.getFirst(), Parts.of(sides.getLast(), '|'));
        }
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
        if (spelling.startsWith(KEEPS)) {
            return new Keeps(Set.copyOf(Parts.of(spelling.substring(KEEPS.length()), ',')));
        }
        if (spelling.equals(CREATED)) {
            return new Created();
        }
        throw new IllegalArgumentException("no condition " + spelling);
    }

    /** Whether nothing was changed at all where it holds. */
    default boolean isSameMeaning() {
        return switch (this) {
            case Alike(Likeness likeness) -> likeness.isSameMeaning();
            case Where where -> where.condition().isSameMeaning();
            case Turns _, Beside _, Keeps _, Created _ -> false;
        };
    }

    /** Whether it takes what is empty for nothing. */
    default boolean isOfEmptiness() {
        return switch (this) {
            case Alike(Likeness likeness) -> likeness == Likeness.EMPTY;
            case Where where -> where.condition().isOfEmptiness();
            case Turns _, Beside _, Keeps _, Created _ -> false;
        };
    }

    /** @param resource in which the values differ */
    default boolean holds(Value before, Value after, Compared resource) {
        return switch (this) {
            case Alike(Likeness likeness) -> likeness.holds(before, after);
            case Turns(String from, String to) ->
                before.equals(new Value.Text(from)) && after.equals(new Value.Text(to));
            case Beside(String attribute) -> resource.attributes().contains(attribute);
            case Keeps(Set<String> members) -> Members.areKept(members, before, after);
            case Where(Condition condition, String attribute, List<String> words) ->
                isOneOf(words, resource.values().before().at(attribute))
                        && isOneOf(words, resource.values().after().at(attribute))
                        && condition.holds(before, after, resource);
            case Created() -> false;
        };
    }

    private static boolean isOneOf(List<String> words, Value value) {
        return value.text().filter(words::contains).isPresent();
    }
}
