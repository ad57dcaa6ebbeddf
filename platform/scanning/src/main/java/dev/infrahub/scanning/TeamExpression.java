package dev.infrahub.scanning;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import dev.infrahub.json.Allowance;
import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * A regular expression of a team, in the dialect of RE2. One match takes time by the length of the text and by the size of the expression,
 * which is bounded; many may look at the same stretch again and again, which is refused.
 */
final class TeamExpression {

    /** The largest real rule that is known has half of them. Matching goes as deep as there are. */
    static final int MOST_STATES = 4_000;

    static final int MOST_CHARACTERS = 20_000;

    /** Of the processor, for one text. */
    static final Duration LONGEST = Duration.ofSeconds(10);

    /** An expression of a real rule looks at a character some four times. */
    private static final long LOOKS_A_CHARACTER = 100;

    private static final long LOOKS_AT_LEAST = 100_000;

    /** So often the time is asked for. */
    private static final int LOOKS_AT_ONCE = 4096;

    /** Of an expression that is not read. */
    private static final int MOST_TOLD = 100;

    private final String owner;
    private final Pattern pattern;
    private final LongSupplier worked;

    private TeamExpression(String owner, Pattern pattern, LongSupplier worked) {
        this.owner = owner;
        this.pattern = pattern;
        this.worked = worked;
    }

    /**
     * An expression.
     *
     * @param owner what it is of, as {@code rule my-token: regex}
     * @throws ScanRefused where RE2 does not read it, or it is too large
     */
    static TeamExpression of(String owner, String text) {
        return of(owner, text, Allowance::worked);
    }

    /** The same, where somebody else measures how long this thread has worked, in nanoseconds. */
    static TeamExpression of(String owner, String text, LongSupplier worked) {
        // before it is compiled, which takes what it takes
        if (text.length() > MOST_CHARACTERS || ExpressionSize.of(text) >= ExpressionSize.HUGE) {
            throw tooLarge(owner);
        }
        Pattern pattern = compiled(owner, text);
        if (pattern.programSize() > MOST_STATES) {
            throw tooLarge(owner);
        }
        return new TeamExpression(owner, pattern, worked);
    }

    private static Pattern compiled(String owner, String text) {
        try {
            return Pattern.compile(text);
        } catch (PatternSyntaxException e) {
            throw ScanRefused.unreadable(
                    "rules.unreadable",
                    "%s is no expression of RE2, %s: %s; there is no look-around, no back-reference and no repetition over 1000."
                            .formatted(owner, e.getDescription(), OneLine.of(e.getPattern(), MOST_TOLD)));
        }
    }

    private static ScanRefused tooLarge(String owner) {
        return ScanRefused.tooLarge(
                "rules.too_large",
                "%s is too large: of at most %d characters and %d groups within each other, it may have %d states, and what is repeated counts as often as it may be there; repeat less, as in {0,50} in place of {0,1000}."
                        .formatted(owner, MOST_CHARACTERS, ExpressionSize.MOST_NESTED, MOST_STATES));
    }

    boolean isIn(CharSequence text) {
        return matcher(text).find();
    }

    /** Of which each match is found once. */
    Matcher matcher(CharSequence text) {
        return pattern.matcher(new Watched(text));
    }

    int groups() {
        return pattern.groupCount();
    }

    /** A text that counts how often a character of it is looked at, and asks now and then how long that took. */
    private final class Watched implements CharSequence {

        private final CharSequence text;
        private long left;
        private long end;

        private Watched(CharSequence text) {
            this.text = text;
            this.left = LOOKS_AT_LEAST + LOOKS_A_CHARACTER * text.length();
        }

        @Override
        public char charAt(int index) {
            if (--left < 0) {
                throw tooSlow(" goes over the same text again and again, which takes time without end;");
            }
            if (left % LOOKS_AT_ONCE == 0) {
                requireTime();
            }
            return text.charAt(index);
        }

        /** Of most texts the time is never asked for. */
        private void requireTime() {
            long now = worked.getAsLong();
            if (end == 0) {
                end = now + LONGEST.toNanos();
            } else if (now > end) {
                throw tooSlow(" takes more than %d s for one file;".formatted(LONGEST.toSeconds()));
            }
        }

        private ScanRefused tooSlow(String why) {
            return ScanRefused.tooLarge(
                    "rules.too_slow", owner + why + " bound what it repeats, as in {0,200} in place of *.");
        }

        @Override
        public int length() {
            return text.length();
        }

        @Override
        public CharSequence subSequence(int start, int end) {
            return text.subSequence(start, end);
        }

        @Override
        public String toString() {
            return text.toString();
        }
    }
}
