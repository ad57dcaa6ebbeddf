package dev.infrahub.terraform;

import java.util.Arrays;
import java.util.Set;

/**
 * The beginning of a line, with a sign in place of each thing that may be another one in the next line though the same stands in
 * front of it.
 *
 * @param text the masked beginning
 * @param ends where each of its characters ends in the line
 */
record TextMask(String text, int[] ends) {

    /** What may change from line to line. */
    enum Variation {
        /** Dates and times of the day. */
        CLOCKS,
        /** Numbers, with the white space that aligns them. */
        NUMBERS,
        /** Words and numbers. */
        WORDS
    }

    private static final char CLOCK = '\u0001';
    private static final char NUMBER = '\u0002';
    private static final char WORD = '\u0003';

    private static final int LOOKED_AT = 1024;
    private static final int TIME_COLONS = 2;
    private static final int DATE_LENGTH = 10;
    private static final Set<Integer> EPOCH_DIGITS = Set.of(10, 13, 16, 19);

    static TextMask of(String line, Variation variation) {
        int length = Math.min(line.length(), LOOKED_AT);
        StringBuilder text = new StringBuilder();
        int[] ends = new int[length];
        int index = 0;
        while (index < length) {
            int end = end(line, index, length, variation);
            char sign = end > index ? sign(variation) : line.charAt(index);
            end = Math.max(end, index + 1);
            ends[text.length()] = end;
            text.append(sign);
            index = end;
        }
        return new TextMask(text.toString(), Arrays.copyOf(ends, text.length()));
    }

    private static char sign(Variation variation) {
        return switch (variation) {
            case CLOCKS -> CLOCK;
            case NUMBERS -> NUMBER;
            case WORDS -> WORD;
        };
    }

    /** Where what varies ends that begins here; here, where nothing does. */
    private static int end(String line, int start, int length, Variation variation) {
        boolean inWord = start > 0 && Character.isLetterOrDigit(line.charAt(start - 1));
        return switch (variation) {
            case CLOCKS -> inWord ? start : endOfClock(line, start, length);
            case NUMBERS -> endOfNumber(line, start, length);
            case WORDS -> endOfWord(line, start, length);
        };
    }

    /** Digits that one sign each joins; a clock where they are one. */
    private static int endOfClock(String line, int start, int length) {
        int index = start;
        int colons = 0;
        while (index < length && Identifier.isDigit(line.charAt(index))) {
            index = endOfDigits(line, index, length);
            boolean joins = index + 1 < length
                    && ":.,/-T+".indexOf(line.charAt(index)) >= 0
                    && Identifier.isDigit(line.charAt(index + 1));
            if (!joins) {
                break;
            }
            colons += line.charAt(index) == ':' ? 1 : 0;
            index++;
        }
        boolean clock = colons >= TIME_COLONS || isDate(line, start, index) || isEpoch(line, start, index);
        return clock ? afterZone(line, index, length) : start;
    }

    private static int afterZone(String line, int index, int length) {
        return index < length && line.charAt(index) == 'Z' ? index + 1 : index;
    }

    private static int endOfDigits(String line, int start, int length) {
        int index = start;
        while (index < length && Identifier.isDigit(line.charAt(index))) {
            index++;
        }
        return index;
    }

    /** Four digits, two, and two; or two, two and four. */
    private static boolean isDate(String line, int start, int end) {
        if (end - start < DATE_LENGTH) {
            return false;
        }
        StringBuilder form = new StringBuilder();
        line.substring(start, start + DATE_LENGTH)
                .chars()
                .forEach(c -> form.append(Identifier.isDigit(c) ? 'd' : (char) c));
        return switch (form.toString()) {
            case "dddd-dd-dd", "dddd/dd/dd", "dddd.dd.dd", "dd-dd-dddd", "dd/dd/dddd", "dd.dd.dddd" -> true;
            default -> false;
        };
    }

    /** Of this century, in seconds or in what a thousand of make one of the next larger; an account has twelve digits. */
    private static boolean isEpoch(String line, int start, int end) {
        int digits = endOfDigits(line, start, end) - start;
        return EPOCH_DIGITS.contains(digits) && line.charAt(start) == '1';
    }

    private static int endOfNumber(String line, int start, int length) {
        int index = start;
        while (index < length && line.charAt(index) == ' ') {
            index++;
        }
        int end = endOfDigits(line, index, length);
        return end > index ? end : start;
    }

    private static int endOfWord(String line, int start, int length) {
        int index = start;
        while (index < length && line.charAt(index) == ' ') {
            index++;
        }
        int end = index;
        while (end < length && (Character.isLetterOrDigit(line.charAt(end)) || line.charAt(end) == '_')) {
            end++;
        }
        return end > index ? end : start;
    }

    /** The masked form of the first characters of a line. */
    static String of(String line, int end, Variation variation) {
        return of(line.substring(0, end), variation).text;
    }

    /** How much of the line is in front, where it begins like that. */
    int behind(int keyLength) {
        return keyLength == 0 ? 0 : ends[keyLength - 1];
    }
}
