package dev.infrahub.http;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * The names of what an endpoint takes. Who writes {@code enviroment} means something by it, and would never learn that nobody
 * read it.
 */
public record KnownNames(SortedSet<String> names) {

    private static final int LONGEST = 40;

    /** So many letters amiss are a slip of the pen. */
    private static final int SLIP = 2;

    public KnownNames(Collection<String> names) {
        this(new TreeSet<>(names));
    }

    public KnownNames {
        names = new TreeSet<>(names);
    }

    /** 400 {@code parameter.unknown}. */
    public Problem unknownParameter(String name) {
        return Problem.of(400, "parameter.unknown", unknown(name, "parameter")).field(isShown(name) ? name : "query");
    }

    /** 422 {@code field.unknown} where it is a slip of the pen: what is like none of ours is said to somebody else. */
    public Optional<Problem> misspelt(String field) {
        return nearest(field)
                .map(_ -> Problem.of(422, "field.unknown", unknown(field, "member"))
                        .field(field));
    }

    private String unknown(String name, String kind) {
        String subject = isShown(name) ? name : "One";
        String advice = nearest(name)
                .map(near -> near + " may be meant")
                .orElseGet(() -> names.isEmpty() ? "there are none" : "there are " + String.join(", ", names));
        return subject + " is no " + kind + " of this request: " + advice + ".";
    }

    /** The one that was meant, as far as can be told. */
    public Optional<String> nearest(String name) {
        return isShown(name)
                ? names.stream()
                        .filter(known -> distance(known, name) <= slip(known))
                        .min(Comparator.comparingInt(known -> distance(known, name)))
                : Optional.empty();
    }

    /** Of a short name two letters are most of it. */
    private static int slip(String known) {
        return known.length() <= 2 * SLIP ? 1 : SLIP;
    }

    /** A name that may be one of ours; anything else is not said again. */
    static boolean isShown(String name) {
        return !name.isEmpty()
                && name.length() <= LONGEST
                && name.chars().allMatch(c -> c < 0x80 && (Character.isLetter(c) || c == '_' || c == '-'));
    }

    /** How many letters are amiss, missing, too many or two in the wrong order; capitals, hyphens and underscores are none. */
    private static int distance(String known, String said) {
        String one = bare(known);
        String other = bare(said);
        int[] before = new int[other.length() + 1];
        for (int j = 0; j <= other.length(); j++) {
            before[j] = j;
        }
        int[] twoBefore = before;
        for (int i = 1; i <= one.length(); i++) {
            int[] now = new int[other.length() + 1];
            now[0] = i;
            for (int j = 1; j <= other.length(); j++) {
                int replaced = before[j - 1] + (one.charAt(i - 1) == other.charAt(j - 1) ? 0 : 1);
                now[j] = Math.min(replaced, 1 + Math.min(before[j], now[j - 1]));
                if (i > 1 && j > 1 && one.startsWith(swapped(other, j), i - 2)) {
                    now[j] = Math.min(now[j], 1 + twoBefore[j - 2]);
                }
            }
            twoBefore = before;
            before = now;
        }
        return before[other.length()];
    }

    /** The two letters before this place, the last first. */
    private static String swapped(String text, int end) {
        return "" + text.charAt(end - 1) + text.charAt(end - 2);
    }

    private static String bare(String name) {
        return name.toLowerCase(Locale.ROOT).replace("_", "").replace("-", "");
    }
}
