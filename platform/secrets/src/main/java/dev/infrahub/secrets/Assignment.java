package dev.infrahub.secrets;

import java.util.List;
import java.util.Set;

/**
 * A name and the value behind it, in the many spellings of that: HCL, JSON, YAML, environment, connection string, a pair of
 * members, an option of a command line and its argument. Read from left to right, once.
 */
final class Assignment {

    private static final int MOST_CLOSING = 4;
    private static final int MOST_BLANKS = 60;
    private static final int LONGEST_TIGHT = 256;
    private static final int SHORTEST_TIGHT = 3;
    private static final int SHORTEST_LOOSE = 6;
    private static final int LONGEST_TAG = 40;
    private static final int LONGEST_HEREDOC = 8000;
    private static final int MOST_ARROW_BLANKS = 5;

    private static final CharClass CLOSING = CharClass.of("\"'\\]");
    private static final CharClass BLANK = CharClass.of(" \\t");
    private static final CharClass SPACE = CharClass.of("\\s");
    private static final CharClass NOT_TIGHT_FIRST = CharClass.of("\\s\"'\\\\;=>");
    private static final CharClass TIGHT = CharClass.of("^\\s\"'\\\\;");
    private static final CharClass LOOSE = CharClass.of("^\\s\"'\\\\;<>(){}\\[\\],");
    private static final CharClass BEHIND_LOOSE = CharClass.of("\\s,;}\"'<\\\\)\\]|&");
    private static final CharClass ARGUMENT = CharClass.of("^\\s\"'\\\\;|&<>`(){}\\[\\],");
    private static final CharClass BEHIND_ARGUMENT = CharClass.of("\\s\"'\\\\;|&<>`)}\\],");
    private static final CharClass BEHIND_NAME = CharClass.of("\\s,<>(){}&|;\\]");
    private static final CharClass BETWEEN_ITEMS = CharClass.of("\\s,+~-");
    /** How SQL opens a text of Unicode. */
    private static final String NATIONAL = "N'";

    private static final String SIGNS = "=:\uFF1A\uFF1D";

    private static final Shape CALL = Shape.of("[\\w.]{0,256}\\)?\\(");
    private static final Shape PATH_OF_NAMES = Shape.of("\\w+(?:\\.\\w+){1,128}");
    private static final Shape DEREFERENCE = Shape.of("[$&*]\\w");
    private static final CharClass OPENING = CharClass.of("\\[{(");

    /** Follow the name of an option in sentences about it. */
    private static final List<String> WORDS_BEHIND_OPTIONS = List.of(
            "the",
            "and",
            "for",
            "with",
            "flag",
            "option",
            "options",
            "argument",
            "parameter",
            "instead",
            "was",
            "must",
            "can",
            "may",
            "should",
            "will",
            "from",
            "when",
            "where",
            "that",
            "which",
            "not",
            "into",
            "value",
            "switch");

    /** Of configuration files that have no sign between a name and its value. */
    private static final Set<String> SPACED = Set.of("requirepass", "masterauth", "rocommunity", "rwcommunity");

    private final Subject subject;
    private final String text;
    private final Places places;
    private final Pair pair;

    /** Until where texts over several lines have been read. */
    private int heredocsRead;

    /** Receives the place of a secret. */
    @FunctionalInterface
    interface Places {
        void add(int start, int end);
    }

    Assignment(Subject subject, Places places) {
        this.subject = subject;
        this.text = subject.text;
        this.places = places;
        this.pair = new Pair(subject);
    }

    /** Finds what is secret behind the name that stands here. */
    void read(int nameStart, int nameEnd) {
        int closed = CLOSING.end(text, nameEnd, MOST_CLOSING);
        int sign = sign(BLANK.end(text, closed, MOST_BLANKS));
        if (sign < 0 ? !mayFollow(closed) : isExpression(sign)) {
            return;
        }
        SecretName name = SecretName.of(text.substring(nameStart, nameEnd));
        if (name == SecretName.NONE) {
            return;
        }
        if (sign >= 0) {
            readValue(name, sign);
            return;
        }
        boolean isTag = nameStart > 0 && text.charAt(nameStart - 1) == '<' && isAt(nameEnd, '>');
        if (isTag) {
            readUntil(name, nameEnd + 1, '<');
        } else if (text.charAt(nameStart) == '-' || SPACED.contains(text.substring(nameStart, nameEnd))) {
            readArgument(name, closed);
        } else if (name == SecretName.PASSWORD) {
            readSql(closed);
        }
        pair.value(nameStart, closed, (start, end) -> addWhole(name, start, end));
    }

