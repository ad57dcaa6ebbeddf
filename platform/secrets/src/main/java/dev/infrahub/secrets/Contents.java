package dev.infrahub.secrets;

import java.util.ArrayDeque;
import java.util.Deque;

/**
 * What stands below a name: in the brackets or the braces behind it, or in the lines below it that are indented deeper, as YAML
 * has it. Each part of a text is gone through once, whichever names stand over it.
 */
final class Contents {

    private static final int LONGEST_KEY = 100;
    private static final int MOST_BLANKS = 60;
    private static final int SHORTEST_BARE = 6;

    private static final CharClass BLANK = CharClass.of(" \\t");
    private static final CharClass LEADING = CharClass.of(" \\t+~-");
    private static final CharClass BARE = CharClass.of("^\\s\"'\\\\,;{}\\[\\]()#");
    private static final CharClass OF_KEY = CharClass.of("A-Za-z0-9_.$-");
    private static final String SIGNS = "=:";

    private final Subject subject;
    private final String text;
    private final Places places;
    private int bracketsRead;
    private int linesRead;

    /** Receives a value, the name that says most about it, and how it is written. */
    @FunctionalInterface
    interface Places {
        void add(SecretName name, int start, int end, Values.Writing writing);
    }

    /** Receives where a member begins, and its value. */
    @FunctionalInterface
    interface Members {
        void add(int start, int value);
    }

    Contents(Subject subject, Places places) {
        this.subject = subject;
        this.text = subject.text;
        this.places = places;
    }

    /** Goes through what the bracket opens that stands here. */
    void inBrackets(SecretName over, int open) {
        if (open < bracketsRead) {
            return;
        }
        int limit = Math.min(text.length(), open + Subject.REACH);
        Deque<SecretName> names = new ArrayDeque<>();
        SecretName name = over;
        boolean isBehindSign = false;
        int at = open;
        while (at < limit) {
            char c = text.charAt(at);
            if (c == '\\') {
                // what is escaped is read where it is unescaped
                at += 2;
            } else if (c == '{' || c == '[') {
                names.push(name);
                isBehindSign = false;
                at++;
            } else if (c == '}' || c == ']') {
                names.pop();
                at++;
                if (names.isEmpty()) {
                    break;
                }
                name = names.element();
                isBehindSign = false;
            } else if (c == '"' || c == '\'' || BARE.has(c)) {
                boolean isQuoted = c == '"' || c == '\'';
                int start = isQuoted ? at + 1 : at;
                int end = isQuoted ? quoteEnd(start, limit, c) : word(at, limit);
                int behind = isQuoted && end < limit && text.charAt(end) == c ? end + 1 : end;
                int sign = BLANK.end(text, behind, MOST_BLANKS);
                if (sign < limit && isSign(sign) && end - start <= LONGEST_KEY) {
                    name = names.element().below(text.substring(start, end));
                    isBehindSign = true;
                    behind = text.startsWith("=>", sign) ? sign + 2 : sign + 1;
                } else if (isQuoted || (isBehindSign && !isAt(end, '('))) {
                    add(name, start, end, isQuoted);
                }
                at = Math.max(behind, at + 1);
            } else if (c == '#' || (c == '(' && !isWord(at - 1))) {
                at = lineEnd(at, c == '#' ? '\n' : ')', limit);
            } else {
                // a list's items are all of its name; a member's value ends with its line
                if (c == '\n' || c == ',') {
                    name = names.element();
                    isBehindSign = false;
                }
                at++;
            }
        }
        subject.worked(at - open);
        bracketsRead = Math.min(at, text.length());
    }

    private boolean isAt(int at, char c) {
        return at >= 0 && at < text.length() && text.charAt(at) == c;
    }

    private boolean isWord(int at) {
        return CharClass.WORD.has(text.charAt(at));
    }

    /** Where a character is, if it is in this line; else where the line ends. */
    private int lineEnd(int from, char c, int limit) {
        int at = from;
        while (at < limit && text.charAt(at) != '\n' && text.charAt(at) != c) {
            at++;
        }
        return at;
    }

    private boolean isSign(int at) {
        return SIGNS.indexOf(text.charAt(at)) >= 0 && !text.startsWith("==", at) && !text.startsWith("://", at);
    }

    private int word(int from, int limit) {
        int key = from;
        while (key < limit && OF_KEY.has(text.charAt(key))) {
            key++;
        }
        if (key > from && key < limit && SIGNS.indexOf(text.charAt(key)) >= 0) {
            return key;
        }
        int end = from;
        while (end < limit && BARE.has(text.charAt(end))) {
            end++;
        }
        return end;
    }

    private int quoteEnd(int from, int limit, char quote) {
        int end = from;
        while (end < limit && text.charAt(end) != quote && text.charAt(end) != '\n') {
            end += text.charAt(end) == '\\' && end + 1 < limit && text.charAt(end + 1) != '\n' ? 2 : 1;
        }
        return Math.min(end, limit);
    }

    private void add(SecretName name, int start, int end, boolean isQuoted) {
        if (name != SecretName.NONE && end > start && (isQuoted || end - start >= SHORTEST_BARE)) {
            places.add(name, start, end, isQuoted ? Values.Writing.QUOTED : Values.Writing.BARE);
        }
    }

