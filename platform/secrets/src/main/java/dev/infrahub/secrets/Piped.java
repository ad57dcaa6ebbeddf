package dev.infrahub.secrets;

/**
 * Passwords that are given to a command by a pipe, a text behind it, or the lines below it: {@code echo user:secret | chpasswd},
 * {@code echo secret | passwd --stdin}.
 */
final class Piped {

    private static final int REACH = 600;
    private static final int LONGEST_BEHIND_PIPE = 200;
    private static final int LONGEST_USER = 64;
    private static final int MOST_LINES = 40;
    private static final String CHPASSWD = "chpasswd";

    private static final CharClass USER = CharClass.of("A-Za-z0-9_.@$-");
    private static final CharClass PASSWORD = CharClass.of("^\\s\"'|;`\\\\");
    private static final CharClass BLANK = CharClass.of(" \\t");
    private static final CharClass LINE_START = CharClass.of(" \\t\"'-");
    private static final CharClass SEPARATOR = CharClass.of("\\n;&");

    private final Subject subject;
    private final String text;
    private final Assignment.Places places;
    private int pipesRead;
    private int linesRead;

    Piped(Subject subject, Assignment.Places places) {
        this.subject = subject;
        this.text = subject.text;
        this.places = places;
    }

    static String[] names() {
        return new String[] {CHPASSWD, "--stdin", "--password-stdin", "sudo -s"};
    }

    /** Finds what is given to the command, or the option, that stands here. */
    void read(int start, int end) {
        boolean isOfUsers = text.regionMatches(true, start, CHPASSWD, 0, CHPASSWD.length());
        int pipe = pipeBefore(start);
        if (pipe >= pipesRead) {
            pipesRead = pipe + 1;
            readBefore(pipe, isOfUsers);
        }
        if (isOfUsers) {
            readBehind(end);
        }
    }

    private int pipeBefore(int start) {
        int least = Math.max(0, start - LONGEST_BEHIND_PIPE);
        for (int at = start - 1; at >= least && !SEPARATOR.has(text.charAt(at)); at--) {
            subject.worked(1);
            if (text.charAt(at) == '|') {
                return at;
            }
        }
        return -1;
    }

    private void readBefore(int pipe, boolean isOfUsers) {
        int least = Math.max(0, pipe - REACH);
        int start = pipe;
        while (start > least && !SEPARATOR.has(text.charAt(start - 1)) && text.charAt(start - 1) != '|') {
            start--;
        }
        subject.worked(pipe - start);
        if (isOfUsers) {
            readUsers(start, pipe);
        }
        if (!isOfUsers || text.substring(start, pipe).contains("%s")) {
            readLast(start, pipe);
        }
    }

    /** The last word before the pipe, if it is printed. */
    private void readLast(int start, int pipe) {
        String segment = text.substring(start, pipe);
        if (!segment.contains("echo ") && !segment.contains("printf ")) {
            return;
        }
        int end = pipe;
        while (end > start && (BLANK.has(text.charAt(end - 1)) || "\"'".indexOf(text.charAt(end - 1)) >= 0)) {
            end--;
        }
        int word = end;
        while (word > start && PASSWORD.has(text.charAt(word - 1))) {
            word--;
        }
        add(word, end);
    }

    /** All {@code user:password} in a stretch. */
    private void readUsers(int start, int end) {
        int at = start;
        while (at < end) {
            int user = USER.end(text, at, LONGEST_USER);
            boolean isPair = user > at && user < end && text.charAt(user) == ':';
            int behind = isPair ? Math.min(end, PASSWORD.end(text, user + 1, REACH)) : user;
            if (isPair) {
                add(user + 1, behind);
            }
            at = Math.max(behind, at) + 1;
        }
    }

    /** A text or lines behind the command; the lines of cloud-init's module of that name. */
    private void readBehind(int end) {
        int at = BLANK.end(text, end, REACH);
        if (text.startsWith("<<<", at)) {
            int lineEnd = text.indexOf('\n', at);
            readUsers(at + 3, Math.min(at + REACH, lineEnd < 0 ? text.length() : lineEnd));
        } else if (text.startsWith("<<", at) || text.startsWith(":", at)) {
            readLines(at);
        }
    }

    private void readLines(int from) {
        if (from < linesRead) {
            return;
        }
        int line = text.indexOf('\n', from);
        for (int count = 0;
                count < MOST_LINES && line >= 0 && line < Math.min(text.length(), from + REACH * 4);
                count++) {
            int start = LINE_START.end(text, line + 1, REACH);
            int user = USER.end(text, start, LONGEST_USER);
            boolean isPair = user > start
                    && user + 1 < text.length()
                    && text.charAt(user) == ':'
                    && PASSWORD.has(text.charAt(user + 1));
            int end = isPair ? PASSWORD.end(text, user + 1, REACH) : user;
            if (isPair) {
                add(user + 1, end);
            }
            subject.worked(end - line);
            linesRead = end;
            line = text.indexOf('\n', end);
        }
    }

    private void add(int start, int end) {
        String value = text.substring(start, end);
        if (!value.isEmpty() && Values.isLiteral(value, Values.Writing.BARE) && !Assignment.isCode(value)) {
            places.add(start, end);
        }
    }
}
