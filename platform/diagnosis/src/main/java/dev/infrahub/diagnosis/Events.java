package dev.infrahub.diagnosis;

import dev.infrahub.diagnosis.Diagnosis.Subject;
import dev.infrahub.diagnosis.Diagnostic.Where;
import dev.infrahub.diagnosis.Stages.Stage;
import dev.infrahub.json.Value;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** Reads the events that {@code terraform -json} prints, one a line. */
final class Events {

    private final DiagnosticReader diagnostics;
    private final Progress progress;
    private final RunSigns run;
    private final Stages stages;

    Events(DiagnosticReader diagnostics, Progress progress, RunSigns run, Stages stages) {
        this.diagnostics = diagnostics;
        this.progress = progress;
        this.run = run;
        this.stages = stages;
    }

    /** Whether the line is one. */
    boolean read(LogLine line, Front front) {
        String text = front.text();
        if (!text.startsWith("{") || !text.contains("\"@level\"")) {
            return false;
        }
        Optional<Value> event = Value.ofJson(text);
        event.ifPresent(value -> read(line, front.unit(), value));
        return event.isPresent();
    }

    private void read(LogLine line, String unit, Value event) {
        String message = text(event, "@message").orElse("");
        switch (text(event, "type").orElse("")) {
            case "version" -> {
                text(event, "terraform").ifPresent(version -> run.tool("terraform", version));
                text(event, "tofu").ifPresent(version -> run.tool("tofu", version));
            }
            case "diagnostic" ->
                diagnostics.add(diagnostic(LogLine.kept(line.number(), message), unit, event.at("diagnostic")));
            case "planned_change" -> change(unit, event.at("change"), progress::planned);
            case "apply_start" -> change(unit, event.at("hook"), progress::begun);
            case "apply_complete" -> change(unit, event.at("hook"), progress::done);
            case "apply_errored" -> change(unit, event.at("hook"), progress::failed);
            case "change_summary" ->
                text(event.at("changes"), "operation").ifPresent(operation -> summarised(unit, line, operation));
            default -> run.read(message);
        }
    }

    private void summarised(String unit, LogLine line, String operation) {
        run.reached(operation);
        boolean isPlan = operation.equals("plan");
        stages.wentWell(unit, line.number(), isPlan ? Stage.PLAN : Stage.APPLY);
        if (!isPlan) {
            progress.completed(unit);
        }
    }

    private interface Told {
        void of(String unit, String address, String action);
    }

    private static void change(String unit, Value change, Told told) {
        text(change.at("resource"), "addr")
                .ifPresent(
                        address -> told.of(unit, address, text(change, "action").orElse(Progress.UNKNOWN)));
    }

    private Diagnostic diagnostic(LogLine line, String unit, Value value) {
        Value range = value.at("range");
        Subject subject = new Subject(
                Optional.empty(),
                text(value, "address"),
                text(range, "filename"),
                range.at("start", "line") instanceof Value.Num(String number) ? number(number) : OptionalInt.empty());
        return new Diagnostic(
                text(value, "severity").filter("error"::equals).isPresent(),
                text(value, "summary").orElse(""),
                LogLine.kept(line.number(), text(value, "detail").orElse("").replace('\n', ' '))
                        .text(),
                subject,
                List.of(line),
                new Where(unit, stages.at(unit)));
    }

    private static OptionalInt number(String spelling) {
        boolean isOne = spelling.length() < 10 && spelling.chars().allMatch(c -> Front.isDigit((char) c));
        return isOne ? OptionalInt.of(Integer.parseInt(spelling)) : OptionalInt.empty();
    }

    private static Optional<String> text(Value object, String name) {
        return object.at(name).text().filter(text -> !text.isEmpty());
    }
}
