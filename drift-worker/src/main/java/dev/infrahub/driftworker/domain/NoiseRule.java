package dev.infrahub.driftworker.domain;

import dev.infrahub.json.Parts;
import java.util.List;
import java.util.OptionalInt;

/**
 * One row of the table of what is no news.
 *
 * @param except types that it does not speak of, although they look like those that it does
 */
record NoiseRule(
        String id,
        Kind kind,
        List<Glob> types,
        List<Glob> except,
        List<PathPattern> paths,
        Condition when,
        List<Sign> signs,
        String source) {

    /** Why it is none. */
    enum Kind {
        /** The same value, spelt otherwise. */
        NORMALISED,
        /** It moves by itself. */
        MOVING,
        /** Something else is in charge of it. */
        CO_MANAGED,
        /** A secret was changed, as secrets should be: it is told, and what it is is not. */
        ROTATED;

        static Kind of(String letter) {
            return switch (letter) {
                case "N" -> NORMALISED;
                case "M" -> MOVING;
                case "C" -> CO_MANAGED;
                case "R" -> ROTATED;
                default -> throw new IllegalArgumentException("no class " + letter);
            };
        }
    }

    private static final String EXCEPT = "!";

    static NoiseRule of(List<String> row) {
        List<String> types = Parts.of(row.get(2), '|');
        return new NoiseRule(
                row.get(0),
                Kind.of(row.get(1)),
                types.stream()
                        .filter(type -> !type.startsWith(EXCEPT))
                        .map(Glob::new)
                        .toList(),
                types.stream()
                        .filter(type -> type.startsWith(EXCEPT))
                        .map(type -> new Glob(type.substring(EXCEPT.length())))
                        .toList(),
                PathPattern.alternatives(row.get(3)),
                Condition.of(row.get(4)),
                Sign.alternatives(row.get(5)),
                row.get(6));
    }

    boolean isOf(String type) {
        return Glob.anyMatches(types, type) && !Glob.anyMatches(except, type);
    }

    /** Whether it speaks of some types of resources, and not of all that a provider has. */
    boolean isSpecific() {
        return types.stream()
                .map(Glob::pattern)
                .noneMatch(type -> type.equals("*") || type.indexOf("_*") == type.indexOf('_'));
    }

    /**
     * Whether it holds for what differs: by the values at the place that it names, be the difference further in.
     *
     * @param resource in which it differs
     */
    boolean holds(Difference difference, Compared resource) {
        return paths.stream().anyMatch(pattern -> holds(pattern, difference, resource));
    }

    private boolean holds(PathPattern pattern, Difference difference, Compared resource) {
        OptionalInt depth = pattern.depth(difference.path());
        if (depth.isEmpty()) {
            return false;
        }
        return depth.getAsInt() == difference.path().steps().size()
                ? resource.holds(when, difference)
                : resource.holds(when, difference.path().first(depth.getAsInt()));
    }

    /** Whether it names what a provider computes: nobody sets it, so it decides nothing where a table says "every attribute". */
    boolean isOfComputed() {
        return kind == Kind.MOVING && paths.stream().noneMatch(PathPattern::isAny);
    }

    /** Whether it takes what differs for no drift: others only say who is in charge of it, or what it is. */
    boolean drops() {
        return switch (kind) {
            case NORMALISED, MOVING -> true;
            case CO_MANAGED, ROTATED -> false;
        };
    }

    /** Whether what is planned for a resource of this type is no news. */
    boolean isOfCreation(String type) {
        return when instanceof Condition.Created && isOf(type);
    }
}
