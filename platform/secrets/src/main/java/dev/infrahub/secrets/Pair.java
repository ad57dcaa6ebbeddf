package dev.infrahub.secrets;

import java.util.List;

/**
 * A name that is a value itself, {@code {"name": "DB_PASSWORD", "value": "…"}}, and the value that stands beside it: behind it or
 * before it, with other members between.
 */
final class Pair {

    /** How far the other member may be. */
    private static final int REACH = 4000;

    /** How far it may be where nothing shows that both are of one object. */
    private static final int NEAR = 400;

    private static final String VALUE = "value";
    private static final int LONGEST_BARE = 300;
    private static final int MOST_BETWEEN = 6;
    private static final int MOST_BLANKS = 60;
    private static final int LONGEST_KEY = 40;

    /** Name another member's value, also as the last word of what they are called. */
    private static final List<String> NAMING = List.of("name", "key", "variable");

    /** The same, as all that they are called. */
    private static final List<String> ALSO_NAMING =
            List.of("id", "var", "env", "option", "flag", "parameter", "property", "setting", "field", "attribute");

    private static final List<String> VALUES = List.of("value", "values", "val");
    private static final List<String> ALSO_VALUES = List.of("data", "content");

    private static final CharClass AROUND_KEY = CharClass.of("\\s,{+~-");
    private static final CharClass QUOTES = CharClass.of("\"'");
    private static final CharClass BLANK = CharClass.of(" \\t");
    private static final CharClass NO_QUOTE = CharClass.of("^\"\\n");
    private static final CharClass NO_NEWLINE = CharClass.of("^\\n");
    private static final CharClass BARE = CharClass.of("^\\s\"',;{}\\[\\]<>");

    private final Subject subject;
    private final String text;

    /** The member of the last object that was read backwards, and where the object starts. */
    private int lastMember = -1;

    private int lastObject;
    private int memberStart;
    private boolean isOfYaml;

    Pair(Subject subject) {
        this.subject = subject;
        this.text = subject.text;
    }

    /** Whether a member of this name says what another is called. */
    static boolean isNaming(String member) {
        return endsWithOneOf(NAMING, member) || isOneOf(ALSO_NAMING, member);
    }

    /** Whether a member of this name is what another tells the name of. */
    static boolean isValue(String member) {
        return endsWithOneOf(VALUES, member) || isOneOf(ALSO_VALUES, member);
    }

    /** As its last word. */
    private static boolean endsWithOneOf(List<String> words, String member) {
        for (String word : words) {
            int start = member.length() - word.length();
            if (start >= 0
                    && member.regionMatches(true, start, word, 0, word.length())
                    && (start == 0 || isBoundary(member, start))) {
                return true;
            }
        }
        return false;
    }

    private static boolean isOneOf(List<String> words, String member) {
        for (String word : words) {
            if (word.equalsIgnoreCase(member)) {
                return true;
            }
        }
        return false;
    }

    private static boolean isBoundary(String member, int start) {
        return !Character.isLetterOrDigit(member.charAt(start - 1))
                || (Character.isUpperCase(member.charAt(start)) && !Character.isUpperCase(member.charAt(start - 1)));
    }

    /** Receives where a value begins: its quote, its bracket or the value itself. */
    @FunctionalInterface
    interface Beginnings {
        void add(int at);
    }

    /** Finds the value that belongs to the name that stands here. */
    void value(int nameStart, int nameEnd, Beginnings places) {
        String key = key(nameStart);
        int member = isNaming(key) ? memberStart : -1;
        int behind = behindValue(nameEnd);
        if (member < 0) {
            readMembers(behind, Math.min(text.length(), nameEnd + REACH), MOST_BETWEEN, true, places);
        } else {
            readMembers(behind, Math.min(text.length(), nameEnd + REACH), MOST_BETWEEN, false, places);
            int object = objectStart(member);
            readMembers(object, member, MOST_BETWEEN, false, places);
            readMembers(valueBefore(Math.max(object, member - NEAR), member), member, 1, true, places);
        }
    }

    /** The nearest member for a value before another, where the text does not show where the object starts. */
    private int valueBefore(int least, int member) {
        for (int at = member - VALUE.length(); at >= least; at--) {
            subject.worked(1);
            boolean isKey = text.regionMatches(true, at, VALUE, 0, VALUE.length());
            if (isKey && (at == 0 || !CharClass.WORD.has(text.charAt(at - 1)))) {
                return at;
            }
        }
        return member;
    }

