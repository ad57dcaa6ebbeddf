package dev.infrahub.diagnosis;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Finds Terraform's diagnostics in the lines of a log, of units that print at the same time each by itself. */
final class DiagnosticReader {

    private static final char BOX_BEGIN = '\u2577';
    private static final char BOX_SIDE = '\u2502';
    private static final char BOX_END = '\u2575';

    private static final int MOST = 2000;
    private static final int MOST_UNITS = 1000;

    private final Map<String, DiagnosticText> open = new HashMap<>();
    private final List<Diagnostic> found = new ArrayList<>();
    private int errors;

    /** Whether the line is part of a diagnostic. */
    boolean read(LogLine line, Front front) {
        String text = front.text();
        String stripped = text.strip();
        char first = stripped.isEmpty() ? ' ' : stripped.charAt(0);
        return switch (first) {
            case BOX_BEGIN, BOX_END -> {
                end(front.unit());
                yield true;
            }
            case BOX_SIDE -> {
                inBox(line, front.unit(), stripped.substring(1));
                yield true;
            }
            default -> bare(line, front);
        };
    }

    private void inBox(LogLine line, String unit, String side) {
        String text = side.startsWith(" ") ? side.substring(1) : side;
        DiagnosticText before = open.get(unit);
        if (DiagnosticText.isTitle(text) && (before == null || !before.isBoxed)) {
            begin(unit, DiagnosticText.of(true, line, text));
        } else if (before != null) {
            before.add(line, text);
        }
    }

    private boolean bare(LogLine line, Front front) {
        String text = front.text();
        DiagnosticText before = open.get(front.unit());
        if (before != null && before.isBoxed) {
            return false;
        }
        if (DiagnosticText.isTitle(text)) {
            begin(front.unit(), DiagnosticText.of(false, line, text));
            return true;
        }
        if (before == null) {
            return false;
        }
        if (front.isError() || !before.goesOn() || Progress.isOne(text)) {
            end(front.unit());
            return false;
        }
        before.add(line, text);
        return true;
    }

    private void begin(String unit, DiagnosticText text) {
        end(unit);
        if (open.size() == MOST_UNITS) {
            endAll();
        }
        open.put(unit, text);
    }

    private void end(String unit) {
        DiagnosticText text = open.remove(unit);
        if (text != null) {
            add(text.end(found.size()));
        }
    }

    private void endAll() {
        List.copyOf(open.keySet()).forEach(this::end);
    }

    void add(Diagnostic diagnostic) {
        errors += diagnostic.isError() ? 1 : 0;
        if (found.size() < MOST) {
            found.add(diagnostic);
        }
    }

    /** How many there are so far. */
    int size() {
        return found.size();
    }

    /** How many of them are errors, also where not all are kept. */
    int errors() {
        return errors;
    }

    /** Of the whole log, in the order in which they began. */
    List<Diagnostic> all() {
        endAll();
        return List.copyOf(found);
    }
}
