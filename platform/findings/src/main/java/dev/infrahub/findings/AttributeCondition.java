package dev.infrahub.findings;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** An expression of an identity pool of Google about whom it takes in. */
final class AttributeCondition {

    /** What an expression must speak of to tell one who comes from another. */
    private static final List<String> OF_WHO = List.of("assertion.", "assertion[", "attribute.", "google.");

    /** Whoever asks for a token may choose these, or has the same as everybody. */
    private static final List<String> OF_EVERYONE =
            List.of("assertion.aud", "assertion.iss", "assertion.exp", "assertion.iat");

    private static final List<String> DEMANDS =
            List.of("==", " in ", ".startswith(", ".endswith(", ".contains(", ".matches(");

    /** As texts they fit everything. */
    private static final Set<String> ANYTHING =
            Set.of("", ".", ".*", ".+", "^.*", "^.+", ".*$", ".+$", "^.*$", "^.+$", "/", ":");

    private AttributeCondition() {}

    /** Whether somebody at least is left out. What is too clever to be read is taken to. */
    static boolean limits(String expression) {
        String lower = expression.toLowerCase(Locale.ROOT);
        boolean nested = lower.indexOf('(') >= 0 && lower.contains("||") && lower.contains("&&");
        List<String> ways = nested ? List.of(lower) : split(lower, "||");
        return ways.stream().allMatch(way -> parts(way).stream().anyMatch(AttributeCondition::demandsSomebody));
    }

    private static List<String> parts(String way) {
        return split(way, "&&").stream()
                .flatMap(part -> split(part, "||").stream())
                .toList();
    }

    /** Asks one who comes for something that not everyone has. */
    private static boolean demandsSomebody(String part) {
        String claims = part;
        for (String everyone : OF_EVERYONE) {
            claims = claims.replace(everyone, "");
        }
        List<String> texts = texts(part);
        boolean asksForAnything = !texts.isEmpty() && ANYTHING.containsAll(texts);
        return OF_WHO.stream().anyMatch(claims::contains)
                && DEMANDS.stream().anyMatch(part::contains)
                && !asksForAnything;
    }

    /** What stands in quotes. */
    private static List<String> texts(String part) {
        List<String> texts = new ArrayList<>();
        int start = quote(part, 0);
        while (start >= 0) {
            int end = part.indexOf(part.charAt(start), start + 1);
            if (end < 0) {
                return texts;
            }
            texts.add(part.substring(start + 1, end));
            start = quote(part, end + 1);
        }
        return texts;
    }

    private static int quote(String part, int from) {
        int single = part.indexOf('\'', from);
        int twofold = part.indexOf('"', from);
        return single < 0 ? twofold : twofold < 0 ? single : Math.min(single, twofold);
    }

    private static List<String> split(String text, String separator) {
        List<String> parts = new ArrayList<>();
        int start = 0;
        for (int end = text.indexOf(separator); end >= 0; end = text.indexOf(separator, start)) {
            parts.add(text.substring(start, end));
            start = end + separator.length();
        }
        parts.add(text.substring(start));
        return parts;
    }
}
