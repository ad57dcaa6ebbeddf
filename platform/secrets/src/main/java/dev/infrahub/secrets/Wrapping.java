package dev.infrahub.secrets;

/** What stands between a sign and the value behind it and is no part of either: a tag or an anchor of YAML, the prefix of a text. */
final class Wrapping {

    private static final int MOST = 2;
    private static final int LONGEST_PREFIX = 2;
    private static final int LONGEST_FILLED = 256;
    private static final String QUOTES = "\"'";

    private static final String TAG_BEGINS = "!&";
    private static final Shape OF_YAML = Shape.of("!!\\w{1,40}[ \\t]{1,8}|&[\\w-]{1,60}[ \\t]{1,8}");

    /** Of texts in Python, C, C#, PostgreSQL and SQL Server. */
    private static final CharClass PREFIX = CharClass.of("bBrRfFuULNE$@");

    private static final CharClass FILLING = CharClass.of("fF$");
    private static final CharClass HOLE = CharClass.only('{');
    private static final CharClass RAW = CharClass.of("rR");
    private static final CharClass OF_PATTERN = CharClass.of("([{\\\\");

    private Wrapping() {}

    /** Behind the tag and the anchor of a value in YAML. */
    static int behindTags(Subject subject, int from) {
        int at = from;
        if (from == subject.text.length() || TAG_BEGINS.indexOf(subject.text.charAt(from)) < 0) {
            return from;
        }
        for (int n = 0; n < MOST; n++) {
            int end = OF_YAML.end(subject, at, new Shape.Group.Noted());
            at = end < 0 ? at : end;
        }
        return at;
    }

    /** Behind the prefix of a text in quotes, if nothing is filled into that, and it is no regular expression. */
    static int behindPrefix(Subject subject, int from) {
        String text = subject.text;
        int quote = PREFIX.end(text, from, LONGEST_PREFIX);
        if (quote == from || quote == text.length() || QUOTES.indexOf(text.charAt(quote)) < 0) {
            return from;
        }
        boolean isFilled = has(FILLING, text, from, quote) && has(HOLE, text, quote + 1, textEnd(subject, quote));
        boolean isPattern = has(RAW, text, from, quote) && has(OF_PATTERN, text, quote + 1, textEnd(subject, quote));
        return isFilled || isPattern ? from : quote;
    }

    private static boolean has(CharClass any, String text, int from, int to) {
        for (int at = from; at < to; at++) {
            if (any.has(text.charAt(at))) {
                return true;
            }
        }
        return false;
    }

    private static int textEnd(Subject subject, int quote) {
        int limit = Math.min(subject.text.length(), quote + LONGEST_FILLED);
        int end = quote + 1;
        while (end < limit && subject.text.charAt(end) != subject.text.charAt(quote)) {
            end++;
        }
        subject.worked(2 * (end - quote));
        return end;
    }
}
