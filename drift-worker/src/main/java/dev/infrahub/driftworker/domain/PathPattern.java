package dev.infrahub.driftworker.domain;

import dev.infrahub.findings.AttributePath;
import dev.infrahub.json.Parts;
import dev.infrahub.json.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;

/**
 * Paths of attributes, whatever the indexes in them: {@code settings.disk_size}, {@code *_policy}, {@code annotations["a.b/c"]}.
 * {@code **} is any; {@code **.name} is that name wherever it stands; {@code -} is the resource as a whole.
 */
record PathPattern(List<Glob> names) {

    private static final Glob ANY = new Glob("**");
    private static final String WHOLE = "-";

    /** Alternatives, separated by {@code |}. */
    static List<PathPattern> alternatives(String patterns) {
        return Parts.of(patterns, '|').stream().map(PathPattern::of).toList();
    }

    /** @throws IllegalArgumentException where it is none, such as one with an index */
    static PathPattern of(String pattern) {
        List<Glob> names = new ArrayList<>();
        int start = 0;
        while (start < pattern.length()) {
            boolean quoted = pattern.startsWith("[\"", start);
            int end = quoted ? pattern.indexOf("\"]", start + 2) : end(pattern, start);
            if (end < 0 || end == start) {
                throw new IllegalArgumentException("no path of an attribute: " + pattern);
            }
            names.add(new Glob(pattern.substring(quoted ? start + 2 : start, end)));
            start = quoted ? end + 2 : end;
            start += start < pattern.length() && pattern.charAt(start) == '.' ? 1 : 0;
        }
        return new PathPattern(names);
    }

    private static int end(String pattern, int start) {
        int end = start;
        while (end < pattern.length() && pattern.charAt(end) != '.' && pattern.charAt(end) != '[') {
            end++;
        }
        return end;
    }

    boolean isAny() {
        return names.equals(List.of(ANY));
    }

    /** Whether it means a name wherever it stands. */
    boolean isAnywhere() {
        return names.size() == 2 && names.getFirst().equals(ANY);
    }

    boolean isWhole() {
        return names.equals(List.of(new Glob(WHOLE)));
    }

    /** How many steps of the path lead to what is meant; none where it is not on the way. */
    OptionalInt depth(AttributePath path) {
        if (isAny()) {
            return OptionalInt.of(path.steps().size());
        }
        int matched = isAnywhere() ? 1 : 0;
        for (int depth = 0; depth < path.steps().size(); depth++) {
            if (path.steps().get(depth) instanceof Value.Text(String name)) {
                if (!names.get(matched).matches(name)) {
                    if (isAnywhere()) {
                        continue;
                    }
                    return OptionalInt.empty();
                }
                matched++;
                if (matched == names.size()) {
                    return OptionalInt.of(depth + 1);
                }
            }
        }
        return OptionalInt.empty();
    }

    boolean leadsTo(AttributePath path) {
        return depth(path).isPresent();
    }

    /** Whether what is meant may stand somewhere in what is at the path. */
    boolean leadsThrough(AttributePath path) {
        if (isAnywhere()) {
            return false;
        }
        int matched = 0;
        for (Value step : path.steps()) {
            if (step instanceof Value.Text(String name)) {
                if (matched == names.size() || !names.get(matched).matches(name)) {
                    return false;
                }
                matched++;
            }
        }
        return matched > 0 && matched < names.size();
    }
}
