package dev.infrahub.secrets;

import java.util.Set;

/**
 * A user and a password before the place where they log in, without a scheme: {@code user:password@tcp(host:3306)/db} of Go's
 * drivers, {@code user:password@host:5432/db}.
 */
final class Login {

    private static final int LONGEST = 128;
    private static final String AT = "@";

    /** Which image of a registry it is. */
    private static final String DIGEST = "sha256:";

    private static final String AUTHORITY = "://";

    private static final CharClass BOUND = CharClass.of("\\s\"'`<>");
    private static final CharClass IN_AUTHORITY = CharClass.of("^/?#");
    private static final CharClass USER = CharClass.of("A-Za-z0-9_.+%$#@-");

    /** A protocol and its address in brackets; a database alone; a host and its port. */
    private static final Shape PLACE = Shape.of("[a-z0-9]{0,12}\\([^)\\s]{0,255}\\)|/[A-Za-z0-9_-]{1,64}|"
            + "(?:\\[[0-9a-fA-F:.]{2,45}\\]|[A-Za-z0-9_.-]{1,255}):[0-9]{2,5}");

    private static final CharClass BEHIND_PLACE = CharClass.of("\\s\"'`,;:?/)\\]}&|<>\\\\");

    /** Stand before somebody's address, which has no password. */
    private static final Set<String> SCHEMES = Set.of("mailto", "sip", "sips", "acct", "xmpp", "ssh", "git");

    private final Subject subject;
    private final String text;
    private final Assignment.Places places;

    /** The last sign, and where the word that it is in begins. */
    private int lastSign = -1;

    private int lastStart;

    Login(Subject subject, Assignment.Places places) {
        this.subject = subject;
        this.text = subject.text;
        this.places = places;
    }

    static String[] names() {
        return new String[] {AT};
    }

    /** Finds the password before the sign that stands here. */
    void read(int sign) {
        if (sign == 0
                || text.startsWith(DIGEST, sign + 1)
                || BOUND.has(text.charAt(sign - 1))
                || !isBeforePlace(sign + 1)) {
            return;
        }
        int start = start(sign);
        int colon = colon(start, sign);
        if (colon >= 0 && isPassword(text.substring(colon + 1, sign), text.substring(start, sign))) {
            places.add(colon + 1, sign);
        }
    }

    private boolean isBeforePlace(int from) {
        int end = PLACE.end(subject, from, new Shape.Group.Noted());
        return end > from && (end == text.length() || BEHIND_PLACE.has(text.charAt(end)));
    }

    private int start(int sign) {
        int least = Math.max(0, sign - LONGEST);
        int stop = Math.max(least, lastSign);
        int start = sign;
        while (start > stop && !BOUND.has(text.charAt(start - 1))) {
            start--;
        }
        subject.worked(sign - start);
        // what stands before the last sign was gone through
        int begin = start == lastSign ? Math.max(least, lastStart) : start;
        lastSign = sign;
        lastStart = begin;
        return begin;
    }

    /** The first colon behind a user; negative where there is none. Whom a URL is of is another rule's. */
    private int colon(int start, int sign) {
        subject.worked(sign - start);
        int user = start;
        int at = start;
        while (at < sign) {
            char c = text.charAt(at);
            if (text.startsWith(AUTHORITY, at)) {
                at = IN_AUTHORITY.end(text, at + AUTHORITY.length(), LONGEST);
                user = at + 1;
            } else if (c == ':') {
                return SCHEMES.contains(text.substring(user, at)) ? -1 : at;
            } else if (!USER.has(c)) {
                user = at + 1;
            }
            at++;
        }
        return -1;
    }

    private static boolean isPassword(String value, String login) {
        return Values.isLiteral(value, Values.Writing.BARE)
                && !Values.isSlot(value)
                && !Assignment.isCode(value)
                && !login.chars().allMatch(c -> c == ':' || (c >= '0' && c <= '9'));
    }
}
