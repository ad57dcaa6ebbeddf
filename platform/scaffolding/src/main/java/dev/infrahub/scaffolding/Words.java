package dev.infrahub.scaffolding;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * The words of a description, and how near each is to what the description is of: "a bucket for logs of a cluster" is of a bucket.
 * Nothing is parsed; a preposition makes what follows it less near, and a comma or the end of a sentence begins anew.
 */
final class Words {

    private static final Set<String> PREPOSITIONS = Set.of(
            "with", "without", "for", "from", "to", "using", "in", "into", "on", "of", "via", "behind", "at", "that",
            "which", "whose", "where", "by", "inside", "within", "holding", "keeping", "storing", "used", "when", "so",
            "because", "like", "as", "through", "under", "over");

    /** What follows these is what a module is for, and no wish for it. */
    private static final Set<String> PURPOSES =
            Set.of("for", "of", "by", "named", "called", "owned", "used", "because", "where", "when");

    private static final Set<String> NEGATIONS =
            Set.of("no", "not", "without", "non", "never", "deny", "block", "blocking", "instead");

    /** Words that a negation reaches. */
    private static final int NEGATED = 3;

    private static final int SHORTEST_PLURAL = 4;

    private Words() {}

    /**
     * A word.
     *
     * @param text in lower case, and in the singular as far as an s tells
     * @param shown as it stands in the description, in lower case
     * @param depth how many prepositions stand before it in its clause
     * @param segment the same for words between which neither a preposition, a comma nor an {@code and} stands
     * @param isPurpose whether it says what the module is for
     * @param isNegated whether it says what is not wanted
     */
    record Word(String text, String shown, int depth, int segment, boolean isPurpose, boolean isNegated) {}

    static List<Word> of(String description) {
        List<Word> words = new ArrayList<>();
        State state = new State();
        int at = 0;
        while (at < description.length()) {
            int end = at;
            while (end < description.length() && Character.isLetterOrDigit(description.charAt(end))) {
                end++;
            }
            if (end > at) {
                words.add(state.next(description.substring(at, end).toLowerCase(Locale.ROOT)));
                at = end;
            } else {
                state.sign(description, at);
                at++;
            }
        }
        return words;
    }

    /** Whether a word only joins others. */
    static boolean joins(String word) {
        return PREPOSITIONS.contains(word) || NEGATIONS.contains(word);
    }

    /** A plural is told as its singular. */
    static String singular(String word) {
        return word.length() >= SHORTEST_PLURAL && word.endsWith("s") && !word.endsWith("ss")
                ? word.substring(0, word.length() - 1)
                : word;
    }

    private static final class State {

        private int depth;
        private int segment;
        private boolean isPurpose;
        private int negated;

        Word next(String word) {
            if (PREPOSITIONS.contains(word)) {
                depth++;
                segment++;
                isPurpose = PURPOSES.contains(word);
            } else if (isJoint(word)) {
                segment++;
            }
            boolean isNegated = negated > 0;
            negated = NEGATIONS.contains(word) ? NEGATED : Math.max(0, negated - 1);
            return new Word(singular(word), word, depth, segment, isPurpose, isNegated);
        }

        private static boolean isJoint(String word) {
            return word.equals("and") || word.equals("or") || word.equals("plus");
        }

        void sign(String text, int at) {
            boolean ends = switch (text.charAt(at)) {
                case ',', ';', ':', '\n', '!', '?', '(', ')' -> true;
                case '.' -> at + 1 == text.length() || Character.isWhitespace(text.charAt(at + 1));
                default -> false;
            };
            if (ends) {
                depth = 0;
                segment++;
                isPurpose = false;
                negated = 0;
            } else if (text.charAt(at) == '&' || text.charAt(at) == '+') {
                segment++;
            }
        }
    }
}
