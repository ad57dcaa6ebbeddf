package dev.infrahub.hcl;

import java.util.ArrayDeque;
import java.util.Deque;

/**
 * The tokens of a text, one by one: each begins where the one before it ends, and the last one ends with the text, so that
 * nothing of it is lost. There is none that it does not read; what is no HCL is {@link TokenKind#UNKNOWN}. Each character is
 * looked at a few times.
 */
public final class Lexer {

    /** Texts and expressions within each other; what is deeper is read as if it were not within. */
    static final int DEEPEST = 200;

    private static final String[] LONG_SIGNS = {"...", "=>", "==", "!=", "<=", ">=", "&&", "||", "::"};
    private static final String SHORT_SIGNS = "=<>!?:,.()[]{}+-*/%;";
    private static final char BYTE_ORDER_MARK = '\uFEFF';
    private static final Frame QUOTED = new Frame(Mode.QUOTED, "");

    private final String text;
    private final Deque<Frame> frames = new ArrayDeque<>();
    private Frame frame;
    private TokenKind kind = TokenKind.BLANK;
    private int start;
    private int end;

    private enum Mode {
        CODE,
        QUOTED,
        HEREDOC
    }

    /** What is being read: code, or a text that ends with a quote or with the line of a tag. */
    private static final class Frame {

        private final Mode mode;
        private final String tag;

        /** That are open in the code of a template. */
        private int braces;

        private Frame(Mode mode, String tag) {
            this.mode = mode;
            this.tag = tag;
        }
    }

    public Lexer(String text) {
        this.text = text;
        this.frame = new Frame(Mode.CODE, "");
    }

    /** Goes to the next token; not, where there is none. */
    public boolean next() {
        start = end;
        if (start == text.length()) {
            return false;
        }
        switch (frame.mode) {
            case CODE -> code();
            case QUOTED -> quoted();
            case HEREDOC -> heredoc();
        }
        return true;
    }

    public TokenKind kind() {
        return kind;
    }

    /** Index of the first character of the token. */
    public int start() {
        return start;
    }

    /** Index behind its last character. */
    public int end() {
        return end;
    }

    /** How many texts and expressions the next token is within. */
    int depth() {
        return frames.size();
    }

    private void token(TokenKind of, int to) {
        kind = of;
        end = to;
    }

    private boolean isAt(int at, char c) {
        return at < text.length() && text.charAt(at) == c;
    }

    private void code() {
        char c = text.charAt(start);
        int newline = newlineEnd(start);
        if (newline > start) {
            token(TokenKind.NEWLINE, newline);
        } else if (isBlank(start)) {
            token(TokenKind.BLANK, blanksEnd(start));
        } else if (c == '#' || text.startsWith("//", start)) {
            token(TokenKind.COMMENT, lineEnd(start));
        } else if (text.startsWith("/*", start)) {
            int close = text.indexOf("*/", start + 2);
            token(TokenKind.COMMENT, close < 0 ? text.length() : close + 2);
        } else if (isDigit(start)) {
            token(TokenKind.NUMBER, numberEnd(start));
        } else if (c == '"' && mayOpen()) {
            open(QUOTED);
            token(TokenKind.OPEN_QUOTE, start + 1);
        } else if (!openHeredoc()) {
            sign(c);
        }
    }

    private void sign(char c) {
        int name = identifierEnd(start);
        if (name > start) {
            token(TokenKind.IDENTIFIER, name);
        } else if (isTemplate() && frame.braces == 0 && (c == '}' || text.startsWith("~}", start))) {
            close();
            token(TokenKind.CLOSE_TEMPLATE, c == '}' ? start + 1 : start + 2);
        } else {
            frame.braces += c == '{' ? 1 : c == '}' && frame.braces > 0 ? -1 : 0;
            int length = signLength(c);
            token(
                    length == 0 ? TokenKind.UNKNOWN : TokenKind.SIGN,
                    start + Math.max(length, Character.charCount(text.codePointAt(start))));
        }
    }

    private int signLength(char c) {
        for (String sign : LONG_SIGNS) {
            if (text.startsWith(sign, start)) {
                return sign.length();
            }
        }
        return SHORT_SIGNS.indexOf(c) >= 0 ? 1 : 0;
    }

    private boolean isTemplate() {
        return !frames.isEmpty();
    }

    private boolean mayOpen() {
        return frames.size() < DEEPEST;
    }

    private void open(Frame inner) {
        frames.push(frame);
        frame = inner;
    }

    private void close() {
        frame = frames.pop();
    }

    private boolean openHeredoc() {
        if (!text.startsWith("<<", start) || !mayOpen()) {
            return false;
        }
        int tag = isAt(start + 2, '-') ? start + 3 : start + 2;
        int tagEnd = identifierEnd(tag);
        int line = blanksEnd(tagEnd);
        int first = newlineEnd(line);
        if (tagEnd == tag || first == line) {
            return false;
        }
        open(new Frame(Mode.HEREDOC, text.substring(tag, tagEnd)));
        token(TokenKind.OPEN_HEREDOC, first);
        return true;
    }

