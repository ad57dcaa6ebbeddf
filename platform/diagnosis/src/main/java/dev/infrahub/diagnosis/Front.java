package dev.infrahub.diagnosis;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import dev.infrahub.terraform.Colours;
import java.util.List;
import java.util.Set;

/**
 * A line of a log, taken apart.
 *
 * @param unit what tells it from the lines of others that run at the same time; empty where nothing does
 * @param isError whether the platform itself marks it as an error
 * @param printed what was printed, with the platform's own mark
 * @param text the same without it
 */
record Front(String unit, boolean isError, String printed, String text) {

    private static final char ESCAPE = '\u001B';
    private static final int MOST = 6;
    private static final int DATE = 10;

    /** GitLab's stream behind a time: which one it is, whether it is an error's, whether the line goes on. */
    private static final int STREAM = 3;

    private static final List<String> ERRORS = List.of("##[error]", "##vso[task.logissue type=error", "::error");
    private static final List<String> COMMANDS =
            List.of("##[group]", "##[section]", "##[command]", "##[debug]", "##[warning]");

    /**
     * What else may stand in front.
     *
     * @param sign is in each of its lines, and in few others
     * @param form its first group is the name of what it is of
     */
    private record Name(String sign, Pattern form) {}

    private static final List<Name> NAMES = List.of(
            // job and step, as GitHub's command line prints them
            new Name("\t", Pattern.compile("([^\\t]{1,120})\\t[^\\t]{1,120}\\t")),
            // Terragrunt
            new Name(
                    "] ",
                    Pattern.compile("(?:STDOUT|STDERR|INFO|ERROR|WARN)\\s{1,4}\\[([^\\]]{0,200})\\] "
                            + "(?:(?:terraform|tofu)[^ ]{0,40}: ?)?")),
            new Name(": ", Pattern.compile("(?:STDOUT|STDERR) {1,4}((?:terraform|tofu)[^ ]{0,40}): ?")),
            new Name("] ", Pattern.compile("\\[([\\w.-]*/[\\w./-]{1,200})\\] ")),
            new Name("] ", Pattern.compile("\\[([a-z][\\w.-]{0,99})\\] ")),
            // Compose
            new Name(" | ", Pattern.compile("([\\w.-]{1,80}) {1,20}\\| ")));

    /** What stands in brackets and names nobody. */
    private static final Set<String> LEVELS = Set.of(
            "trace", "debug", "info", "notice", "note", "warn", "warning", "error", "fatal", "command", "section");

    static Front of(String line) {
        String rest = Colours.without(line.indexOf(ESCAPE) < 0 ? line : withoutEscapes(line));
        StringBuilder unit = new StringBuilder();
        for (int count = 0; count < MOST; count++) {
            String before = rest;
            rest = withoutTime(rest);
            rest = withoutTerragrunt(withoutName(rest, unit), unit);
            if (rest.length() == before.length()) {
                break;
            }
        }
        return marked(unit.toString(), rest);
    }

    private static String withoutTerragrunt(String line, StringBuilder unit) {
        return Terragrunt.in(line)
                .map(wrapped -> {
                    name(wrapped.unit(), unit);
                    return wrapped.text();
                })
                .orElse(line);
    }

    /** Names stand from the outside to the inside. */
    private static void name(String name, StringBuilder unit) {
        if (!name.isEmpty()) {
            unit.append(unit.isEmpty() ? "" : " ").append(name);
        }
    }

    private static Front marked(String unit, String text) {
        for (String error : ERRORS) {
            if (text.startsWith(error)) {
                int end = error.endsWith("]") ? error.length() : behindCommand(text, error);
                return new Front(unit, true, text, text.substring(end));
            }
        }
        for (String command : COMMANDS) {
            if (text.startsWith(command)) {
                return new Front(unit, false, text, text.substring(command.length()));
            }
        }
        return new Front(unit, false, text, text);
    }

