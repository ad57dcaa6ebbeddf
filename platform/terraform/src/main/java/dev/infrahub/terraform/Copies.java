package dev.infrahub.terraform;

import dev.infrahub.json.Holding;
import dev.infrahub.json.Value;
import dev.infrahub.secrets.PrefixTree;
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
 * ways. Looking takes time linear in the text however many values there are and however alike they begin; memory is bounded.
 */
final class Copies {

    /** Beyond this many characters in all, no more values are remembered. */
    private static final int MOST = 1 << 22;

    /** What a text has in common with a value over as many characters, it has from it. */
    private static final int DEEPEST = 64;

    private static final int MOST_BEGINNINGS = 1 << 20;

    /** Of values that are the same so far, as many are compared further. */
    private static final int MOST_ALIKE = 4;

    /** Shorter numbers are ports, sizes and counts. */
    private static final int SHORTEST_NUMBER = 6;

    /** Of one in its tables, in memory. */
    private static final int BYTES_A_COPY = 192;

    private static final int PRIME = 31;
    private static final int HASHES = 1 << 18;

    private final int shortestEqual;
    private final int shortestPart;
    private final int leaving;
    private final Set<String> equal = new HashSet<>();
    private final PrefixTree beginnings = new PrefixTree();
    private final BitSet ends = new BitSet(0);
    /** Those that are longer than the tree is deep, by its last state. */
    private final Map<Integer, List<String>> longer = new HashMap<>();
    /** The low bits of the hashes of how they begin: nearly every place in a text is dismissed by them alone. */
    private final BitSet hashes = new BitSet(0);

    private final Holding held = new Holding();
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
            held.grow(BYTES_A_COPY + 2L * text.length());
            size += text.length();
            if (text.length() >= shortestPart && beginnings.size() < MOST_BEGINNINGS) {
                addPart(text);
            }
        }
    }

    private void addPart(String text) {
        int state = PrefixTree.ROOT;
        for (int i = 0; i < Math.min(text.length(), DEEPEST); i++) {
            state = beginnings.grow(state, text.charAt(i));
        }
        ends.set(state);
        hashes.set(hash(text, 0) & (HASHES - 1));
        if (text.length() > DEEPEST) {
            List<String> alike = longer.computeIfAbsent(state, _ -> new ArrayList<>(1));
            if (alike.size() < MOST_ALIKE) {
                alike.add(text);
            }
        }
    }

    /** Nobody asks for them any more. */
    void end() {
        held.end();
        beginnings.end();
    }

    boolean in(String text) {
        return !equal.isEmpty() && (equal.contains(text) || inside(text) || (isBase64(text) && inside(decoded(text))));
    }

    private boolean inside(String text) {
        return next(text, 0) >= 0;
    }

    /** Receives where a copy is. */
    @FunctionalInterface
    interface Places {
        void add(int start, int end);
    }

    /** All of them in a text, as they are; they may overlap. */
    void eachIn(String text, Places places) {
        for (int start = next(text, 0); start >= 0; ) {
            int end = end(text, start);
            places.add(start, end);
            // or a long one would be gone through again from each of its characters
            start = next(text, Math.max(start + 1, end - DEEPEST));
        }
    }

    /**
     * Where the next one begins, from this place on; negative where there is none. Rabin and Karp's search: a rolling hash over
     * as many characters as the shortest value has.
     */
    private int next(String text, int from) {
        if (text.length() - from < shortestPart || hashes.isEmpty()) {
            return -1;
        }
        int hash = hash(text, from);
        for (int start = from; ; start++) {
            if (hashes.get(hash & (HASHES - 1)) && end(text, start) >= 0) {
                return start;
            }
            int end = start + shortestPart;
            if (end == text.length()) {
                return -1;
            }
            hash = (hash - text.charAt(start) * leaving) * PRIME + text.charAt(end);
        }
    }

    /** Behind the longest that begins here; negative where none does. */
    private int end(String text, int start) {
        int end = -1;
        int state = PrefixTree.ROOT;
        for (int at = start; at < Math.min(text.length(), start + DEEPEST); at++) {
            state = beginnings.next(state, text.charAt(at));
            if (state == PrefixTree.NONE) {
                return end;
            }
            end = ends.get(state) ? at + 1 : end;
        }
        for (String value : longer.getOrDefault(state, List.of())) {
            end = Math.max(end, start + agreement(text, start, value));
        }
        return end;
    }

    private static int agreement(String text, int start, String value) {
        int most = Math.min(text.length() - start, value.length());
        int agreed = 0;
        while (agreed < most && text.charAt(start + agreed) == value.charAt(agreed)) {
            agreed++;
        }
        return agreed;
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
