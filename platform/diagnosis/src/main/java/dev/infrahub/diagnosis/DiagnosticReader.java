package dev.infrahub.diagnosis;

import dev.infrahub.diagnosis.Diagnostic.Where;
import dev.infrahub.json.Allowance;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Finds Terraform's diagnostics in the lines of a log, of units that print at the same time each by itself. */
final class DiagnosticReader {

    private static final char BOX_BEGIN = '\u2577';
    private static final char BOX_SIDE = '\u2502';
    private static final char BOX_END = '\u2575';

    private static final int MOST_UNITS = 1000;

    private final Map<String, DiagnosticText> open = new HashMap<>();
    private final Kinds<Diagnostic> errors = new Kinds<>();
    private final Stages stages;
    private final Progress progress;

    DiagnosticReader(Stages stages, Progress progress) {
        this.stages = stages;
        this.progress = progress;
    }

    /** Whether a line is drawn as part of a box. */
    static boolean isBox(String text) {
        String said = text.stripLeading();
        return !said.isEmpty() && said.charAt(0) >= BOX_SIDE && said.charAt(0) <= BOX_BEGIN;
    }

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
            begin(unit, DiagnosticText.of(true, line, text, where(unit)));
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
            begin(front.unit(), DiagnosticText.of(false, line, text, where(front.unit())));
            return true;
        }
        if (before == null) {
            return false;
        }
        if (front.isError() || !before.goesOn() || Progress.isOne(text) || Stages.isSuccess(text)) {
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
            add(text.end());
        }
    }

    private void endAll() {
        List.copyOf(open.keySet()).forEach(this::end);
    }

    private Where where(String unit) {
        return new Where(unit, stages.at(unit));
    }

    /** Warnings are none. */
    void add(Diagnostic diagnostic) {
        if (!diagnostic.isError()) {
            Allowance.current().letGo(diagnostic.bytes());
            return;
        }
        String unit = diagnostic.where().unit();
        diagnostic.subject().address().ifPresent(address -> progress.named(unit, address));
        errors.add(unit + "\n" + Likeness.of(diagnostic.text()), diagnostic)
                .ifPresent(dropped -> Allowance.current().letGo(dropped.bytes()));
    }

    /** The errors of the whole log. */
    Kinds<Diagnostic> all() {
        endAll();
        return errors;
    }
}
