package dev.infrahub.secrets;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Map;

/** Ways to write characters by others: a text is also read without each of them. */
enum Escapes {
    /** Of JSON, and of most languages. */
    JSON('\\') {
        @Override
        int read(String text, int at, StringBuilder to) {
            char kind = at + 1 < text.length() ? text.charAt(at + 1) : 0;
            if (octal(text, at) >= 0) {
                return octets(Escapes::octal, text, at, LONGEST_OCTAL, to);
            }
            int simple = "nrtbfav0\"'\\/e$".indexOf(kind);
            if (kind != 0 && simple >= 0) {
                to.append("\n\r\t\b\f\u0007\u000B\0\"'\\/\u001B$".charAt(simple));
                return at + 2;
            }
            return switch (kind) {
                case 'u' -> isAt(text, at + 2, '{') ? braced(text, at + 3, to) : hex(text, at + 2, 4, to);
                case 'U' -> point(text, at + 2, at + 2 + LONGEST_POINT, to);
                case 'x' -> hex(text, at + 2, 2, to);
                default -> -1;
            };
        }
    },
    HTML('&') {
        @Override
        int read(String text, int at, StringBuilder to) {
            int end = text.indexOf(';', at + 1, Math.min(text.length(), at + LONGEST_ENTITY));
            if (end < 0) {
                return -1;
            }
            String name = text.substring(at + 1, end);
            int point = name.startsWith("#") ? number(name) : ENTITIES.getOrDefault(name, -1);
            if (!Character.isValidCodePoint(point)) {
                return -1;
            }
            to.appendCodePoint(point);
            return end + 1;
        }
    },
    URL('%') {
        @Override
        int read(String text, int at, StringBuilder to) {
            return octets(Escapes::octet, text, at, LONGEST_OCTET, to);
        }
    },
    /** What is not seen, and what looks like a blank or a quote: for what a reader takes it for. */
    LOOKS('\0') {
        @Override
        int next(String text, int from, int end) {
            int at = from;
            while (at < end && (text.charAt(at) < ASCII || seen(text.charAt(at)) == text.charAt(at))) {
                at++;
            }
            return at < end ? at : -1;
        }

        @Override
        int read(String text, int at, StringBuilder to) {
            char seen = seen(text.charAt(at));
            if (seen == text.charAt(at)) {
                return -1;
            }
            if (seen != 0) {
                to.append(seen);
            }
            return at + 1;
        }
    };

    private static final int ASCII = 128;
    private static final int LONGEST_OCTAL = 4;
    private static final int LONGEST_POINT = 8;
    private static final String DOUBLE_QUOTES = "\u201C\u201D\u201E\u201F\u00AB\u00BB";
    private static final String SINGLE_QUOTES = "\u2018\u2019\u201A\u201B";
    private static final char FIRST_SELECTOR = '\uFE00';
    private static final char LAST_SELECTOR = '\uFE0F';

    private static final int LONGEST_ENTITY = 10;
    private static final int LONGEST_OCTET = 3;

    private static final Map<String, Integer> ENTITIES = Map.ofEntries(
            Map.entry("lt", (int) '<'),
            Map.entry("gt", (int) '>'),
            Map.entry("amp", (int) '&'),
            Map.entry("quot", (int) '"'),
            Map.entry("apos", (int) '\''),
            Map.entry("nbsp", (int) ' '),
            Map.entry("sol", (int) '/'),
            Map.entry("colon", (int) ':'),
            Map.entry("equals", (int) '='),
            Map.entry("commat", (int) '@'),
            Map.entry("plus", (int) '+'),
            Map.entry("num", (int) '#'),
            Map.entry("excl", (int) '!'),
            Map.entry("dollar", (int) '$'),
            Map.entry("percnt", (int) '%'),
            Map.entry("bsol", (int) '\\'));

    private final char sign;

    Escapes(char sign) {
        this.sign = sign;
    }

    /** Writes what an escape stands for; gives where it ends, or -1 where there is none. */
    abstract int read(String text, int at, StringBuilder to);

    /** A text without its escapes, and where each of its characters stood. */
    record Unescaped(String text, int[] ends, int[] sources) {

        /** Whether what an escape stood for ends between these. */
        boolean isChanged(int from, int to) {
            int found = Arrays.binarySearch(ends, from);
            int next = Math.max(1, found >= 0 ? found : -found - 1);
            return next < ends.length && ends[next] <= to;
        }

        /** Where the text was escaped that begins here. */
        int source(int index) {
            int found = Arrays.binarySearch(ends, index);
            int entry = found >= 0 ? found : -found - 2;
            return sources[entry] + index - ends[entry];
        }
    }

    /** Where the next may begin; negative where none does. */
    int next(String text, int from, int end) {
        return text.indexOf(sign, from, end);
    }

