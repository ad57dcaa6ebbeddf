package dev.infrahub.secrets;

import java.util.ArrayList;
import java.util.List;

/** Reads the expressions of our own rules; anything else than it understands is a mistake in one of them. */
final class ShapeParser {

    private final String expression;
    private int at;
    private boolean anyCase;

    ShapeParser(String expression) {
        this.expression = expression;
    }

    Shape parse() {
        Shape shape = alternatives();
        if (at < expression.length()) {
            throw mistake();
        }
        return shape;
    }

    private Shape alternatives() {
        List<Shape> all = new ArrayList<>(List.of(sequence()));
        while (isNext("|")) {
            at++;
            all.add(sequence());
        }
        return all.size() == 1 ? all.getFirst() : new Shape.Choice(List.copyOf(all));
    }

    private Shape sequence() {
        List<Shape> parts = new ArrayList<>();
        while (at < expression.length() && !isNext("|") && !isNext(")")) {
            add(part(), parts);
        }
        return parts.size() == 1 ? parts.getFirst() : new Shape.Sequence(List.copyOf(parts));
    }

    /** Literals that follow each other are one. */
    private static void add(Shape part, List<Shape> parts) {
        if (part instanceof Shape.Literal(var literal, var anyCase)
                && !parts.isEmpty()
                && parts.getLast() instanceof Shape.Literal(var before, var sameCase)
                && anyCase == sameCase) {
            parts.set(parts.size() - 1, new Shape.Literal(before + literal, anyCase));
        } else {
            parts.add(part);
        }
    }

    private Shape part() {
        char c = expression.charAt(at++);
        return switch (c) {
            case '(' -> group();
            case '[' -> {
                int end = classEnd();
                CharClass characters = CharClass.of(expression.substring(at, end));
                at = end + 1;
                yield run(characters);
            }
            case '.' -> run(CharClass.of("^\\n"));
            case '\\' -> {
                char escaped = expression.charAt(at++);
                yield "dsSwnt".indexOf(escaped) >= 0 ? run(CharClass.ofEscape(escaped)) : literal(escaped);
            }
            default -> literal(c);
        };
    }

    private int classEnd() {
        int end = at;
        while (expression.charAt(end) != ']') {
            end += expression.charAt(end) == '\\' ? 2 : 1;
        }
        return end;
    }

    private Shape group() {
        boolean before = anyCase;
        boolean isNoted = !isNext("?");
        if (!isNoted) {
            anyCase |= isNext("?i:");
            at = expression.indexOf(':', at) + 1;
        }
        Shape inside = alternatives();
        anyCase = before;
        at++;
        if (isNoted) {
            return new Shape.Group(inside);
        }
        return isQuantifier() ? repeat(inside) : inside;
    }

    private Shape literal(char c) {
        if (isQuantifier()) {
            return run(CharClass.only(c));
        }
        return new Shape.Literal(String.valueOf(c), anyCase);
    }

    private boolean isQuantifier() {
        return isNext("?") || isNext("*") || isNext("+") || isNext("{");
    }

    private Shape run(CharClass characters) {
        if (!isQuantifier()) {
            return new Shape.Run(characters, 1, 1);
        }
        int[] bounds = quantifier();
        if (isNext("?")) {
            at++;
            int start = at;
            while (at < expression.length() && "[({|)".indexOf(expression.charAt(at)) < 0) {
                at++;
            }
            return new Shape.Until(expression.substring(start, at), bounds[1]);
        }
        return new Shape.Run(characters, bounds[0], bounds[1]);
    }

    private Shape repeat(Shape inside) {
        int[] bounds = quantifier();
        return new Shape.Repeat(inside, bounds[0], bounds[1]);
    }

    private int[] quantifier() {
        char c = expression.charAt(at++);
        return switch (c) {
            case '?' -> new int[] {0, 1};
            case '*' -> new int[] {0, Subject.REACH};
            case '+' -> new int[] {1, Subject.REACH};
            default -> counted();
        };
    }

    private int[] counted() {
        int end = expression.indexOf('}', at);
        String inside = expression.substring(at, end);
        at = end + 1;
        int comma = inside.indexOf(',');
        int least = Integer.parseInt(comma < 0 ? inside : inside.substring(0, comma));
        int most = comma < 0
                ? least
                : comma + 1 == inside.length() ? Subject.REACH : Integer.parseInt(inside.substring(comma + 1));
        return new int[] {least, most};
    }

    private boolean isNext(String part) {
        return expression.startsWith(part, at);
    }

    private IllegalArgumentException mistake() {
        return new IllegalArgumentException("not understood at " + at + ": " + expression);
    }
}