    /** The lines below a name that stands here, as far as they are indented deeper; all of them one text where it is a block of text. */
    void inLines(SecretName over, int nameStart, int sign) {
        int first = text.indexOf('\n', sign) + 1;
        if (first == 0 || first < linesRead) {
            return;
        }
        boolean isOneText = "|>".indexOf(text.charAt(BLANK.end(text, sign, MOST_BLANKS))) >= 0;
        int column = column(nameStart);
        int limit = Math.min(text.length(), first + Subject.REACH);
        Deque<Level> levels = new ArrayDeque<>();
        levels.push(new Level(column, over));
        int line = first;
        int last = first;
        while (line < limit) {
            int newline = text.indexOf('\n', line, limit);
            int end = newline < 0 ? limit : newline;
            int start = LEADING.end(text, line, end - line);
            if (start < end && start - line <= column) {
                break;
            }
            if (start < end && !isOneText) {
                readLine(levels, start, end, start - line);
            }
            last = start < end ? end : last;
            line = end + 1;
        }
        subject.worked(last - first);
        linesRead = Math.max(linesRead, last);
        if (isOneText && last > first) {
            places.add(over, first, last, Values.Writing.QUOTED);
        }
    }

    /** How far what stands below it is indented, and what its name says. */
    private record Level(int column, SecretName name) {}

    private void readLine(Deque<Level> levels, int start, int end, int column) {
        while (levels.size() > 1 && levels.element().column() >= column) {
            levels.pop();
        }
        SecretName outer = levels.element().name();
        boolean isQuoted = isQuote(start);
        int keyStart = isQuoted ? start + 1 : start;
        int keyEnd = isQuoted ? quoteEnd(keyStart, end, text.charAt(start)) : keyEnd(start, end);
        int sign = isQuoted ? Math.min(keyEnd + 1, end) : keyEnd;
        boolean isMember = sign < end && isSign(sign) && (sign + 1 == end || BLANK.has(text.charAt(sign + 1)));
        if (!isMember) {
            addValue(outer, start, end, isItem(start) && isOneWord(start, end));
            return;
        }
        SecretName name = outer.below(text.substring(keyStart, Math.min(keyEnd, keyStart + LONGEST_KEY)));
        levels.push(new Level(column, name));
        addValue(name, BLANK.end(text, sign + 1, end), end, true);
    }

    private boolean isItem(int start) {
        return isAt(start - 1, ' ') && isAt(start - 2, '-');
    }

    private boolean isOneWord(int start, int end) {
        for (int at = start; at < end; at++) {
            if (BLANK.has(text.charAt(at))) {
                return false;
            }
        }
        return true;
    }

    private boolean isQuote(int at) {
        return text.charAt(at) == '"' || text.charAt(at) == '\'';
    }

    private int keyEnd(int from, int end) {
        int at = from;
        while (at < end && OF_KEY.has(text.charAt(at))) {
            at++;
        }
        return at;
    }

    /** What is neither quoted nor behind a name may be a sentence: it is a value where it is one word as passwords are made. */
    private void addValue(SecretName name, int start, int end, boolean isSure) {
        if (start >= end) {
            return;
        }
        if (isQuote(start)) {
            add(name, start + 1, quoteEnd(start + 1, end, text.charAt(start)), true);
            return;
        }
        int last = end;
        while (last > start && BLANK.has(text.charAt(last - 1))) {
            last--;
        }
        String value = text.substring(start, last);
        boolean isValue = isSure
                ? value.length() >= SHORTEST_BARE && "|>{[&*!".indexOf(value.charAt(0)) < 0
                : Values.looksMade(value);
        if (isValue) {
            add(name, start, last, false);
        }
    }

    /** How far a name is indented; behind anything else it begins a text in that line. */
    private int column(int nameStart) {
        int start = nameStart > 0 && isQuote(nameStart - 1) ? nameStart - 1 : nameStart;
        int line = start;
        while (line > 0 && start - line < LONGEST_KEY && LEADING.has(text.charAt(line - 1))) {
            line--;
        }
        return line == 0 || text.charAt(line - 1) == '\n' ? start - line : 0;
    }

    /** The values of the members of these names, in a part of the text: of an object, or of lines. */
    void ofMembers(Iterable<String> members, SecretName over, int from, int to) {
        for (String member : members) {
            eachMember(member, from, to, (start, value) -> readMember(over, start, value));
        }
    }

    /** Where the values of the members of a name begin, in a part of the text; at the end of their line where it is below. */
    void eachMember(String member, int from, int to, Members members) {
        int at = text.indexOf(member, from, to);
        while (at >= 0) {
            int value = value(at, at + member.length());
            if (value >= 0) {
                members.add(at, value);
            }
            at = text.indexOf(member, at + 1, to);
        }
        subject.worked(to - from);
    }

    /** Negative where no member is named here. */
    private int value(int start, int end) {
        boolean isWhole = start == 0 || !OF_KEY.has(text.charAt(start - 1));
        int closed = end < text.length() && isQuote(end) ? end + 1 : end;
        int sign = BLANK.end(text, closed, MOST_BLANKS);
        return isWhole && sign < text.length() && isSign(sign) ? BLANK.end(text, sign + 1, MOST_BLANKS) : -1;
    }

    private void readMember(SecretName over, int start, int value) {
        char c = value < text.length() ? text.charAt(value) : '\n';
        if (c == '{') {
            inBrackets(over, value);
        } else if (c == '\n' || c == '\r') {
            inLines(over, start, value);
        }
    }
}