    /** Where the escape ends whose sign stands here, or -1 where there is none. */
    int end(String text, int at) {
        return read(text, at, new StringBuilder(2));
    }

    Unescaped unescaped(String text, int start, int end) {
        StringBuilder plain = new StringBuilder(end - start);
        int[] ends = new int[16];
        int[] sources = new int[16];
        int count = 1;
        sources[0] = start;
        int at = start;
        while (at < end) {
            int next = next(text, at, end);
            plain.append(text, at, next < 0 ? end : next);
            if (next < 0) {
                break;
            }
            int behind = read(text, next, plain);
            if (behind < 0) {
                plain.append(text.charAt(next));
                at = next + 1;
                continue;
            }
            at = behind;
            if (count == ends.length) {
                ends = Arrays.copyOf(ends, count * 2);
                sources = Arrays.copyOf(sources, count * 2);
            }
            ends[count] = plain.length();
            sources[count++] = at;
        }
        return new Unescaped(plain.toString(), Arrays.copyOf(ends, count), Arrays.copyOf(sources, count));
    }

    /** What a character is taken for; zero where it is not seen. */
    private static char seen(char c) {
        if (c < ASCII) {
            return c;
        }
        if (DOUBLE_QUOTES.indexOf(c) >= 0) {
            return '"';
        }
        if (SINGLE_QUOTES.indexOf(c) >= 0) {
            return '\'';
        }
        return switch (Character.getType(c)) {
            case Character.SPACE_SEPARATOR -> ' ';
            case Character.FORMAT -> 0;
            default -> c >= FIRST_SELECTOR && c <= LAST_SELECTOR ? 0 : c;
        };
    }

    private static boolean isAt(String text, int at, char c) {
        return at < text.length() && text.charAt(at) == c;
    }

    /** An octet that is written otherwise, or -1 where there is none. */
    @FunctionalInterface
    private interface Octet {
        int at(String text, int at);
    }

    /** A character in UTF-8, each of whose octets is written in so many characters. */
    private static int octets(Octet octet, String text, int at, int length, StringBuilder to) {
        int first = octet.at(text, at);
        int count = first < 0 ? 0 : first < 0x80 ? 1 : first < 0xE0 ? 2 : first < 0xF0 ? 3 : 4;
        byte[] bytes = new byte[count];
        for (int i = 0; i < count; i++) {
            int value = octet.at(text, at + i * length);
            if (value < 0) {
                return -1;
            }
            bytes[i] = (byte) value;
        }
        try {
            to.append(StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)));
        } catch (CharacterCodingException _) {
            return -1;
        }
        return count == 0 ? -1 : at + count * length;
    }

    /** A backslash and three digits. */
    private static int octal(String text, int at) {
        if (at + LONGEST_OCTAL > text.length() || text.charAt(at) != '\\') {
            return -1;
        }
        int value = 0;
        for (int i = at + 1; i < at + LONGEST_OCTAL; i++) {
            int digit = text.charAt(i) - '0';
            if (digit < 0 || digit > 7) {
                return -1;
            }
            value = 8 * value + digit;
        }
        return value <= 0xFF ? value : -1;
    }

    private static int braced(String text, int start, StringBuilder to) {
        int end = text.indexOf('}', start, Math.min(text.length(), start + LONGEST_POINT));
        return end <= start || point(text, start, end, to) < 0 ? -1 : end + 1;
    }

    /** A code point by its number. */
    private static int point(String text, int start, int end, StringBuilder to) {
        if (!areHex(text, start, end - start)) {
            return -1;
        }
        long point = HexFormat.fromHexDigitsToLong(text, start, end);
        if (point > Character.MAX_CODE_POINT) {
            return -1;
        }
        to.appendCodePoint((int) point);
        return end;
    }

    private static int hex(String text, int start, int digits, StringBuilder to) {
        if (!areHex(text, start, digits)) {
            return -1;
        }
        to.append((char) HexFormat.fromHexDigits(text, start, start + digits));
        return start + digits;
    }

    private static boolean areHex(String text, int start, int digits) {
        if (start + digits > text.length()) {
            return false;
        }
        for (int i = start; i < start + digits; i++) {
            if (!HexFormat.isHexDigit(text.charAt(i))) {
                return false;
            }
        }
        return true;
    }

    private static int octet(String text, int at) {
        return at < text.length() && text.charAt(at) == '%' && areHex(text, at + 1, 2)
                ? HexFormat.fromHexDigits(text, at + 1, at + 3)
                : -1;
    }

    private static int number(String name) {
        boolean isHex = name.startsWith("#x") || name.startsWith("#X");
        try {
            return Integer.parseInt(name, isHex ? 2 : 1, name.length(), isHex ? 16 : 10);
        } catch (NumberFormatException _) {
            return -1;
        }
    }
}
