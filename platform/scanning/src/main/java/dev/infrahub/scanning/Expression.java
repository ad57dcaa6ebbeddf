package dev.infrahub.scanning;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;

/**
 * A regular expression of a team, in the dialect of RE2. One match takes time by the length of the text; many may look at the same stretch
 * again and again, which is refused.
 *
 * @param owner what it is of, as {@code rule my-token: regex}
 */
record Expression(String owner, Pattern pattern) {

    /** An expression of a real rule looks at a character some four times. */
    private static final long LOOKS_A_CHARACTER = 100;

    private static final long LOOKS_AT_LEAST = 100_000;

    /** @throws ScanRefused where RE2 does not read it */
    static Expression of(String owner, String text) {
        try {
            return new Expression(owner, Pattern.compile(text));
        } catch (PatternSyntaxException e) {
            throw ScanRefused.unreadable(
                    "rules.unreadable",
                    "%s is no expression of RE2, %s: %s; there is no look-around, no back-reference and no repetition over 1000."
                            .formatted(owner, e.getDescription(), e.getPattern()));
        }
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

    /** A text that counts how often a character of it is looked at: that takes time, whatever the expression is. */
    private final class Watched implements CharSequence {

        private final CharSequence text;
        private long left;

        private Watched(CharSequence text) {
            this.text = text;
            this.left = LOOKS_AT_LEAST + LOOKS_A_CHARACTER * text.length();
        }

        @Override
        public char charAt(int index) {
            if (--left < 0) {
                throw ScanRefused.tooLarge(
                        "rules.too_slow",
                        owner
                                + " goes over the same text again and again, which takes time without end; bound what it repeats, as in {0,200} in place of *.");
            }
            return text.charAt(index);
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
