package dev.infrahub.terraform;

import dev.infrahub.json.Value;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

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

    private final Lengths lengths;
    private final int leaving;
    private final Map<String, String> equal = new HashMap<>();
    private final Map<Integer, List<String>> parts = new HashMap<>();
    /** The low bits of the hashes in {@link #parts}: nearly every place in a text is dismissed by them alone. */
    private final BitSet hashes = new BitSet(0);

    private int size;

    /**
     * How many characters a value has at least to be looked for: shorter ones come up by chance too often.
     *
     * @param equal as the whole of a text
     * @param word as a part of a text that neither letters nor digits go on
     * @param part as any part of a text
     */
    record Lengths(int equal, int word, int part) {}

    /** Receives where a copy is, and what it is a copy of. */
    @FunctionalInterface
    interface Places {
        void add(int start, int end, String secret);
    }

    Copies(Lengths lengths) {
        this.lengths = lengths;
        int power = 1;
        for (int i = 1; i < lengths.word; i++) {
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
        if (text.length() < lengths.equal || size + text.length() > MOST || Markers.isMarker(text)) {
            return;
        }
        remember(text, text);
        remember(URLEncoder.encode(text, StandardCharsets.UTF_8), text);
        remember(text.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n"), text);
    }

    private void remember(String spelling, String secret) {
        if (equal.putIfAbsent(spelling, secret) == null) {
            size += spelling.length();
            if (spelling.length() >= lengths.word) {
                int hash = hash(spelling, 0);
                parts.computeIfAbsent(hash, _ -> new ArrayList<>()).add(spelling);
                hashes.set(hash & (HASHES - 1));
            }
        }
    }

    boolean in(String text) {
        return !equal.isEmpty()
                && (equal.containsKey(text) || isInside(text) || (isBase64(text) && isInside(decoded(text))));
    }

    private boolean isInside(String text) {
        return !inside(text, _ -> true, (_, _, _) -> {}, true);
    }

    /** All copies in a text of what is wanted; they may overlap. */
    void eachIn(String text, Predicate<String> wanted, Places places) {
        String whole = equal.get(text);
        if (whole != null && wanted.test(whole)) {
            places.add(0, text.length(), whole);
        } else {
            inside(text, wanted, places, false);
        }
    }

    /**
     * Rabin and Karp's search: a rolling hash over as many characters as the shortest value has.
     *
     * @return whether it came to the end of the text
     */
    private boolean inside(String text, Predicate<String> wanted, Places places, boolean first) {
        if (text.length() < lengths.word || parts.isEmpty()) {
            return true;
        }
        int hash = hash(text, 0);
        for (int start = 0; ; start++) {
            if (hashes.get(hash & (HASHES - 1)) && partsAt(start, hash, text, wanted, places) && first) {
                return false;
            }
            int end = start + lengths.word;
            if (end == text.length()) {
                return true;
            }
            hash = (hash - text.charAt(start) * leaving) * PRIME + text.charAt(end);
        }
    }

    private boolean partsAt(int start, int hash, String text, Predicate<String> wanted, Places places) {
        boolean any = false;
        for (String part : parts.getOrDefault(hash, List.of())) {
            int end = start + part.length();
            if (text.startsWith(part, start) && (part.length() >= lengths.part || isWord(text, start, end))) {
                String secret = equal.getOrDefault(part, part);
                if (wanted.test(secret)) {
                    places.add(start, end, secret);
                    any = true;
                }
            }
        }
        return any;
    }

    private static boolean isWord(String text, int start, int end) {
        return (start == 0 || !Character.isLetterOrDigit(text.charAt(start - 1)))
                && (end == text.length() || !Character.isLetterOrDigit(text.charAt(end)));
    }

    private int hash(String text, int start) {
        int hash = 0;
        for (int i = start; i < start + lengths.word; i++) {
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
