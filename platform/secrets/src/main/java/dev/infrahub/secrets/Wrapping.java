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

    /** Behind the prefix of a text in quotes, if nothing is filled into that. */
    static int behindPrefix(Subject subject, int from) {
        String text = subject.text;
        int quote = PREFIX.end(text, from, LONGEST_PREFIX);
        if (quote == from || quote == text.length() || QUOTES.indexOf(text.charAt(quote)) < 0) {
            return from;
        }
        boolean isFilled = FILLING.has(text.charAt(from)) || FILLING.has(text.charAt(quote - 1));
        return isFilled && hasHole(subject, quote) ? from : quote;
    }

    private static boolean hasHole(Subject subject, int quote) {
        String text = subject.text;
        int limit = Math.min(text.length(), quote + LONGEST_FILLED);
        int at = quote + 1;
        while (at < limit && text.charAt(at) != text.charAt(quote) && text.charAt(at) != '{') {
            at++;
        }
        subject.worked(at - quote);
        return at < limit && text.charAt(at) == '{';
    }
}