    /** A block, a list, or what is not known. */
    private boolean isExpression(int sign) {
        int value = BLANK.end(text, sign, MOST_BLANKS);
        return value > sign && value < text.length() && "({[".indexOf(text.charAt(value)) >= 0;
    }

    /** Most words in a text are followed by neither. */
    private boolean mayFollow(int closed) {
        return closed == text.length() || BEHIND_NAME.has(text.charAt(closed));
    }

    private boolean isAt(int at, char c) {
        return at < text.length() && text.charAt(at) == c;
    }

    /** Behind the sign that assigns, or -1. */
    private int sign(int at) {
        if (at >= text.length()) {
            return -1;
        }
        char c = text.charAt(at);
        if (SIGNS.indexOf(c) < 0) {
            return -1;
        }
        boolean isLong = (c == '=' && isAt(at + 1, '>')) || (c == ':' && isAt(at + 1, '='));
        if (isLong) {
            return at + 2;
        }
        return c == '=' && isAt(at + 1, '=') ? -1 : at + 1;
    }

    private void readValue(SecretName name, int from) {
        if (from >= text.length()) {
            return;
        }
        if (!NOT_TIGHT_FIRST.has(text.charAt(from))) {
            int end = TIGHT.end(text, from, LONGEST_TIGHT);
            subject.worked(end - from);
            if (end - from >= SHORTEST_TIGHT) {
                if (holdsBare(name, text.substring(from, end))) {
                    places.add(from, end);
                }
                return;
            }
        }
        int at = BLANK.end(text, from, MOST_BLANKS);
        if (at >= text.length()) {
            return;
        }
        switch (text.charAt(at)) {
            case '"' -> readQuoted(name, at);
            case '\'' -> readUntil(name, at + 1, '\'');
            case '<' -> readHeredoc(name, at);
            default -> {
                if (text.startsWith(NATIONAL, at)) {
                    readUntil(name, at + NATIONAL.length(), '\'');
                } else {
                    readLoose(name, at);
                }
            }
        }
    }

    /** Both sides where a plan's text shows a change. */
    private void readQuoted(SecretName name, int quote) {
        int end = quoteEnd(quote + 1);
        addWhole(name, quote + 1, end);
        int blank = isAt(end, '"') ? end + 1 : end;
        int arrow = BLANK.end(text, blank, MOST_ARROW_BLANKS);
        if (arrow > blank && text.startsWith("->", arrow)) {
            int other = BLANK.end(text, arrow + 2, MOST_ARROW_BLANKS);
            if (other > arrow + 2 && isAt(other, '"')) {
                addWhole(name, other + 1, quoteEnd(other + 1));
            }
        }
    }

    /** Before the closing quote, the end of the line, or as far as a credential reaches. */
    private int quoteEnd(int from) {
        int limit = Math.min(text.length(), from + Subject.REACH);
        int end = from;
        while (end < limit && text.charAt(end) != '"' && text.charAt(end) != '\n') {
            end += text.charAt(end) == '\\' && end + 1 < limit && text.charAt(end + 1) != '\n' ? 2 : 1;
        }
        subject.worked(end - from);
        return Math.min(end, limit);
    }

    private void readUntil(SecretName name, int from, char closing) {
        int limit = Math.min(text.length(), from + Subject.REACH);
        int end = from;
        while (end < limit && text.charAt(end) != closing && text.charAt(end) != '\n') {
            end++;
        }
        subject.worked(end - from);
        addWhole(name, from, end);
    }

    private void readHeredoc(SecretName name, int at) {
        int mark = at + 2;
        if (!text.startsWith("<<", at)) {
            return;
        }
        mark += isAt(mark, '-') || isAt(mark, '~') ? 1 : 0;
        mark = SPACE.end(text, mark, 1);
        int tagEnd = CharClass.WORD.end(text, mark, LONGEST_TAG);
        if (tagEnd == mark || !isAt(tagEnd, '\n') || name == SecretName.KEY) {
            return;
        }
        int start = tagEnd + 1;
        int end = start < heredocsRead ? heredocsRead : heredocEnd(start, text.substring(mark, tagEnd));
        subject.worked(end - start);
        heredocsRead = Math.max(heredocsRead, end);
        addWhole(name, start, end);
    }

