package dev.infrahub.diagnosis;

import dev.infrahub.diagnosis.Heredocs.Printed;
import dev.infrahub.diagnosis.Hits.Hit;
import dev.infrahub.diagnosis.KnownFailure.Found;
import dev.infrahub.diagnosis.KnownFailure.Place;
import dev.infrahub.diagnosis.KnownFailure.Role;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** A log of a pipeline, read once from its beginning to its end. */
public final class PipelineLog {

    /** Lines that say in any words that something is wrong, where nothing else does. */
    private static final int MOST_COMPLAINTS = 5;

    /** Lines before what says that something failed, or before the end. */
    private static final int MOST_RECENT = 3;

    private static final String BOX = "\u2502 ";
    private static final List<String> MILD =
            List.of("warning", "warn", "debug", "info", "notice", "note", "[warn", "[debug", "[info");
    private static final List<String> COMPLAINING =
            List.of("error", "fatal", "panic", "exception", "failed", "traceback", "parse error", "syntax error");

    /** Of one command of a step, which may be tried again: by the wrapper that GitHub's setup-terraform puts around it. */
    private static final List<String> WRAPPED = List.of("Terraform exited with code", "OpenTofu exited with code");

    /** A line, as a terminal, a platform, a box and an event have it. */
    private static final List<String> FORMS = List.of(
            "%s",
            "2026-11-30T02:41:07.1234567Z %s",
            "\u2502 %s",
            "{\"@level\":\"info\",\"@message\":\"x\",\"type\":\"apply_start\",\"hook\":{\"action\":\"create\"}}%.0s");

    private final Catalogue catalogue = Catalogue.all();
    private final Progress progress = new Progress();
    private final Stages stages = new Stages();
    private final RunSigns run = new RunSigns();
    private final DiagnosticReader diagnostics = new DiagnosticReader(stages, progress);
    private final Events events = new Events(diagnostics, progress, run, stages);
    private final Heredocs heredocs = new Heredocs();
    private final Scripts scripts = new Scripts();
    private final Hits hits = new Hits();
    private final Signs signs = new Signs();
    private final Deque<LogLine> complaints = new ArrayDeque<>();
    private Optional<String> lock = Optional.empty();
    private final Deque<LogLine> recent = new ArrayDeque<>();

    private PipelineLog() {}

    /**
     * Why the pipeline failed that printed this.
     *
     * @param log in UTF-8
     */
    public static Diagnosis diagnose(InputStream log) throws IOException {
        return new RootCause(new PipelineLog().read(log)).diagnosis();
    }

    /** A line without what platforms, runners and the box of a diagnostic put in front of it. */
    public static String printed(String line) {
        String printed = Front.of(line).printed();
        return printed.startsWith(BOX) ? printed.substring(BOX.length()) : printed;
    }

    /** Reads logs of our own, in each form, so that the first of somebody else is read as fast as the next. */
    public static void warmUp() throws IOException {
        for (KnownFailure failure : Catalogue.all().failures()) {
            for (String form : FORMS) {
                String log = failure.yes().lines().map(form::formatted).collect(Collectors.joining("\n"));
                diagnose(new ByteArrayInputStream(log.getBytes(StandardCharsets.UTF_8)));
            }
        }
    }

    private Reading read(InputStream log) throws IOException {
        LogReader reader = new LogReader(log);
        for (Optional<LogLine> line = reader.next(); line.isPresent(); line = reader.next()) {
            Front front = Front.of(line.get().text());
            run.read(front.printed());
            if (!scripts.read(front.printed())) {
                heredocs.next(new Printed(line.get(), front)).forEach(this::read);
            }
        }
        heredocs.rest().forEach(this::read);
        hits.failed(reader.lines());
        return new Reading(
                diagnostics.all(),
                hits,
                signs,
                List.copyOf(complaints),
                lock,
                List.copyOf(recent),
                progress,
                run,
                stages,
                reader.lines(),
                reader.wasCut());
    }

    private void read(Printed printed) {
        Front front = printed.front();
        String text = front.text();
        readStage(printed.raw().number(), front);
        if (events.read(printed.raw(), front) || diagnostics.read(printed.raw(), front)) {
            readLock(text);
            return;
        }
        if (text.isBlank()) {
            return;
        }
        LogLine line = LogLine.cut(printed.raw().number(), text);
        if (!progress.read(front.unit(), text) && !Quotation.isOne(Quotation.said(text))) {
            find(line, front);
        }
        addLast(recent, line, MOST_RECENT);
    }

    private static void addLast(Deque<LogLine> lines, LogLine line, int most) {
        if (lines.size() == most) {
            lines.removeFirst();
        }
        lines.addLast(line);
    }

    private void readStage(int number, Front front) {
        if (stages.read(front.unit(), number, front.printed())) {
            progress.completed(front.unit());
        }
        if (stages.last() == number) {
            hits.wentWell(front.unit(), stages.stepFailed(front.unit()));
        }
    }

    private void find(LogLine line, Front front) {
        String said = Quotation.said(line.text()).stripLeading();
        if (!front.isError() && startsWithAny(said, MILD)) {
            return;
        }
        boolean isSign = front.isError();
        for (Found one : catalogue.in(Place.LINE, said, scripts.last())) {
            if (one.failure().role() == Role.SIGN) {
                isSign = true;
            } else if (!scripts.says(said)) {
                hits.add(new Hit(front.unit(), line, one));
            }
        }
        if (isSign) {
            signs.add(front.unit(), line, List.copyOf(recent));
            hits.failed(line.number());
        }
        if (front.isError() && !startsWithAny(said, WRAPPED)) {
            stages.stepFailed(front.unit(), line.number());
        }
        if (front.isError() || startsWithAny(said, COMPLAINING)) {
            addLast(complaints, line, MOST_COMPLAINTS);
        }
    }

    private static boolean startsWithAny(String said, List<String> words) {
        return words.stream().anyMatch(word -> said.regionMatches(true, 0, word, 0, word.length()));
    }

    private void readLock(String text) {
        int id = lock.isPresent() ? -1 : text.indexOf("ID: ");
        if (id >= 0) {
            String said = text.substring(id + "ID: ".length()).strip();
            boolean isOne = !said.isEmpty()
                    && said.length() <= 64
                    && said.chars().allMatch(c -> Character.isLetterOrDigit(c) || c == '-');
            lock = isOne ? Optional.of(said) : lock;
        }
    }
}
