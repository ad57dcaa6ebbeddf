package dev.infrahub.secrets;

import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;

/**
 * The lines of a private key in base64 without the one that opens them, as a log that begins in the middle has them: before the line
 * that closes them, or by what they begin with once decoded.
 */
final class KeyBody {

    private static final String CLOSING = "-----end";
    private static final String DASHES = "-----";
    private static final String PRIVATE = "PRIVATE KEY";

    /** How a key in DER or of OpenSSH begins, in base64; in lower case. */
    private static final List<String> BEGINNINGS = List.of("mii", "mig", "mih", "b3blbnnzac1r");

    /** How a short key goes on behind its tag, its length and the tag of its version. */
    private static final List<String> VERSIONS = List.of("caqaw", "caqew", "caqee");

    private static final int BEFORE_VERSION = 3;

    private static final int LONGEST = 20_000;
    private static final int LONGEST_LABEL = 60;
    private static final int SHORTEST_LINE = 24;
    private static final int SHORTEST_KEY = 40;
    private static final int HEAD = 24;
    private static final int MOST_BLANKS = 60;

    private static final CharClass DIGIT = CharClass.of("A-Za-z0-9+/");
    private static final CharClass LABEL = CharClass.of("A-Z0-9 ");
    private static final CharClass BLANK = CharClass.of(" \\t");
    private static final CharClass BETWEEN = CharClass.of("\\s");

    private static final byte[] OPENSSH = HexFormat.of().parseHex("6f70656e7373682d6b6579");
    private static final int SEQUENCE = 0x30;
    private static final int INTEGER = 0x02;
    private static final int OCTETS = 0x04;
    private static final int OBJECT_IDENTIFIER = 0x06;
    private static final int LONG_FORM = 0x80;

    private final Subject subject;
    private final String text;
    private final Assignment.Places places;
    private int read;

    KeyBody(Subject subject, Assignment.Places places) {
        this.subject = subject;
        this.text = subject.text;
        this.places = places;
    }

    static String[] names() {
        return Stream.of(BEGINNINGS, VERSIONS, List.of(CLOSING))
                .flatMap(List::stream)
                .toArray(String[]::new);
    }

    /** Finds the key that is closed, or begins, by the word that stands here. */
    void read(int word) {
        switch (text.charAt(word)) {
            case '-' -> readClosed(word);
            case 'c', 'C' -> readBeginning(word - BEFORE_VERSION);
            default -> readBeginning(word);
        }
    }

    private void readBeginning(int at) {
        if (at >= read && (at == 0 || !DIGIT.has(text.charAt(at - 1))) && isPrivate(at)) {
            int end = end(at);
            if (end - at >= SHORTEST_KEY) {
                places.add(at, end);
            }
            read = end;
        }
    }

    private boolean isPrivate(int at) {
        subject.worked(HEAD);
        return DIGIT.end(text, at, HEAD) - at == HEAD
                && isPrivate(Base64.getDecoder().decode(text.substring(at, at + HEAD)));
    }

    /** PKCS#8, PKCS#1 and SEC1 begin with a version, which nothing that is public does; a request for a certificate has no key behind it. */
    private static boolean isPrivate(byte[] head) {
        if (Arrays.mismatch(head, OPENSSH) == OPENSSH.length) {
            return true;
        }
        int at = content(head, 0);
        boolean hasVersion = head[0] == SEQUENCE
                && head[at] == INTEGER
                && head[at + 1] == 1
                && (head[at + 2] == 0 || head[at + 2] == 1);
        if (!hasVersion) {
            return false;
        }
        return switch (head[at + 3]) {
            case SEQUENCE -> head[content(head, at + 3)] == OBJECT_IDENTIFIER;
            case INTEGER -> head[at + 2] == 0;
            case OCTETS -> head[at + 2] == 1;
            default -> false;
        };
    }

    /** Where what has this head begins: behind its tag and its length. */
    private static int content(byte[] der, int tag) {
        int length = der[tag + 1] & 0xFF;
        return tag + 2 + (length > LONG_FORM && length <= LONG_FORM + 2 ? length - LONG_FORM : 0);
    }

    /** Behind the last line: all are as wide as the first, but for the last. */
    private int end(int start) {
        int limit = Math.min(text.length(), start + LONGEST);
        int width = DIGIT.end(text, start, LONGEST) - start;
        int end = start + width;
        boolean goesOn = true;
        while (goesOn && end < limit) {
            int line = BETWEEN.end(text, end, MOST_BLANKS);
            int next = DIGIT.end(text, line, width);
            boolean isWide = next - line == width && !isDigit(next);
            boolean isLast = next > line && text.indexOf('\n', end, line) >= 0 && isLineEnd(Encoded.padded(text, next));
            end = isWide || isLast ? next : end;
            goesOn = isWide;
        }
        subject.worked(end - start);
        return Encoded.padded(text, end);
    }

    private boolean isDigit(int at) {
        return at < text.length() && DIGIT.has(text.charAt(at));
    }

    private boolean isLineEnd(int at) {
        return at == text.length() || text.charAt(at) == '\n' || text.charAt(at) == '\r';
    }

    private void readClosed(int dashes) {
        int label = BLANK.end(text, dashes + CLOSING.length(), 1);
        int labelEnd = LABEL.end(text, label, LONGEST_LABEL);
        subject.worked(labelEnd - dashes);
        boolean isPrivate = dashes >= read
                && text.startsWith(DASHES, labelEnd)
                && text.substring(label, labelEnd).contains(PRIVATE);
        if (isPrivate) {
            int start = start(dashes);
            if (start < dashes) {
                places.add(start, labelEnd + DASHES.length());
            }
            read = labelEnd;
        }
    }

    /** Before the first line: the last may be shorter than the others, and the first, which a log was cut in. */
    private int start(int closing) {
        int least = Math.max(read, closing - LONGEST);
        int start = closing;
        int width = 0;
        int at = closing;
        int lines = 0;
        while (at > least) {
            int end = back(at, BETWEEN, least);
            int digits = end;
            while (digits > least && text.charAt(digits - 1) == '=') {
                digits--;
            }
            int line = back(digits, DIGIT, least);
            int length = end - line;
            boolean isParted = line == least || BETWEEN.has(text.charAt(line - 1));
            boolean isFirst = lines > 1 && length < width && (line == 0 || !isParted);
            boolean isOfKey = line < digits
                    && switch (lines) {
                        case 0 -> true;
                        case 1 -> length >= SHORTEST_LINE;
                        default -> length == width || isFirst;
                    };
            if (!isOfKey) {
                break;
            }
            width = length;
            lines++;
            start = line;
            at = isParted ? line : least;
        }
        subject.worked(closing - start);
        boolean isLong = lines > 1 || closing - start > SHORTEST_LINE;
        return isLong ? start : closing;
    }

    private int back(int from, CharClass characters, int least) {
        int at = from;
        while (at > least && characters.has(text.charAt(at - 1))) {
            at--;
        }
        return at;
    }
}
