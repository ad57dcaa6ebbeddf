package dev.infrahub.secrets;

import java.util.IdentityHashMap;
import org.jspecify.annotations.Nullable;

/**
 * A text that shapes are tried on. Where the same step of a shape is tried again within a stretch that it went through before,
 * the end is known: however often a text makes a shape start and fail, each character is looked at a few times.
 */
final class Subject {

    /** No credential is longer. */
    static final int REACH = 1 << 15;

    /** Nor a tag that names one. */
    static final int SHORT_REACH = 1 << 8;

    /** Shorter stretches are gone through again sooner than remembered. */
    private static final int SHORT = 32;

    final String text;
    private @Nullable IdentityHashMap<Shape, int[]> stretches;
    private long work;

    Subject(String text) {
        this.text = text;
    }

    /** How many characters have been looked at. */
    long work() {
        return work;
    }

    void worked(int characters) {
        work += characters;
    }

    /** Where the characters of a class end that begin here. */
    int runEnd(Shape.Run run, int from, int most) {
        int[] known = known(run);
        int end = known != null && from >= known[0] && from <= known[1] ? known[1] : scan(run, from);
        return (int) Math.min(end, (long) from + most);
    }

    private int scan(Shape.Run run, int from) {
        int end = from;
        while (end < text.length() && run.characters().has(text.charAt(end))) {
            end++;
        }
        work += end - from;
        if (end - from > SHORT) {
            remember(run, from, end);
        }
        return end;
    }

    /** Where a literal stands next; the length of the text where it does no more. */
    int next(Shape.Until until, int from) {
        int[] known = known(until);
        if (known == null || from < known[0] || from > known[1]) {
            int found = text.indexOf(until.literal(), from);
            int next = found < 0 ? text.length() : found;
            work += next - from;
            remember(until, from, next);
            return next;
        }
        return known[1];
    }

    private int @Nullable [] known(Shape step) {
        return stretches == null ? null : stretches.get(step);
    }

    private void remember(Shape step, int from, int end) {
        if (stretches == null) {
            stretches = new IdentityHashMap<>();
        }
        stretches.put(step, new int[] {from, end});
    }
}
