package dev.infrahub.secrets;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The literals of an expression of code where a value would stand: among the arguments of calls, and behind what chooses one of
 * several. One that a function hands on is as good as the value; of others those are secrets that are made like one. Each part
 * of a text is gone through once.
 */
final class Operands {

    private static final int LONGEST = 400;
    private static final int LONGEST_CALL = 60;

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

    /** In the names of functions whose first argument tells where a secret lies or what it is called. */
    private static final Set<String> LOOKING = Set.of(
            "get",
            "fetch",
            "read",
            "load",
            "find",
            "lookup",
            "describe",
            "list",
            "delete",
            "remove",
            "file",
            "templatefile");

    private final Subject subject;
    private final String text;
    private final Assignment.Places places;
    private int read;

    /** What the literals in a bracket are. */
    private enum Bracket {
        /** Items of a list, or arguments that a function hands on. */
        VALUES,
        /** Arguments, of which the first tells where something lies. */
        PLACE,
        /** One member of what stands before it. */
        INDEX,
        ANY
    }

    Operands(Subject subject, Assignment.Places places) {
        this.subject = subject;
        this.text = subject.text;
        this.places = places;
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
                if (isOperand(at, open.peek(), isChoice)) {
                    boolean isValue = !open.isEmpty() && open.stream().allMatch(in -> in == Bracket.VALUES);
                    add(name, at + 1, end, isValue);
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
                open.push(bracket(at));
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

    private boolean isOperand(int quote, @Nullable Bracket in, boolean isChoice) {
        int before = quote;
        while (before > 0 && quote - before < LONGEST_CALL && isBetween(before - 1)) {
            before--;
        }
        if (before == 0 || in == Bracket.INDEX) {
            return false;
        }
        char c = text.charAt(before - 1);
        if (in == Bracket.PLACE && c == '(') {
            return false;
        }
        return (in == null ? CHOOSING : GIVING).indexOf(c) >= 0
                || (isChoice && c == ':')
                || text.startsWith(OR, quote - OR.length());
    }

    /** A blank, or the sign of a line in a diff. */
    private boolean isBetween(int at) {
        char c = text.charAt(at);
        return SPACE.has(c) || ("+-".indexOf(c) >= 0 && at > 0 && text.charAt(at - 1) == '\n');
    }

    private Bracket bracket(int at) {
        int start = at;
        while (start > 0 && at - start < LONGEST_CALL && OF_CALL.has(text.charAt(start - 1))) {
            start--;
        }
        subject.worked(at - start);
        String before = text.substring(start, at);
        return switch (text.charAt(at)) {
            case '[' -> before.isEmpty() ? Bracket.VALUES : Bracket.INDEX;
            case '(' -> ofCall(before);
            default -> Bracket.ANY;
        };
    }

    private static Bracket ofCall(String function) {
        if (TerraformValue.HAND_ON.contains(function)) {
            return Bracket.VALUES;
        }
        boolean isLooking = SecretName.words(function).stream().anyMatch(LOOKING::contains);
        return isLooking ? Bracket.PLACE : Bracket.ANY;
    }

    private void add(SecretName name, int start, int end, boolean isValue) {
        String value = text.substring(start, end);
        boolean isSecret = name.holds(value, Values.Writing.QUOTED)
                && (isValue || (Values.looksMade(value) && !Shape.isAll(CONSTANT, value)));
        if (isSecret) {
            places.add(start, end);
        }
    }
}
