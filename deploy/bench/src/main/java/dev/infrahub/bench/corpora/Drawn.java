package dev.infrahub.bench.corpora;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;

/** A text that matches a regular expression, drawn at random: of classes, repetitions, groups and alternatives. */
final class Drawn {

    private static final String DIGITS = "0123456789";
    private static final String LETTERS = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ";
    private static final int MOST_MORE = 10;

    private final String expression;
    private final RandomGenerator random;
    private int at;

    private Drawn(String expression, RandomGenerator random) {
        this.expression = expression;
        this.random = random;
    }

    /** Nothing where the expression has something else in it. */
    static Optional<String> of(String expression, RandomGenerator random) {
        try {
            Drawn drawing = new Drawn(expression, random);
            String text = drawing.alternatives();
            return drawing.at == expression.length() ? Optional.of(text) : Optional.empty();
        } catch (IndexOutOfBoundsException | NumberFormatException _) {
            return Optional.empty();
        }
    }

    private String alternatives() {
        List<String> all = new ArrayList<>(List.of(sequence()));
        while (is('|')) {
            at++;
            all.add(sequence());
        }
        return all.get(random.nextInt(all.size()));
    }

    private String sequence() {
        StringBuilder text = new StringBuilder();
        while (at < expression.length() && !is('|') && !is(')')) {
            int start = at;
            String one = atom();
            int end = at;
            int times = times();
            int behind = at;
            text.append(times == 0 ? "" : one);
            for (int time = 1; time < times; time++) {
                // each is drawn anew
                at = start;
                text.append(atom());
            }
            at = times > 1 ? behind : Math.max(end, behind);
        }
        return text.toString();
    }

    private String atom() {
        char c = expression.charAt(at++);
        return switch (c) {
            case '[' -> one(characters());
            case '\\' -> one(escaped(expression.charAt(at++)));
            case '(' -> group();
            case '.' -> one(LETTERS + DIGITS);
            case '^', '$' -> "";
            default -> String.valueOf(c);
        };
    }

    private String group() {
        if (expression.startsWith("?i)", at)) {
            at += 3;
            return "";
        }
        at += expression.startsWith("?:", at) ? 2 : 0;
        String text = alternatives();
        if (expression.charAt(at++) != ')') {
            throw new IndexOutOfBoundsException(at);
        }
        return text;
    }

    private String one(String characters) {
        return characters.isEmpty() ? "" : String.valueOf(characters.charAt(random.nextInt(characters.length())));
    }

    private static String escaped(char kind) {
        return switch (kind) {
            case 'd' -> DIGITS;
            case 'w' -> LETTERS + DIGITS + "_";
            case 'b' -> "";
            default -> String.valueOf(kind);
        };
    }

    private String characters() {
        StringBuilder all = new StringBuilder();
        while (!is(']')) {
            char c = expression.charAt(at++);
            if (c == '\\') {
                all.append(escaped(expression.charAt(at++)));
            } else if (is('-') && expression.charAt(at + 1) != ']') {
                char last = expression.charAt(at + 1);
                at += 2;
                for (char between = c; between <= last; between++) {
                    all.append(between);
                }
            } else {
                all.append(c);
            }
        }
        at++;
        return all.toString();
    }

    private int times() {
        if (at == expression.length()) {
            return 1;
        }
        return switch (expression.charAt(at)) {
            case '?', '*' -> {
                at++;
                yield random.nextInt(2);
            }
            case '+' -> {
                at++;
                yield 1 + random.nextInt(MOST_MORE);
            }
            case '{' -> timesWithin(expression.indexOf('}', at));
            default -> 1;
        };
    }

    /** As many as {@code {2}}, {@code {2,}} or {@code {2,5}} says. */
    private int timesWithin(int end) {
        String[] bounds = expression.substring(at + 1, end).split(",", -1);
        at = end + 1;
        int least = Integer.parseInt(bounds[0]);
        if (bounds.length == 1) {
            return least;
        }
        int most = bounds[1].isEmpty() ? least + MOST_MORE : Integer.parseInt(bounds[1]);
        return least + random.nextInt(most - least + 1);
    }

    private boolean is(char c) {
        return at < expression.length() && expression.charAt(at) == c;
    }
}