    private static int behindCommand(String text, String command) {
        String end = command.startsWith("::") ? "::" : "]";
        int index = text.indexOf(end, command.length());
        return index < 0 ? command.length() : index + end.length();
    }

    private static String withoutEscapes(String line) {
        StringBuilder kept = new StringBuilder(line.length());
        int index = 0;
        while (index < line.length()) {
            char c = line.charAt(index++);
            if (c != ESCAPE) {
                kept.append(c);
            } else if (index < line.length() && line.charAt(index) == '[') {
                index = endOfControl(line, index + 1);
            } else {
                index++;
            }
        }
        return kept.toString();
    }

    private static int endOfControl(String line, int start) {
        int index = start;
        while (index < line.length() && line.charAt(index) >= ' ' && line.charAt(index) < '@') {
            index++;
        }
        return Math.min(index + 1, line.length());
    }

    /** A date and time, or a time of the day, with what brackets it. */
    private static String withoutTime(String line) {
        int start = line.startsWith("[") ? 1 : 0;
        int index = isDate(line, start) ? start + DATE + 1 : start;
        int end = endOfTime(line, index);
        if (end == index) {
            return line;
        }
        if (start == 1) {
            if (end == line.length() || line.charAt(end) != ']') {
                return line;
            }
            end++;
        }
        end = behindStream(line, end);
        boolean spaced = end < line.length() && line.charAt(end) == ' ';
        return end == line.length() || spaced || index > start ? line.substring(spaced ? end + 1 : end) : line;
    }

    private static boolean isDate(String line, int start) {
        if (line.length() < start + DATE + 2) {
            return false;
        }
        char between = line.charAt(start + DATE);
        return isForm(line, start, "dddd-dd-dd") && (between == 'T' || between == ' ');
    }

    /** Of {@code dd:dd:dd} with a fraction and a zone; its start, where there is none. */
    private static int endOfTime(String line, int start) {
        if (!isForm(line, start, "dd:dd:dd")) {
            return start;
        }
        int index = start + "dd:dd:dd".length();
        if (index < line.length() && ".,".indexOf(line.charAt(index)) >= 0) {
            index++;
            while (index < line.length() && isDigit(line.charAt(index))) {
                index++;
            }
        }
        if (index < line.length() && line.charAt(index) == 'Z') {
            return index + 1;
        }
        boolean zone = isForm(line, index, "+dd:dd") || isForm(line, index, "-dd:dd");
        return zone ? index + "+dd:dd".length() : index;
    }

    private static int behindStream(String line, int end) {
        int stream = end + 1;
        boolean isOne = line.length() >= stream + STREAM
                && line.charAt(end) == ' '
                && isForm(line, stream, "dd")
                && "OE".indexOf(line.charAt(stream + 2)) >= 0;
        if (!isOne) {
            return end;
        }
        int behind = stream + STREAM;
        return behind < line.length() && line.charAt(behind) == '+' ? behind + 1 : behind;
    }

    private static boolean isForm(String line, int start, String form) {
        if (line.length() < start + form.length()) {
            return false;
        }
        for (int index = 0; index < form.length(); index++) {
            char c = line.charAt(start + index);
            boolean fits = form.charAt(index) == 'd' ? isDigit(c) : form.charAt(index) == c;
            if (!fits) {
                return false;
            }
        }
        return true;
    }

    static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    private static String withoutName(String line, StringBuilder unit) {
        if (line.isEmpty() || line.charAt(0) == ' ' || line.charAt(0) == '{') {
            return line;
        }
        for (Name name : NAMES) {
            if (line.contains(name.sign())) {
                Matcher matcher = name.form().matcher(line);
                if (matcher.lookingAt() && !LEVELS.contains(matcher.group(1))) {
                    name(matcher.group(1), unit);
                    return line.substring(matcher.end());
                }
            }
        }
        return line;
    }
}