    /** The name of the member whose value stands here; empty where it is the value of none. Notes where the member starts. */
    String key(int valueStart) {
        int at = back(back(valueStart, QUOTES, 1), BLANK, MOST_BLANKS);
        at = isAt(at - 1, '>') && isAt(at - 2, '-') ? beforeOldValue(at - 2) : at;
        int sign = at;
        at -= isAt(at - 1, '>') && isAt(at - 2, '=') ? 1 : 0;
        at -= isAt(at - 1, ':') || isAt(at - 1, '=') ? 1 : 0;
        isOfYaml = isAt(at, ':');
        if (at == sign) {
            return "";
        }
        at = back(at, BLANK, MOST_BLANKS);
        int keyEnd = back(at, QUOTES, 1);
        int keyStart = back(keyEnd, CharClass.WORD, LONGEST_KEY);
        memberStart = back(keyStart, QUOTES, 1);
        return text.substring(keyStart, keyEnd);
    }

    private boolean isAt(int at, char c) {
        return at >= 0 && at < text.length() && text.charAt(at) == c;
    }

    /** Where a plan's text shows a change, before what there was, if that is in quotes. */
    private int beforeOldValue(int arrow) {
        int closing = back(arrow, BLANK, MOST_BLANKS) - 1;
        if (!isAt(closing, '"')) {
            return arrow;
        }
        int opening = back(closing, NO_QUOTE, LONGEST_BARE) - 1;
        return isAt(opening, '"') ? back(opening, BLANK, MOST_BLANKS) : arrow;
    }

    /** Over what a plan's text shows behind a value: what it will be, and why. */
    private int behindValue(int from) {
        int at = BLANK.end(text, from, MOST_BLANKS);
        if (text.startsWith("-> \"", at)) {
            at = BLANK.end(text, quoteEnd(at + 4, '"') + 1, MOST_BLANKS);
        } else if (text.startsWith("-> ", at)) {
            at = BLANK.end(text, BARE.end(text, at + 3, LONGEST_BARE), MOST_BLANKS);
        }
        return isAt(at, '#') ? NO_NEWLINE.end(text, at, LONGEST_BARE) : at;
    }

    private int back(int from, CharClass characters, int most) {
        int at = from;
        while (at > 0 && from - at < most && characters.has(text.charAt(at - 1))) {
            at--;
        }
        return at;
    }

    /** Behind the bracket that opens the object of a member, or the dash of a list's item. */
    private int objectStart(int member) {
        int least = Math.max(0, member - REACH);
        int object = least;
        for (int at = member; at > least; at--) {
            if (at == lastMember) {
                object = Math.max(least, lastObject);
                break;
            }
            subject.worked(1);
            char c = text.charAt(at - 1);
            if (c == '{'
                    || c == '}'
                    || (isOfYaml && c == '-' && at < member && text.charAt(at) == ' ' && isItem(at - 1))) {
                object = at;
                break;
            }
        }
        lastMember = member;
        lastObject = object;
        return object;
    }

    private boolean isItem(int dash) {
        return dash == 0 || !CharClass.ALPHANUMERIC.has(text.charAt(dash - 1));
    }

    /** Goes through members as long as they look like ones, and gives the values of those that are named for values. */
    private void readMembers(int from, int end, int most, boolean onlyFirst, Beginnings places) {
        int at = from;
        for (int count = 0; count < most; count++) {
            int keyStart = QUOTES.end(text, AROUND_KEY.end(text, at, MOST_BLANKS), 1);
            int keyEnd = CharClass.WORD.end(text, keyStart, LONGEST_KEY);
            int sign = BLANK.end(text, QUOTES.end(text, keyEnd, 1), MOST_BLANKS);
            if (keyEnd == keyStart || sign >= end || ":=".indexOf(text.charAt(sign)) < 0) {
                return;
            }
            int value = BLANK.end(text, text.startsWith("=>", sign) ? sign + 2 : sign + 1, MOST_BLANKS);
            boolean isQuoted = value < end && QUOTES.has(text.charAt(value));
            int valueEnd = isQuoted ? quoteEnd(value + 1, text.charAt(value)) : BARE.end(text, value, LONGEST_BARE);
            subject.worked(valueEnd - at);
            if (isValue(text.substring(keyStart, keyEnd))) {
                places.add(value);
                return;
            }
            if (onlyFirst) {
                return;
            }
            at = behindValue(isQuoted ? valueEnd + 1 : valueEnd);
        }
    }

    private int quoteEnd(int from, char quote) {
        int limit = Math.min(text.length(), from + Subject.REACH);
        int end = from;
        while (end < limit && text.charAt(end) != quote && text.charAt(end) != '\n') {
            end += text.charAt(end) == '\\' && end + 1 < limit && text.charAt(end + 1) != '\n' ? 2 : 1;
        }
        return Math.min(end, limit);
    }
}
