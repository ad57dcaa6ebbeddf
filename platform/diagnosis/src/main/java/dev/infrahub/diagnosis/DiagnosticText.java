package dev.infrahub.diagnosis;

import dev.infrahub.diagnosis.Diagnosis.Subject;
import dev.infrahub.diagnosis.Diagnostic.Where;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** A diagnostic of one unit while its lines are read: in Terraform's box, or bare as it is without colours. */
final class DiagnosticText {

    static final String ERROR = "Error: ";
    static final String WARNING = "Warning: ";

    /** As many as are shown. */
    static final int MOST_LINES = 16;

    private static final int MOST_OF_CODE = 3;

    /** Of a bare one, whose end nothing marks. */
    private static final int MOST_BELOW = 60;

    private static final String WITH = "with ";
    private static final String ON = "on ";
    private static final String LINE = " line ";

    final boolean isBoxed;
    private final boolean isError;
    private final Where where;
    private final List<LogLine> lines = new ArrayList<>();
    private final StringBuilder summary = new StringBuilder();
    private final StringBuilder detail = new StringBuilder();
    private Optional<String> address = Optional.empty();
    private Optional<String> file = Optional.empty();
    private OptionalInt fileLine = OptionalInt.empty();
    private boolean isTitled;
    private int below;
    private int code;

    private DiagnosticText(boolean isBoxed, boolean isError, Where where) {
        this.isBoxed = isBoxed;
        this.isError = isError;
        this.where = where;
    }

    static boolean isTitle(String text) {
        return text.startsWith(ERROR) || text.startsWith(WARNING);
    }

    /** @param title the line that begins it */
    static DiagnosticText of(boolean isBoxed, LogLine line, String title, Where where) {
        boolean isError = title.startsWith(ERROR);
        DiagnosticText begun = new DiagnosticText(isBoxed, isError, where);
        LogLine kept = LogLine.kept(line.number(), title);
        begun.lines.add(kept);
        begun.summary.append(kept.text()
                .substring(isError ? ERROR.length() : WARNING.length())
                .strip());
        return begun;
    }

    /** Whether the line may still be part of a bare one. */
    boolean goesOn() {
        return below < MOST_BELOW;
    }

    /** Reads a line below the title. */
    void add(LogLine line, String text) {
        below++;
        String said = text.strip();
        if (said.isEmpty()) {
            isTitled = true;
        } else if (!isTitled) {
            keep(line, text, summary, said);
        } else if (isPlace(said)) {
            keep(line, text, new StringBuilder(), "");
        } else if (!isCode(text)) {
            keep(line, text, detail, said);
        } else if (++code <= MOST_OF_CODE) {
            keep(line, text, new StringBuilder(), "");
        }
    }

    /** What is not shown as evidence tells nothing. */
    private void keep(LogLine line, String text, StringBuilder part, String said) {
        if (lines.size() < MOST_LINES) {
            LogLine kept = LogLine.kept(line.number(), text.stripTrailing());
            lines.add(kept);
            part.append(part.isEmpty() ? "" : " ")
                    .append(said, 0, Math.min(said.length(), kept.text().length()));
        }
    }

    private boolean isPlace(String said) {
        if (said.startsWith(WITH) && said.endsWith(",") && address.isEmpty() && detail.isEmpty()) {
            address = Optional.of(said.substring(WITH.length(), said.length() - 1));
            return true;
        }
        int line = said.indexOf(LINE);
        if (!said.startsWith(ON) || line < 0 || file.isPresent()) {
            return false;
        }
        int end = line + LINE.length();
        int start = end;
        while (end < said.length() && Front.isDigit(said.charAt(end)) && end - start < 9) {
            end++;
        }
        if (end == start) {
            return false;
        }
        file = Optional.of(said.substring(ON.length(), line));
        fileLine = OptionalInt.of(Integer.parseInt(said.substring(start, end)));
        return true;
    }

    /** A line of the configuration with its number in front, or what stands in it, below a small rule of its own. */
    private static boolean isCode(String text) {
        int index = 0;
        while (index < text.length() && text.charAt(index) == ' ') {
            index++;
        }
        int start = index;
        while (index < text.length() && Front.isDigit(text.charAt(index))) {
            index++;
        }
        boolean numbered = index > start && start > 0 && index < text.length() && text.charAt(index) == ':';
        char first = start < text.length() ? text.charAt(start) : ' ';
        return numbered || first == '\u251C' || first == '\u2502';
    }

    Diagnostic end() {
        return new Diagnostic(
                isError,
                summary.toString(),
                detail.toString(),
                new Subject(Optional.empty(), address, file, fileLine),
                List.copyOf(lines),
                where);
    }
}
