package dev.infrahub.secrets;

import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** {@code name = "value"} in its many spellings: HCL, JSON, JSON in a string, YAML, environment, connection string. */
final class Assignment {

    private static final String QUOTED = "[^\"\\\\\\n]{0,8000}+(?:\\\\[^\\n][^\"\\\\\\n]{0,8000}+){0,200}+";

    /** The groups are what could be a secret. */
    static final String PATTERN =
            // the name, and what closes it
            "(?<name>[\\w.-]{1,100}+)[\"'\\\\\\]]{0,4}+"
                    // what stands between: a sign, or the second member of a pair
                    + "(?:[ \\t]{0,60}+(?:=>|:=|=(?!=)|:)"
                    + "|,?\\s{0,60}+[+~-]?\\s{0,20}+[\"'\\\\]{0,3}+[vV]alue[\"'\\\\]{0,3}+[ \\t]{0,60}+(?:=>|[:=]))"
                    + "(?:(?<tight>[^\\s\"'\\\\;=>]{1}[^\\s\"'\\\\;]{2,255}+)"
                    + "|[ \\t]{0,60}+(?:\\\\{1,3}\"(?<inner>[^\"\\\\]{0,8000}+(?:\\\\[^\"][^\"\\\\]{0,8000}+){0,200}+)"
                    + "|\"(?<quoted>" + QUOTED + ")\"?(?:[ \\t]{1,5}->[ \\t]{1,5}\"(?<changed>" + QUOTED + ")\"?)?"
                    + "|'(?<single>[^'\\n]{1,8000}+)'?"
                    + "|<<[-~]?\\s?(?<tag>\\w{1,40})\\n"
                    + "|(?<loose>[^\\s\"'\\\\;<>(){}\\[\\],]{6,256}+)(?=[\\s,;}]|\\z)))";

    /** What the pattern lets follow a name: what closes it, white space, a sign, or the word "value". */
    static final String BEHIND_NAME = "\"'\\] \t\n\u000B\f\r=:,+~-vV";

    private static final int LONGEST_HEREDOC = 8000;
    private static final List<String> WRITTEN_OUT = List.of("inner", "quoted", "changed", "single");
    private static final Pattern CODE =
            Pattern.compile("[\\w.]*[\\w)]\\(.*|\\w+(?:\\.\\w+)+|.*[\\[{(]\\w*|[$&*]\\w+.*|/\\S*");
    private static final Pattern DIGIT_AND_LETTER = Pattern.compile("(?=.*[0-9]).*[A-Za-z].*");

    private Assignment() {}

    /** Receives the place of a secret. */
    @FunctionalInterface
    interface Places {
        void add(int start, int end);
    }

    static void secrets(Matcher assignment, String text, Places places) {
        SecretName name = SecretName.of(assignment.group("name"));
        if (name == SecretName.NONE) {
            return;
        }
        for (String group : WRITTEN_OUT) {
            add(group, assignment, name::holds, places);
        }
        if (assignment.group("tag") != null && name != SecretName.KEY) {
            int end = heredocEnd(text, assignment.end(), assignment.group("tag"));
            if (name.holds(text.substring(assignment.end(), end))) {
                places.add(assignment.end(), end);
            }
        }
        add(
                "tight",
                assignment,
                value -> name.holds(value) && !CODE.matcher(value).matches(),
                places);
        add("loose", assignment, value -> isLoose(name, value), places);
    }

    /** Before the line that only holds the tag; where there is none in reach, as far as one could be. */
    private static int heredocEnd(String text, int start, String tag) {
        int limit = Math.min(text.length(), start + LONGEST_HEREDOC);
        int line = start;
        while (line < limit) {
            int lineEnd = text.indexOf('\n', line);
            int end = lineEnd < 0 ? text.length() : lineEnd;
            if (text.substring(line, Math.min(end, limit)).strip().equals(tag)) {
                return Math.max(start, line - 1);
            }
            line = end + 1;
        }
        return limit;
    }

    /** Without quotes and with spaces around the sign it may as well be prose or code. */
    private static boolean isLoose(SecretName name, String value) {
        return name.holds(value)
                && !CODE.matcher(value).matches()
                && (name == SecretName.PASSWORD
                        || DIGIT_AND_LETTER.matcher(value).matches());
    }

    private static void add(String group, Matcher assignment, Predicate<String> test, Places places) {
        String value = assignment.group(group);
        if (value != null && test.test(value)) {
            places.add(assignment.start(group), assignment.end(group));
        }
    }
}
