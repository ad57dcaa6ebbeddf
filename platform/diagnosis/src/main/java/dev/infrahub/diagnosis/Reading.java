package dev.infrahub.diagnosis;

import java.util.List;
import java.util.Optional;

/**
 * What all lines of a log together show.
 *
 * @param complaints lines that say in any words that something is wrong
 * @param lock the id of the lock that the log tells
 * @param last lines that are not blank
 */
record Reading(
        Kinds<Diagnostic> errors,
        Hits hits,
        Signs signs,
        List<LogLine> complaints,
        Optional<String> lock,
        List<LogLine> last,
        Progress progress,
        RunSigns run,
        Stages stages,
        int lines,
        boolean wasCut) {}