    private void quoted() {
        if (text.charAt(start) == '"') {
            close();
            token(TokenKind.CLOSE_QUOTE, start + 1);
        } else if (newlineEnd(start) > start) {
            // a text ends with its line: what it was in has ended with it, but for one over several lines
            while (isTemplate() && frame.mode != Mode.HEREDOC) {
                close();
            }
            end = start;
            next();
        } else if (!openTemplate()) {
            int at = start;
            do {
                at = textEnd(at, true);
            } while (at < text.length() && text.charAt(at) != '"' && !isTemplate(at) && newlineEnd(at) == at);
            token(TokenKind.TEXT, at);
        }
    }

    private void heredoc() {
        int close = isLineStart(start) ? closingEnd(start) : -1;
        if (close >= 0) {
            close();
            token(TokenKind.CLOSE_HEREDOC, close);
        } else if (!openTemplate()) {
            int at = start;
            do {
                at = textEnd(at, false);
            } while (at < text.length() && !isTemplate(at) && !(isLineStart(at) && closingEnd(at) >= 0));
            token(TokenKind.TEXT, at);
        }
    }

    /** Behind one character of a text, with what escapes it. */
    private int textEnd(int at, boolean isQuoted) {
        char c = text.charAt(at);
        if (isQuoted && c == '\\' && at + 1 < text.length() && newlineEnd(at + 1) == at + 1) {
            return at + 2;
        }
        boolean isEscaped = isAt(at + 1, c) && (c == '$' || c == '%') && isAt(at + 2, '{');
        return isEscaped ? at + 3 : at + 1;
    }

    private boolean isTemplate(int at) {
        return (isAt(at, '$') || isAt(at, '%')) && isAt(at + 1, '{') && mayOpen();
    }

    private boolean openTemplate() {
        if (!isTemplate(start)) {
            return false;
        }
        open(new Frame(Mode.CODE, ""));
        token(TokenKind.OPEN_TEMPLATE, isAt(start + 2, '~') ? start + 3 : start + 2);
        return true;
    }

    private boolean isLineStart(int at) {
        return text.charAt(at - 1) == '\n';
    }

    /** Behind the tag, where a line has nothing else; -1 where it has. */
    private int closingEnd(int line) {
        int tag = blanksEnd(line);
        int tagEnd = tag + frame.tag.length();
        boolean isClosing = text.startsWith(frame.tag, tag)
                && (blanksEnd(tagEnd) == text.length() || newlineEnd(blanksEnd(tagEnd)) > blanksEnd(tagEnd));
        return isClosing ? tagEnd : -1;
    }

    private boolean isBlank(int at) {
        char c = text.charAt(at);
        return c == ' ' || c == '\t' || (c == BYTE_ORDER_MARK && at == 0);
    }

    private int blanksEnd(int from) {
        int at = from;
        while (at < text.length() && isBlank(at)) {
            at++;
        }
        return at;
    }

    /** Behind the end of a line that is here; here, where there is none. */
    private int newlineEnd(int at) {
        if (isAt(at, '\n')) {
            return at + 1;
        }
        return isAt(at, '\r') && isAt(at + 1, '\n') ? at + 2 : at;
    }

    /** Before the end of the line. */
    private int lineEnd(int from) {
        int feed = text.indexOf('\n', from);
        int at = feed < 0 ? text.length() : feed;
        return feed > from && text.charAt(feed - 1) == '\r' ? at - 1 : at;
    }

    private boolean isDigit(int at) {
        return at < text.length() && text.charAt(at) >= '0' && text.charAt(at) <= '9';
    }

    private int digitsEnd(int from) {
        int at = from;
        while (isDigit(at)) {
            at++;
        }
        return at;
    }

    private int numberEnd(int from) {
        int at = digitsEnd(from);
        if (isAt(at, '.') && isDigit(at + 1)) {
            at = digitsEnd(at + 1);
        }
        if (isAt(at, 'e') || isAt(at, 'E')) {
            int digits = isAt(at + 1, '+') || isAt(at + 1, '-') ? at + 2 : at + 1;
            at = isDigit(digits) ? digitsEnd(digits) : at;
        }
        return at;
    }

    /** Behind the identifier that begins here; here, where there is none. */
    private int identifierEnd(int from) {
        if (from >= text.length() || !isIdentifierStart(text.codePointAt(from))) {
            return from;
        }
        int at = from;
        while (at < text.length() && isIdentifierPart(text.codePointAt(at))) {
            at += Character.charCount(text.codePointAt(at));
        }
        return at;
    }

    private static boolean isIdentifierStart(int point) {
        return point == '_' || Character.isUnicodeIdentifierStart(point);
    }

    private static boolean isIdentifierPart(int point) {
        return point == '-' || (Character.isUnicodeIdentifierPart(point) && !Character.isIdentifierIgnorable(point));
    }
}
