package dev.infrahub.diagnosis;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * The words of which one stands wherever an expression matches, in lower case. They are read from the expression itself, so that no
 * alternative of it can be one that is never tried.
 */
final class NeededWords {

    private static final int SHORTEST = 3;
    private static final String WITHOUT_WIDTH = "bBAz";
    private static final String CLASSES = "dDwWsS";

    private final String expression;
    private int next;

    private NeededWords(String expression) {
        this.expression = expression;
    }

    /**
     * What a part of an expression needs.
     *
     * @param exact the only text that it matches, where there is only one
     * @param words one of which is in whatever it matches; empty where there are none
     */
    private record Part(Optional<String> exact, Set<String> words) {

        static final Part NOTHING = new Part(Optional.empty(), Set.of());

        static Part of(String exact) {
            return new Part(Optional.of(exact), exact.isEmpty() ? Set.of() : Set.of(exact));
        }

        int shortest() {
            return words.stream().mapToInt(String::length).min().orElse(0);
        }
    }

    /** @throws IllegalStateException where it may match what has no word in it that could be looked for */
    static Set<String> of(String expression) {
        NeededWords read = new NeededWords(expression);
        Part all = read.alternatives();
        if (read.next < expression.length()) {
            throw new IllegalStateException("cannot be read from " + read.next + " on: " + expression);
        }
        if (all.shortest() < SHORTEST) {
            throw new IllegalStateException("has an alternative without a word: " + expression);
        }
        return all.words();
    }

    private boolean isAt(String text) {
        return expression.startsWith(text, next);
    }

    private Part alternatives() {
        List<Part> all = new ArrayList<>(List.of(sequence()));
        while (isAt("|")) {
            next++;
            all.add(sequence());
        }
        if (all.size() == 1) {
            return all.getFirst();
        }
        Set<String> words = new LinkedHashSet<>();
        for (Part one : all) {
            if (one.words().isEmpty()) {
                return Part.NOTHING;
            }
            words.addAll(one.words());
        }
        return new Part(Optional.empty(), words);
    }

    /** Of parts that follow each other each is there: the longest words are the rarest. */
    private Part sequence() {
        List<Part> parts = new ArrayList<>();
        StringBuilder run = new StringBuilder();
        boolean isExact = true;
        while (next < expression.length() && !isAt("|") && !isAt(")")) {
            Part part = repeated(one());
            if (part.exact().isPresent()) {
                run.append(part.exact().get());
            } else {
                isExact = false;
                parts.add(Part.of(run.toString()));
                parts.add(part);
                run.setLength(0);
            }
        }
        parts.add(Part.of(run.toString()));
        Set<String> best = parts.stream()
                .max(Comparator.comparingInt(Part::shortest))
                .map(Part::words)
                .orElse(Set.of());
        return new Part(isExact ? Optional.of(run.toString()) : Optional.empty(), best);
    }

    private Part one() {
        char c = expression.charAt(next++);
        return switch (c) {
            case '(' -> group();
            case '[' -> characters();
            case '\\' -> escaped();
            case '^', '$' -> Part.of("");
            case '.' -> Part.NOTHING;
            default -> Part.of(String.valueOf(c).toLowerCase(Locale.ROOT));
        };
    }

    private Part group() {
        if (isAt("?")) {
            int end = next + 1;
            while (expression.charAt(end) != ':' && expression.charAt(end) != ')') {
                end++;
            }
            next = end + 1;
            if (expression.charAt(end) == ')') {
                return Part.of("");
            }
        }
        Part inside = alternatives();
        next++;
        return inside;
    }

    private Part characters() {
        next += isAt("^") ? 1 : 0;
        next += isAt("]") ? 1 : 0;
        while (!isAt("]")) {
            next += isAt("\\") ? 2 : 1;
        }
        next++;
        return Part.NOTHING;
    }

    private Part escaped() {
        char c = expression.charAt(next++);
        if (WITHOUT_WIDTH.indexOf(c) >= 0) {
            return Part.of("");
        }
        return CLASSES.indexOf(c) >= 0
                ? Part.NOTHING
                : Part.of(String.valueOf(c).toLowerCase(Locale.ROOT));
    }

    private Part repeated(Part part) {
        if (next == expression.length()) {
            return part;
        }
        int start = next;
        Part result = switch (expression.charAt(next)) {
            case '?', '*' -> {
                next++;
                yield Part.NOTHING;
            }
            case '+' -> {
                next++;
                yield new Part(Optional.empty(), part.words());
            }
            case '{' -> {
                boolean isOptional = isAt("{0");
                next = expression.indexOf('}', next) + 1;
                yield isOptional ? Part.NOTHING : new Part(Optional.empty(), part.words());
            }
            default -> part;
        };
        if (next > start && isAt("?")) {
            next++;
        }
        return result;
    }
}
