package dev.infrahub.secrets;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Set;

/**
 * The literals of an expression of code where a value would stand: among the arguments of calls, and behind what chooses one of
 * several. One that a function hands on is as good as the value; of others those are secrets that are made like one. Each part
 * of a text is gone through once.
 */
final class Operands {

    private static final int LONGEST = 400;
    private static final int MOST_WORDS_OF_NAME = 60;

    private static final CharClass SPACE = CharClass.of("\\s");
    private static final CharClass OF_CALL = CharClass.of("A-Za-z0-9_.");
    private static final CharClass BEGINS = CharClass.of("A-Za-z_$!(\\[");
    private static final CharClass BEHIND = CharClass.of(",;{\\n");
    private static final String OPENING = "([{";
    private static final String CLOSING = ")]}";

    /** Stand before a literal that is an operand; within brackets what names an argument, too. */
    private static final String CHOOSING = "?|+";

    private static final String GIVING = "([{,?|+:=";
    private static final String OR = " or ";

    /** What variables of the environment and constants are called. */
    private static final Shape CONSTANT = Shape.of("[A-Z][A-Z0-9]*(?:_[A-Z0-9]+)+");

    /** Of functions that are told which secret they are to find or to look at. */
    private static final Set<String> LOOKING =
            Set.of("get", "fetch", "read", "load", "find", "lookup", "describe", "list", "delete", "remove");

    private final Subject subject;
    private final String text;
    private final Assignment.Places places;
    private int read;

    /** A bracket, and whether what stands in it is handed on. */
    private record Bracket(boolean handsOn) {}

    Operands(Subject subject, Assignment.Places places) {
        this.subject = subject;
        this.text = subject.text;
        this.places = places;
    }

    /** Whether a function of this name is given a secret, and not what one is called. */
    static boolean takes(String function) {
        return SecretName.words(function).stream().noneMatch(LOOKING::contains);
    }

    /** Goes through the expression that begins here, as far as its line or its brackets. */
    void read(SecretName name, int from) {
        if (from < read || from >= text.length() || !BEGINS.has(text.charAt(from))) {
            return;
        }
        int limit = Math.min(text.length(), from + LONGEST);
        Deque<Bracket> open = new ArrayDeque<>();
        boolean isChoice = false;
        int at = from;
        while (at < limit) {
            char c = text.charAt(at);
            if (c == '"' || c == '\'') {
                int end = closingQuote(at, limit);
                if (end < 0) {
                    break;
                }
                if (isOperand(at, open.isEmpty(), isChoice)) {
                    boolean handsOn = !open.isEmpty() && open.stream().allMatch(Bracket::handsOn);
                    add(name, at + 1, end, handsOn);
                }
                at = end;
            } else if (CLOSING.indexOf(c) >= 0) {
                if (open.isEmpty()) {
                    break;
                }
                open.pop();
            } else if (c == '\\' || (open.isEmpty() && (BEHIND.has(c) || (c == ':' && !isChoice && !isScope(at))))) {
                break;
            } else if (OPENING.indexOf(c) >= 0) {
                open.push(new Bracket(handsOn(from, at)));
            }
            isChoice |= c == '?';
            at++;
        }
        subject.worked(at - from);
        read = at;
    }

    /** Within the name of a function: {@code String::from}. */
    private boolean isScope(int colon) {
        return text.startsWith("::", colon) || text.charAt(colon - 1) == ':';
    }

    /** In the same line; negative where there is none. */
    private int closingQuote(int quote, int limit) {
        int end = quote + 1;
        while (end < limit && text.charAt(end) != text.charAt(quote)) {
            if (text.charAt(end) == '\n' || text.charAt(end) == '\\') {
                return -1;
            }
            end++;
        }
        return end < limit ? end : -1;
    }

    private boolean isOperand(int quote, boolean isOutside, boolean isChoice) {
        int before = quote;
        while (before > 0 && quote - before < MOST_WORDS_OF_NAME && isBetween(before - 1)) {
            before--;
        }
        if (before == 0) {
            return false;
        }
        char c = text.charAt(before - 1);
        return (isOutside ? CHOOSING : GIVING).indexOf(c) >= 0
                || (isChoice && c == ':')
                || text.startsWith(OR, quote - OR.length());
    }

    /** A blank, or the sign of a line in a diff. */
    private boolean isBetween(int at) {
        char c = text.charAt(at);
        return SPACE.has(c) || ("+-".indexOf(c) >= 0 && at > 0 && text.charAt(at - 1) == '\n');
    }

    /** A list, or the arguments of a function that does. */
    private boolean handsOn(int from, int bracket) {
        int start = bracket;
        while (start > from && bracket - start < MOST_WORDS_OF_NAME && OF_CALL.has(text.charAt(start - 1))) {
            start--;
        }
        return text.charAt(bracket) == '['
                ? start == bracket
                : text.charAt(bracket) == '(' && TerraformValue.HAND_ON.contains(text.substring(start, bracket));
    }

    private void add(SecretName name, int start, int end, boolean handsOn) {
        String value = text.substring(start, end);
        boolean isSecret = name.holds(value, Values.Writing.QUOTED)
                && (handsOn || (Values.looksMade(value) && !Shape.isAll(CONSTANT, value)));
        if (isSecret) {
            places.add(start, end);
        }
    }
}
