package dev.infrahub.secrets;

import java.util.Locale;
import java.util.Set;

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

    private static final Set<String> NAMING = Set.of("name", "key", "id", "variable", "var", "env");
    private static final Set<String> VALUES = Set.of("value", "val", "data", "content");

    private static final CharClass AROUND_KEY = CharClass.of("\\s,{+~-");
    private static final CharClass QUOTES = CharClass.of("\"'");
    private static final CharClass BLANK = CharClass.of(" \\t");
    private static final CharClass BARE = CharClass.of("^\\s\"',;{}\\[\\]<>");

    private final Subject subject;
    private final String text;

    /** The member of the last object that was read backwards, and where the object starts. */
    private int lastMember = -1;

    private int lastObject;

    Pair(Subject subject) {
        this.subject = subject;
        this.text = subject.text;
    }

    /** Finds the value that belongs to the name that stands here. */
    void value(int nameStart, int nameEnd, Assignment.Places places) {
        int member = memberStart(nameStart);
        if (member < 0) {
            readMembers(nameEnd, Math.min(text.length(), nameEnd + REACH), MOST_BETWEEN, true, places);
        } else {
            readMembers(nameEnd, Math.min(text.length(), nameEnd + REACH), MOST_BETWEEN, false, places);
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

    /** Where the member starts whose value this is, if its name is one for names; else -1. */
    private int memberStart(int valueStart) {
        int at = back(valueStart, QUOTES, 1);
        at = back(at, BLANK, MOST_BLANKS);
        int sign = at;
        at -= at > 0 && text.charAt(at - 1) == '>' ? 1 : 0;
        at -= at > 0 && (text.charAt(at - 1) == ':' || text.charAt(at - 1) == '=') ? 1 : 0;
        if (at == sign) {
            return -1;
        }
        at = back(at, BLANK, MOST_BLANKS);
        int keyEnd = back(at, QUOTES, 1);
        int keyStart = back(keyEnd, CharClass.WORD, LONGEST_KEY);
        boolean isNaming = NAMING.contains(text.substring(keyStart, keyEnd).toLowerCase(Locale.ROOT));
        return isNaming ? back(keyStart, QUOTES, 1) : -1;
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
            if (c == '{' || c == '}' || (c == '-' && at < member && text.charAt(at) == ' ' && isItem(at - 1))) {
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
    private void readMembers(int from, int end, int most, boolean onlyFirst, Assignment.Places places) {
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
            int valueStart = isQuoted ? value + 1 : value;
            int valueEnd = isQuoted ? quoteEnd(valueStart, text.charAt(value)) : BARE.end(text, value, LONGEST_BARE);
            subject.worked(valueEnd - at);
            if (valueEnd > valueStart
                    && VALUES.contains(text.substring(keyStart, keyEnd).toLowerCase(Locale.ROOT))) {
                places.add(valueStart, valueEnd);
                return;
            }
            if (onlyFirst) {
                return;
            }
            at = isQuoted ? valueEnd + 1 : valueEnd;
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
