package dev.infrahub.diagnosis;

import dev.infrahub.diagnosis.Diagnosis.Subject;
import dev.infrahub.diagnosis.Hits.Hit;
import java.util.List;
import java.util.Optional;

/**
 * What a log shows of a root, before words are found for it.
 *
 * @param lines that tell it
 * @param message what it says of itself
 */
record Evidence(List<LogLine> lines, Subject subject, String message, Optional<String> operation, Others beside) {

    static final Evidence NONE = new Evidence(List.of(), Subject.NONE, "", Optional.empty(), Others.NONE);

    private static final int MOST_LINES = 16;

    static Evidence of(Diagnostic error, Others beside) {
        Subject subject = error.subject().in(error.where().unit());
        return new Evidence(error.lines(), subject, error.summary(), Operation.in(error.text()), beside);
    }

    static Evidence of(Hit hit, List<LogLine> lines, Others beside) {
        String text = hit.line().text();
        return new Evidence(lines, Subject.NONE.in(hit.unit()), text, Operation.in(text), beside);
    }

    /** Of a failure that nobody knows. */
    static Evidence of(List<LogLine> lines, String message) {
        return new Evidence(lines, Subject.NONE, message, Optional.empty(), Others.NONE);
    }

    List<LogLine> shown() {
        return lines.stream().limit(MOST_LINES).map(Brief::line).toList();
    }
}
