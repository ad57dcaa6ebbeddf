package dev.infrahub.terraform;

import dev.infrahub.json.Value;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.BitSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Values that are to be hidden wherever they come up again: as they are, inside longer strings, and encoded the usual
 * ways. Looking takes time linear in the text however many values there are; memory is bounded.
 */
final class Copies {

    /** Beyond this many characters in all, no more values are remembered. */
    private static final int MOST = 1 << 22;

    /** Shorter numbers are ports, sizes and counts. */
    private static final int SHORTEST_NUMBER = 6;

    private static final int PRIME = 31;
    private static final int HASHES = 1 << 18;

    private final int shortestEqual;
    private final int shortestPart;
    private final int leaving;
    private final Set<String> equal = new HashSet<>();
    private final Map<Integer, List<String>> parts = new HashMap<>();
    /** The low bits of the hashes in {@link #parts}: nearly every place in a text is dismissed by them alone. */
    private final BitSet hashes = new BitSet(0);

    private int size;

    /** Shorter values than these are equal to others, or part of them, by chance too often. */
    Copies(int shortestEqual, int shortestPart) {
        this.shortestEqual = shortestEqual;
        this.shortestPart = shortestPart;
        int power = 1;
        for (int i = 1; i < shortestPart; i++) {
            power *= PRIME;
        }
        this.leaving = power;
    }

    void addAll(Value value) {
        switch (value) {
            case Value.Text(String text) -> add(text);
            case Value.Items(var items) -> items.forEach(this::addAll);
            case Value.Members(var members) -> members.values().forEach(this::addAll);
            case Value.Num(String number) -> addNumber(number);
            case Value.Bool _, Value.Special _ -> {}
        }
    }

    private void addNumber(String number) {
        if (number.length() >= SHORTEST_NUMBER) {
            add(number);
        }
    }

    void add(String text) {
        if (text.length() < shortestEqual || size + text.length() > MOST || Markers.isMarker(text)) {
            return;
        }
        remember(text);
        remember(URLEncoder.encode(text, StandardCharsets.UTF_8));
        remember(text.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n"));
    }

    private void remember(String text) {
        if (equal.add(text)) {
            size += text.length();
            if (text.length() >= shortestPart) {
                int hash = hash(text, 0);
                parts.computeIfAbsent(hash, _ -> new ArrayList<>()).add(text);
                hashes.set(hash & (HASHES - 1));
            }
        }
    }

    boolean in(String text) {
        return !equal.isEmpty() && (equal.contains(text) || inside(text) || (isBase64(text) && inside(decoded(text))));
    }

    /** Rabin and Karp's search: a rolling hash over as many characters as the shortest value has. */
    private boolean inside(String text) {
        if (text.length() < shortestPart || parts.isEmpty()) {
            return false;
        }
        int hash = hash(text, 0);
        for (int start = 0; ; start++) {
            if (hashes.get(hash & (HASHES - 1)) && isPartAt(start, hash, text)) {
                return true;
            }
            int end = start + shortestPart;
            if (end == text.length()) {
                return false;
            }
            hash = (hash - text.charAt(start) * leaving) * PRIME + text.charAt(end);
        }
    }

    /** Receives where a copy is. */
    @FunctionalInterface
    interface Places {
        void add(int start, int end);
    }

    /** All of them in a text, as they are; they may overlap. */
    void eachIn(String text, Places places) {
        if (text.length() < shortestPart || parts.isEmpty()) {
            return;
        }
        int hash = hash(text, 0);
        for (int start = 0; ; start++) {
            if (hashes.get(hash & (HASHES - 1))) {
                int from = start;
                parts.getOrDefault(hash, List.of()).stream()
                        .filter(part -> text.startsWith(part, from))
                        .forEach(part -> places.add(from, from + part.length()));
            }
            int end = start + shortestPart;
            if (end == text.length()) {
                return;
            }
            hash = (hash - text.charAt(start) * leaving) * PRIME + text.charAt(end);
        }
    }

    private boolean isPartAt(int start, int hash, String text) {
        for (String part : parts.getOrDefault(hash, List.of())) {
            if (text.startsWith(part, start)) {
                return true;
            }
        }
        return false;
    }

    private int hash(String text, int start) {
        int hash = 0;
        for (int i = start; i < start + shortestPart; i++) {
            hash = hash * PRIME + text.charAt(i);
        }
        return hash;
    }

    /** Perhaps wrapped over several lines. */
    private static boolean isBase64(String text) {
        return (text.length() % 4 == 0 || text.indexOf('\n') >= 0)
                && text.chars()
                        .allMatch(c -> (c >= 'a' && c <= 'z')
                                || (c >= 'A' && c <= 'Z')
                                || (c >= '0' && c <= '9')
                                || c == '+'
                                || c == '/'
                                || c == '='
                                || c == '\n'
                                || c == '\r');
    }

    private static String decoded(String text) {
        try {
            return new String(Base64.getMimeDecoder().decode(text), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException _) {
            return "";
        }
    }
}
