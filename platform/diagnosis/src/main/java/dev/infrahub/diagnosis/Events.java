package dev.infrahub.diagnosis;

import dev.infrahub.diagnosis.Diagnosis.Subject;
import dev.infrahub.json.Value;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** Reads the events that {@code terraform -json} prints, one a line. */
final class Events {

    private final DiagnosticReader diagnostics;
    private final Progress progress;
    private final RunSigns run;

    Events(DiagnosticReader diagnostics, Progress progress, RunSigns run) {
        this.diagnostics = diagnostics;
        this.progress = progress;
        this.run = run;
    }

    /** Whether the line is one. */
    boolean read(LogLine line, String text) {
        if (!text.startsWith("{") || !text.contains("\"@level\"")) {
            return false;
        }
        Optional<Value> event = Value.ofJson(text);
        event.ifPresent(value -> read(line, value));
        return event.isPresent();
    }

    private void read(LogLine line, Value event) {
        String message = text(event, "@message").orElse("");
        switch (text(event, "type").orElse("")) {
            case "version" -> {
                text(event, "terraform").ifPresent(version -> run.tool("terraform", version));
                text(event, "tofu").ifPresent(version -> run.tool("tofu", version));
            }
            case "diagnostic" ->
                diagnostics.add(diagnostic(LogLine.kept(line.number(), message), event.at("diagnostic")));
            case "planned_change" -> change(event.at("change"), progress::planned);
            case "apply_start" -> change(event.at("hook"), progress::begun);
            case "apply_complete" -> change(event.at("hook"), progress::done);
            case "apply_errored" -> change(event.at("hook"), progress::failed);
            case "change_summary" -> text(event.at("changes"), "operation").ifPresent(run::summarised);
            default -> run.read(message);
        }
    }

    private interface Told {
        void of(String address, String action);
    }

    private static void change(Value change, Told told) {
        text(change.at("resource"), "addr")
                .ifPresent(address -> told.of(address, text(change, "action").orElse(Progress.UNKNOWN)));
    }

    private Diagnostic diagnostic(LogLine line, Value value) {
        Value range = value.at("range");
        Subject subject = new Subject(
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
                diagnostics.size());
    }

    private static OptionalInt number(String spelling) {
        boolean isOne = spelling.length() < 10 && spelling.chars().allMatch(c -> Front.isDigit((char) c));
        return isOne ? OptionalInt.of(Integer.parseInt(spelling)) : OptionalInt.empty();
    }

    private static Optional<String> text(Value object, String name) {
        return object.at(name).text().filter(text -> !text.isEmpty());
    }
}
