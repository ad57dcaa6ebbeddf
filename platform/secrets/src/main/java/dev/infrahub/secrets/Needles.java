package dev.infrahub.secrets;

import dev.infrahub.json.Holding;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Finds many spellings in one pass over a text, with line breaks and the indentation behind them left out. The last six
 * characters tell nearly everywhere that none begins here; where one may, a tree of their first characters is gone down, whose
 * depth bounds what is looked at twice.
 */
final class Needles {

    /** What a text has in common with a secret over as many characters, it has from it. */
    private static final int DEEPEST = 64;

    private static final int PREFIX = 6;
    private static final long PREFIX_BITS = 0xFFFF_FFFF_FFFFL;
    private static final long MIXER = 0x9E37_79B9_7F4A_7C15L;
    private static final int BITS_OF_LONG = 6;
    private static final int BITS_A_NEEDLE = 5;

    /** Of spellings that differ in case alone each is compared; of more, any case counts. */
    private static final int MOST_ALIKE = 4;

    /** Of spellings that begin alike the longest are compared. */
    private static final int MOST_NESTED = 4;

    /** Of a spelling and where it ends, and of how it begins until all are there, in memory. */
    private static final int BYTES_A_SPELLING = 192;

    private static final int BYTES_A_PREFIX = 32;

    private static final Match NONE = new Match(-1, false);

    private final int most;
    private final Map<Integer, List<Spelling>> ends = new HashMap<>();
    private List<Long> prefixes = new ArrayList<>();
    private final Holding held = new Holding();
    private final PrefixTree tree = new PrefixTree();

    /** By the hash of six characters, whether a needle begins so. */
    private long[] begins = new long[1];

    private int shift;

    Needles(int most) {
        this.most = most;
    }

    private record Match(int end, boolean isBase64) {}

    /** Receives the place of one. */
    @FunctionalInterface
    interface Places {
        void add(int start, int end);
    }

    boolean isEmpty() {
        return tree.size() == 1;
    }

    /** Shorter ones than what is told apart by its hash are left out. */
    void add(Spelling spelling) {
        String text = joined(spelling.text());
        int length = Math.min(text.length(), DEEPEST);
        if (length < PREFIX || tree.size() + length > most) {
            return;
        }
        int state = PrefixTree.ROOT;
        long prefix = 0;
        for (int i = 0; i < length; i++) {
            char c = folded(text.charAt(i));
            prefix = i < PREFIX ? pushed(prefix, c) : prefix;
            state = tree.grow(state, c);
        }
        held.grow(BYTES_A_SPELLING + BYTES_A_PREFIX + 2L * text.length());
        prefixes.add(prefix);
        List<Spelling> alike = ends.computeIfAbsent(state, _ -> new ArrayList<>(1));
        if (alike.size() < MOST_ALIKE) {
            alike.add(new Spelling(text, spelling.place(), spelling.letters()));
        } else {
            alike.set(0, new Spelling(text, Spelling.Place.ANYWHERE, Spelling.Letters.FOLDED));
        }
    }

    /** Behind the last. */
    void close() {
        int bits = Math.max(BITS_OF_LONG, Integer.SIZE - Integer.numberOfLeadingZeros(prefixes.size()) + BITS_A_NEEDLE);
        held.grow((1L << bits) / Byte.SIZE);
        begins = new long[1 << (bits - BITS_OF_LONG)];
        shift = Long.SIZE - bits;
        for (long prefix : prefixes) {
            int hash = hash(prefix);
            begins[hash >> BITS_OF_LONG] |= 1L << hash;
        }
        held.shrink((long) BYTES_A_PREFIX * prefixes.size());
        prefixes = List.of();
    }

    private static long pushed(long prefix, char c) {
        return ((prefix << Byte.SIZE) | (c & 0xFF)) & PREFIX_BITS;
    }

    private int hash(long prefix) {
        return (int) ((prefix * MIXER) >>> shift);
    }