    /** Before the line that only holds the tag; where there is none in reach, as far as one could be. */
    private int heredocEnd(int start, String tag) {
        int limit = Math.min(text.length(), start + LONGEST_HEREDOC);
        int line = start;
        while (line < limit) {
            int lineEnd = text.indexOf('\n', line, limit);
            int end = lineEnd < 0 ? limit : lineEnd;
            if (text.substring(line, end).strip().equals(tag)) {
                return Math.max(start, line - 1);
            }
            line = end + 1;
        }
        return limit;
    }

    /** Without quotes and with spaces around the sign it may as well be prose or code. */
    private void readLoose(SecretName name, int at) {
        int end = LOOSE.end(text, at, LONGEST_TIGHT);
        subject.worked(end - at);
        boolean isWhole = end == text.length() || BEHIND_LOOSE.has(text.charAt(end));
        if (end - at < SHORTEST_LOOSE || !isWhole) {
            return;
        }
        String value = text.substring(at, end);
        boolean isSure = name == SecretName.PASSWORD || hasDigitAndLetter(value);
        if (isSure && holdsBare(name, value)) {
            places.add(at, end);
        }
    }

    /** What stands before an ampersand tells whether it is a value: what follows may be the next parameter of a URL. */
    private static boolean holdsBare(SecretName name, String value) {
        int ampersand = value.indexOf('&', 1);
        String first = ampersand < 0 ? value : value.substring(0, ampersand);
        return name.holds(value) && name.holds(first) && !isCode(first);
    }

    /** What stands behind an option, in a command line or as the next item of a list. */
    private void readArgument(SecretName name, int closed) {
        int at = BETWEEN_ITEMS.end(text, closed, MOST_BLANKS);
        if (at == closed || at >= text.length()) {
            return;
        }
        char c = text.charAt(at);
        boolean isOption = text.charAt(at - 1) == '-' && !BLANK.has(c);
        if (c == '"') {
            addArgument(name, at + 1, quoteEnd(at + 1));
        } else if (c == '\'') {
            readUntil(name, at + 1, '\'');
        } else if (!isOption) {
            int end = ARGUMENT.end(text, at, LONGEST_TIGHT);
            subject.worked(end - at);
            boolean isWhole = end == text.length() || BEHIND_ARGUMENT.has(text.charAt(end));
            if (isWhole && !WORDS_BEHIND_OPTIONS.contains(text.substring(at, end))) {
                addArgument(name, at, end);
            }
        }
    }

    private void addArgument(SecretName name, int start, int end) {
        String value = text.substring(start, end);
        if (!value.startsWith("-") && name.holds(value) && !isCode(value)) {
            places.add(start, end);
        }
    }

    /** {@code PASSWORD 'x'} and {@code PASSWORD('x')}. */
    private void readSql(int closed) {
        int blanks = SPACE.end(text, closed, MOST_BLANKS);
        int quote = isAt(blanks, '(') ? blanks + 1 : blanks;
        if (quote > closed && isAt(quote, '\'')) {
            readUntil(SecretName.PASSWORD, quote + 1, '\'');
        }
    }

    private void addWhole(SecretName name, int start, int end) {
        if (end > start && name.holds(text.substring(start, end))) {
            places.add(start, end);
        }
    }

    private static boolean hasDigitAndLetter(String value) {
        return value.chars().anyMatch(c -> c >= '0' && c <= '9')
                && value.chars().anyMatch(Character::isLetter);
    }

    /** An expression of a programming language instead of a value. */
    static boolean isCode(String value) {
        if (value.charAt(0) == '/' || Shape.isBegin(DEREFERENCE, value) || Shape.isAll(PATH_OF_NAMES, value)) {
            return true;
        }
        boolean isCall = value.charAt(0) != '(' && Shape.isBegin(CALL, value);
        return isCall || endsOpen(value);
    }

    /** Breaks off behind a bracket and at most a word. */
    private static boolean endsOpen(String value) {
        int end = value.length();
        while (end > 0 && CharClass.WORD.has(value.charAt(end - 1))) {
            end--;
        }
        return end > 0 && OPENING.has(value.charAt(end - 1));
    }
}
