package dev.infrahub.secrets;

import dev.infrahub.json.Allowance;
import dev.infrahub.json.Holding;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One search of a text and of what it holds written otherwise: behind escapes, in base64, compressed. It is bounded: by depth,
 * and in each depth by how many characters are unfolded, so that what is deep takes nothing from what is not. What is packed
 * and goes beyond is found as a whole, since nobody can say what is in it; escapes beyond are not looked behind.
 */
final class Layers {

    private static final int DEEPEST = 4;

    static final String PACKED = "packed-too-large";

    /** So much is unfolded of any text in each depth, and so many times its length. */
    private static final int UNFOLDED = 1 << 18;

    private static final int TIMES_UNFOLDED = 6;

    /** Of one that was packed: as bytes, and as a text. */
    private static final int BYTES_A_CHARACTER = 4;

    /** A text is unescaped in parts of about this length. */
    private static final int PART = 1 << 18;

    private static final int BEFORE_ESCAPE = 1 << 9;
    private static final int BEHIND_ESCAPE = 1 << 13;

    private static final Escapes[] ESCAPES = Escapes.values();

    private final Finder finder;
    private final long[] left = new long[DEEPEST + 1];

    private Layers(Finder finder, String text) {
        this.finder = finder;
        Arrays.fill(left, UNFOLDED + (long) TIMES_UNFOLDED * text.length());
    }

    /** Finds in a text as it is written. */
    @FunctionalInterface
    interface Finder {
        List<Finding> in(String text);
    }

    /** What is found, in order and apart from each other; in base64 it is the whole of that. */
    static List<Finding> search(String text, Finder finder) {
        return apart(new Layers(finder, text).search(Layer.of(text), 0));
    }

    /** A text, and what it was unescaped from: only where that changed it, there is more to unfold than in what it was. */
    private record Layer(String text, @Nullable Escapes without, Escapes.@Nullable Unescaped unescaped) {

        private static Layer of(String text) {
            return new Layer(text, null, null);
        }

        /** Whether what stands here was written otherwise before, or what parts it from others. */
        private boolean isNew(int from, int to) {
            return unescaped == null || unescaped.isChanged(from, to + 1);
        }

        /** Of two kinds of escapes beside each other the order in which they are unfolded does not matter. */
        private boolean takes(Escapes escapes, int sign) {
            int end = escapes.end(text, sign);
            return end >= 0
                    && (without == null
                            || unescaped == null
                            || escapes.compareTo(without) > 0
                            || unescaped.isChanged(sign + 1, end));
        }
    }

    private List<Finding> search(Layer layer, int depth) {
        List<Finding> asWritten = finder.in(layer.text());
        if (depth == DEEPEST) {
            return asWritten;
        }
        List<Finding> found = new ArrayList<>(asWritten);
        for (Escapes escapes : ESCAPES) {
            searchUnescaped(layer, escapes, depth + 1, found);
        }
        searchEncoded(layer, depth + 1, found);
        return found;
    }

    /** Around escapes, as far as a name stands before one and a value goes on behind it. */
    private void searchUnescaped(Layer layer, Escapes escapes, int depth, List<Finding> found) {
        String text = layer.text();
        int sign = next(layer, escapes, 0);
        while (sign >= 0) {
            int start = Math.max(0, sign - BEFORE_ESCAPE);
            int last = lastOfPart(text, escapes, sign);
            int end = Math.min(text.length(), last + BEHIND_ESCAPE);
            Escapes.Unescaped part = escapes.unescaped(text, start, end);
            if (mayUnfold(part.text().length(), depth)) {
                for (Finding finding : search(new Layer(part.text(), escapes, part), depth)) {
                    int from = part.source(finding.start());
                    found.add(new Finding(finding.ruleId(), from, Math.min(text.length(), part.source(finding.end()))));
                }
            }
            sign = next(layer, escapes, last + 1);
        }
    }

    /** The next sign from which there is something to unfold. */
    private static int next(Layer layer, Escapes escapes, int from) {
        String text = layer.text();
        int sign = escapes.next(text, from, text.length());
        while (sign >= 0 && !layer.takes(escapes, sign)) {
            sign = escapes.next(text, sign + 1, text.length());
        }
        return sign;
    }

    /** The last of the escapes that follow each other closely. */
    private static int lastOfPart(String text, Escapes escapes, int first) {
        int most = Math.min(text.length(), first + PART);
        int last = first;
        int next = first;
        while (next >= 0 && next < most) {
            last = next;
            next = escapes.next(text, last + 1, Math.min(text.length(), last + 1 + BEHIND_ESCAPE));
        }
        return last;
    }

    /** What does not fit takes nothing from what comes behind it. */
    private boolean mayUnfold(int length, int depth) {
        Allowance.current().check();
        if (length > left[depth]) {
            return false;
        }
        left[depth] -= length;
        return true;
    }

    /** In what was unescaped, what was no part of an escape was tried before. */
    private void searchEncoded(Layer layer, int depth, List<Finding> found) {
        String text = layer.text();
        int start = 0;
        int joined = 0;
        for (int i = 0; i <= text.length(); i++) {
            if (i == text.length() || !Encoded.isBase64(text.charAt(i))) {
                if (i - start >= Encoded.SHORTEST) {
                    int end = start < joined ? i : Encoded.end(text, start, i);
                    if (layer.isNew(start, end)) {
                        searchEncoded(text, start, i, depth, found);
                        if (end > i) {
                            // each line was or will be tried by itself as well: they may be values of their own
                            searchEncoded(text, start, end, depth, found);
                        }
                    }
                    joined = end > i ? end : joined;
                }
                start = i + 1;
            }
        }
    }

    private void searchEncoded(String text, int start, int end, int depth, List<Finding> found) {
        int most = (int) Math.min(left[depth] + 1, Encoded.MOST);
        Encoded.text(text.substring(start, end), most)
                .flatMap(decoded -> ruleWithin(decoded, depth))
                .ifPresent(rule -> found.add(new Finding(rule, start, Encoded.padded(text, end))));
    }

    private Optional<String> ruleWithin(Encoded.Text decoded, int depth) {
        if (!decoded.isWhole() || !mayUnfold(decoded.text().length(), depth)) {
            return Optional.of(PACKED);
        }
        Holding held = new Holding();
        held.grow((long) BYTES_A_CHARACTER * decoded.text().length());
        Optional<String> rule =
                search(Layer.of(decoded.text()), depth).stream().findFirst().map(Finding::ruleId);
        held.end();
        return rule;
    }

    /** In order, those that overlap as one: by the more specific rule, over all that either covers. */
    static List<Finding> apart(List<Finding> found) {
        if (found.size() < 2) {
            return List.copyOf(found);
        }
        found.sort(Comparator.comparingInt(Finding::start).thenComparingInt(Finding::end));
        List<Finding> apart = new ArrayList<>();
        Finding current = found.getFirst();
        for (Finding next : found.subList(1, found.size())) {
            if (next.start() < current.end()) {
                current = joined(current, next);
            } else {
                apart.add(current);
                current = next;
            }
        }
        apart.add(current);
        return List.copyOf(apart);
    }

    private static Finding joined(Finding one, Finding other) {
        String rule = Rules.moreSpecific(one.ruleId(), other.ruleId());
        return new Finding(rule, one.start(), Math.max(one.end(), other.end()));
    }
}