    void each(String text, Places places) {
        if (isEmpty()) {
            return;
        }
        int[] last = new int[8];
        long prefix = 0;
        int count = 0;
        int done = 0;
        boolean lineStart = false;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (isSkipped(c, lineStart)) {
                lineStart = true;
                continue;
            }
            lineStart = false;
            prefix = pushed(prefix, folded(c));
            last[count & 7] = i;
            count++;
            int hash = hash(prefix);
            if (count >= PREFIX && (begins[hash >> BITS_OF_LONG] & (1L << hash)) != 0) {
                int start = last[(count - PREFIX) & 7];
                Match match = start < done ? NONE : match(text, start);
                if (match.end() > 0) {
                    places.add(Math.max(done, match.isBase64() ? digitBefore(text, start) : start), match.end());
                    done = match.end();
                }
            }
        }
    }

    private static boolean isSkipped(char c, boolean lineStart) {
        return c == '\n' || c == '\r' || (lineStart && (c == ' ' || c == '\t'));
    }

    /** A digit of which the secret decides a part. */
    private static int digitBefore(String text, int start) {
        return start > 0 && Encoded.isBase64(text.charAt(start - 1)) ? start - 1 : start;
    }

    /** Of the longest that begins here. */
    private Match match(String text, int start) {
        int[] reached = new int[MOST_NESTED];
        int count = 0;
        int state = PrefixTree.ROOT;
        boolean lineStart = false;
        int depth = 0;
        for (int i = start; i < text.length() && depth < DEEPEST; i++) {
            char c = text.charAt(i);
            if (isSkipped(c, lineStart)) {
                lineStart = true;
                continue;
            }
            lineStart = false;
            depth++;
            state = tree.next(state, folded(c));
            if (state == PrefixTree.NONE) {
                break;
            }
            if (ends.containsKey(state)) {
                reached[count++ % MOST_NESTED] = state;
            }
        }
        for (int last = count; last > Math.max(0, count - MOST_NESTED); last--) {
            for (Spelling spelling : ends.getOrDefault(reached[(last - 1) % MOST_NESTED], List.of())) {
                int end = end(text, start, spelling);
                if (end > 0) {
                    return new Match(end, spelling.letters() == Spelling.Letters.BASE64);
                }
            }
        }
        return NONE;
    }

    /** Behind what the text has of a spelling that may begin here. */
    private static int end(String text, int start, Spelling spelling) {
        String needle = spelling.text();
        int matched = 0;
        int end = start;
        boolean lineStart = false;
        for (int i = start; i < text.length() && matched < needle.length(); i++) {
            char c = text.charAt(i);
            if (isSkipped(c, lineStart)) {
                lineStart = true;
                continue;
            }
            lineStart = false;
            if (!isSame(c, needle.charAt(matched), spelling.letters())) {
                break;
            }
            matched++;
            end = i + 1;
        }
        if (spelling.letters() == Spelling.Letters.BASE64 && matched == needle.length()) {
            return padded(text, end);
        }
        boolean all = matched >= Math.min(needle.length(), DEEPEST);
        boolean apart = spelling.place() == Spelling.Place.ANYWHERE || isWord(text, start, end);
        return all && apart ? end : -1;
    }

    /** Behind a last digit of which the secret decides a part, and the padding. */
    private static int padded(String text, int end) {
        int behind = end < text.length() && Encoded.isBase64(text.charAt(end)) ? end + 1 : end;
        return Encoded.padded(text, behind);
    }

    private static boolean isWord(String text, int start, int end) {
        return (start == 0 || !Character.isLetterOrDigit(text.charAt(start - 1)))
                && (end == text.length() || !Character.isLetterOrDigit(text.charAt(end)));
    }

    private static boolean isSame(char c, char other, Spelling.Letters letters) {
        return switch (letters) {
            case EXACT -> c == other;
            case ANY_CASE -> Character.toLowerCase(c) == Character.toLowerCase(other);
            case FOLDED -> folded(c) == folded(other);
            case BASE64 -> c == other || (folded(c) == folded(other) && !Character.isLetter(c));
        };
    }

    /** One for all that may be the same: in lower case, in base64's first alphabet. */
    private static char folded(char c) {
        if (c >= 'a' && c <= 'z') {
            return c;
        }
        return switch (c) {
            case '-' -> '+';
            case '_' -> '/';
            default -> c >= 'A' && c <= 'Z' ? (char) (c + ('a' - 'A')) : c < 128 ? c : Character.toLowerCase(c);
        };
    }

    /** Without line breaks and what a line is indented by. */
    private static String joined(String text) {
        if (text.indexOf('\n') < 0 && text.indexOf('\r') < 0) {
            return text;
        }
        char[] kept = new char[text.length()];
        int count = 0;
        boolean lineStart = false;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (isSkipped(c, lineStart)) {
                lineStart = true;
            } else {
                lineStart = false;
                kept[count++] = c;
            }
        }
        return new String(Arrays.copyOf(kept, count));
    }
}
