package dev.infrahub.catalog;

import dev.infrahub.json.Parts;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/** Paths with slashes, as text: nothing is asked of a file system. */
final class RelativePath {

    private RelativePath() {}

    /** What a path names that stands in a file; nothing where that is outside of all files. */
    static Optional<String> of(String file, String path) {
        Deque<String> steps = new ArrayDeque<>(Parts.of(file, '/'));
        steps.removeLast();
        for (String step : Parts.of(path, '/')) {
            if (step.equals("..")) {
                if (steps.pollLast() == null) {
                    return Optional.empty();
                }
            } else if (!step.isEmpty() && !step.equals(".")) {
                steps.addLast(step);
            }
        }
        return steps.isEmpty() ? Optional.empty() : Optional.of(String.join("/", steps));
    }

    /** Those that a path means, in which a step may hold {@code *} for any characters of one step. */
    static List<String> matching(String pattern, Collection<String> paths) {
        if (pattern.indexOf('*') < 0) {
            return paths.contains(pattern) ? List.of(pattern) : List.of();
        }
        List<String> wanted = Parts.of(pattern, '/');
        return paths.stream()
                .filter(path -> matches(wanted, Parts.of(path, '/')))
                .toList();
    }

    private static boolean matches(List<String> wanted, List<String> steps) {
        if (wanted.size() != steps.size()) {
            return false;
        }
        for (int at = 0; at < wanted.size(); at++) {
            if (!matches(wanted.get(at), steps.get(at))) {
                return false;
            }
        }
        return true;
    }

    /** Each part at its first place behind the one before: what is left of the text is then the most there can be. */
    private static boolean matches(String wanted, String step) {
        List<String> parts = Parts.of(wanted, '*');
        if (parts.size() == 1) {
            return wanted.equals(step);
        }
        if (!step.startsWith(parts.getFirst())) {
            return false;
        }
        int at = parts.getFirst().length();
        for (String part : parts.subList(1, parts.size() - 1)) {
            int found = step.indexOf(part, at);
            if (found < 0) {
                return false;
            }
            at = found + part.length();
        }
        return step.length() - at >= parts.getLast().length() && step.endsWith(parts.getLast());
    }
}
