package dev.infrahub.secrets;

import java.util.List;

/**
 * What a pipeline's log is told to mask: {@code ::add-mask::x} of GitHub, {@code ##vso[task.setvariable …;issecret=true]x} of Azure
 * DevOps. All behind the command is the secret, as far as its line or the quotes around it go.
 */
final class Masking {

    private static final String GITHUB = "::add-mask::";
    private static final String OLD_GITHUB = "[add-mask]";
    private static final String SECRET = "task.setsecret]";
    private static final String VARIABLE = "issecret=true";
    private static final String OF_VARIABLES = "task.setvariable";

    /** Opens a command of Azure DevOps, and opened one of GitHub. */
    private static final String SIGNS = "##";

    private static final int LONGEST_COMMAND = 300;
    private static final int LONGEST_LINE = 2000;
    private static final CharClass QUOTE = CharClass.of("\"'`");
    private static final CharClass IN_COMMAND = CharClass.of("^\\n\\]");

    /** Begins what the platform has masked itself, or what a script puts there. */
    private static final Shape FILLED_IN = Shape.of("[*]{3}|[$%][{(]|[$][A-Z_]{1,80}(?:[^A-Za-z0-9_]|$)");

    private static final List<String> LINE_ENDS = List.of("\\n", "\\r");

    private final Subject subject;
    private final String text;
    private final Assignment.Places places;
    private int read;

    Masking(Subject subject, Assignment.Places places) {
        this.subject = subject;
        this.text = subject.text;
        this.places = places;
    }

    static String[] names() {
        return new String[] {GITHUB, OLD_GITHUB, SECRET, VARIABLE};
    }

    /** Finds what is masked by the command that the word is of which stands here. */
    void read(int start, int end) {
        if (start < read) {
            return;
        }
        int head = text.charAt(start) == ':' ? start : head(start);
        int value = head < 0 ? -1 : value(head, start, end);
        if (value >= 0) {
            read = end(head, value);
            add(value, read);
        }
    }

    /** Where the command begins, in the same line; negative where none does. */
    private int head(int word) {
        int least = Math.max(0, word - LONGEST_COMMAND);
        int head = text.lastIndexOf(SIGNS, word);
        subject.worked(word - least);
        return head >= least && text.indexOf('\n', head, word) < 0 ? head : -1;
    }

    private int value(int head, int start, int end) {
        if (!text.regionMatches(true, start, VARIABLE, 0, VARIABLE.length())) {
            return end;
        }
        int close = IN_COMMAND.end(text, end, LONGEST_COMMAND);
        subject.worked(close - end);
        boolean isCommand = text.substring(head, start).contains(OF_VARIABLES);
        return isCommand && close < text.length() && text.charAt(close) == ']' ? close + 1 : -1;
    }

    private int end(int head, int value) {
        char quote = quote(head);
        boolean isEscaped = head > 1 && text.charAt(head - 1) == quote && text.charAt(head - 2) == '\\';
        int limit = Math.min(text.length(), value + Subject.REACH);
        int at = value;
        while (at < limit && text.charAt(at) != '\n' && text.charAt(at) != '\r') {
            if (quote != 0 && (text.charAt(at) == (isEscaped ? '\\' : quote) || isWrittenLineEnd(at))) {
                break;
            }
            at += quote != 0 && text.charAt(at) == '\\' ? 2 : 1;
        }
        subject.worked(at - value);
        return Math.min(at, limit);
    }

    private boolean isWrittenLineEnd(int at) {
        return LINE_ENDS.stream().anyMatch(end -> text.startsWith(end, at));
    }

    /** The quote that the command stands behind, or within; zero where it is none. */
    private char quote(int head) {
        if (head > 0 && QUOTE.has(text.charAt(head - 1))) {
            return text.charAt(head - 1);
        }
        boolean isWithin = false;
        int least = Math.max(0, head - LONGEST_LINE);
        int at = head;
        while (at > least && text.charAt(at - 1) != '\n') {
            at--;
            isWithin ^= text.charAt(at) == '"' && (at == 0 || text.charAt(at - 1) != '\\');
        }
        subject.worked(head - at);
        return isWithin ? '"' : 0;
    }

    private void add(int start, int end) {
        String value = text.substring(start, end);
        boolean isValue = Values.isLiteral(value, Values.Writing.QUOTED)
                && !Values.isSlot(value)
                && !Shape.isBegin(FILLED_IN, value);
        if (isValue) {
            places.add(start, end);
        }
    }
}
