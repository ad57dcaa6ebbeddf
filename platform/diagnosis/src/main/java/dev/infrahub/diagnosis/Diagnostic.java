package dev.infrahub.diagnosis;

import dev.infrahub.diagnosis.Stages.Stage;
import java.util.List;

/**
 * What Terraform says was wrong, as its box or its event has it.
 *
 * @param isError whether it is more than a warning
 * @param summary its title
 * @param detail what stands below, without the code that is quoted
 * @param subject what it is about
 * @param lines the first of its lines
 * @param where in the run it was printed
 */
record Diagnostic(
        boolean isError, String summary, String detail, Diagnosis.Subject subject, List<LogLine> lines, Where where) {

    /** A unit, and how far that had got. */
    record Where(String unit, Stage stage) {}

    private static final String COMMAND = "Error running command '";
    private static final List<String> ENDS = List.of("': exit status ", "': signal: ", "': fork/exec ");

    /** All that is said, wrapped over lines no more; without the command of a provisioner, which may say anything. */
    String text() {
        return detail.isEmpty() ? summary : summary + "\n" + withoutCommand(detail);
    }

    private static String withoutCommand(String detail) {
        int start = detail.indexOf(COMMAND);
        if (start < 0) {
            return detail;
        }
        for (String end : ENDS) {
            int index = detail.indexOf(end, start);
            if (index >= 0) {
                return detail.substring(0, start + COMMAND.length()) + detail.substring(index);
            }
        }
        return detail;
    }

    int line() {
        return lines.getFirst().number();
    }

    long bytes() {
        return lines.stream().mapToLong(LogLine::bytes).sum();
    }
}
