package dev.infrahub.diagnosis;

import com.google.re2j.Pattern;
import java.util.List;

/** Tells words that something says of itself from those that somebody only wrote down. */
final class Quotation {

    /** In front of what a plan shows, of a command that a shell or a platform prints, and of a comment. */
    private static final List<String> MARKS =
            List.of("+ ", "- ", "~ ", "# ", "-/+ ", "+/- ", "<= ", "$ ", "> ", "// ", "++ ", "+++ ", "++++ ");

    /** Code that would print it. */
    private static final Pattern CODE = Pattern.compile(
            "(?:echo|printf|grep|cat|if|elif|case|export|raise|throw|logger|trap|run:|Write-(?:Host|Error|Output|Warning))\\b"
                    + "|(?:print|println|console\\.\\w{1,10}|log\\.\\w{1,10})\\(");

    /** What writes its own words into quotes. */
    private static final Pattern STRUCTURED = Pattern.compile("(?:msg|error|err|message|reason)\"?[=:] ?$");

    /** In front of what a provisioner's command prints, behind its address. */
    private static final List<String> PROVISIONERS = List.of(" (local-exec): ", " (remote-exec): ");

    /** In front of the command of one. */
    private static final String EXECUTING = "Executing: [";

    private Quotation() {}

    /** What a provisioner's command printed, without whose it is; any other line as it is. */
    static String said(String text) {
        for (String one : PROVISIONERS) {
            int end = text.indexOf(one);
            if (end > 0) {
                return text.substring(end + one.length());
            }
        }
        return text;
    }

    /** Whether a line as a whole is something that was written down. */
    static boolean isOne(String text) {
        String said = text.stripLeading();
        return MARKS.stream().anyMatch(said::startsWith) || said.startsWith(EXECUTING) || isCode(said);
    }

    private static boolean isCode(String said) {
        if (said.isEmpty() || !CODE.matcher(said).lookingAt()) {
            return false;
        }
        int end = 0;
        while (end < said.length()
                && (Character.isLetterOrDigit(said.charAt(end)) || "-.".indexOf(said.charAt(end)) >= 0)) {
            end++;
        }
        // "grep: input file" is said by grep
        return end < said.length() && (" (".indexOf(said.charAt(end)) >= 0 || said.startsWith("run:"));
    }

    /** Whether what stands there stands between quotes. */
    static boolean holds(String text, int start) {
        return holds(text, start, '"') || holds(text, start, '\'') || holds(text, start, '`');
    }

    private static boolean holds(String text, int start, char quote) {
        int open = -1;
        for (int index = 0; index < start; index++) {
            if (text.charAt(index) == quote) {
                boolean begins = index == 0 || !Character.isLetterOrDigit(text.charAt(index - 1));
                open = open >= 0 ? -1 : begins ? index : -1;
            }
        }
        return open >= 0
                && text.indexOf(quote, start) >= 0
                && !STRUCTURED
                        .matcher(text.substring(Math.max(0, open - 20), open))
                        .find();
    }
}
