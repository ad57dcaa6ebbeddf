package dev.infrahub.diagnosis;

import java.util.List;

/**
 * What Terraform says was wrong, as its box or its event has it.
 *
 * @param isError whether it is more than a warning
 * @param summary its title
 * @param detail what stands below, without the code that is quoted
 * @param subject what it is about
 * @param lines the first of its lines
 * @param order of all that was found in the log
 */
record Diagnostic(
        boolean isError, String summary, String detail, Diagnosis.Subject subject, List<LogLine> lines, int order) {

    /** All that is said, wrapped over lines no more. */
    String text() {
        return detail.isEmpty() ? summary : summary + "\n" + detail;
    }

    int line() {
        return lines.getFirst().number();
    }
}
