package dev.infrahub.diagnosis;

import dev.infrahub.diagnosis.KnownFailure.Found;
import dev.infrahub.diagnosis.KnownFailure.Place;
import dev.infrahub.diagnosis.KnownFailure.Role;
import dev.infrahub.json.Allowance;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/** A log of a pipeline, read once from its beginning to its end. */
public final class PipelineLog {

    private static final int MOST = 2000;
    private static final int BYTES_A_HIT = 256;

    /** Lines that say in any words that something is wrong, where nothing else does. */
    private static final int MOST_COMPLAINTS = 5;

    private static final String BOX = "\u2502 ";
    private static final List<String> QUOTING = List.of("+ ", "- ", "~ ", "# ", "-/+ ", "+/- ", "<= ");
    private static final List<String> MILD =
            List.of("warning", "warn", "debug", "info", "notice", "note", "[warn", "[debug", "[info");
    private static final List<String> COMPLAINING =
            List.of("error", "fatal", "panic", "exception", "failed", "traceback");

    private final Catalogue catalogue = Catalogue.all();
    private final DiagnosticReader diagnostics = new DiagnosticReader();
    private final Progress progress = new Progress();
    private final RunSigns run = new RunSigns(progress);
    private final Events events = new Events(diagnostics, progress, run);
    private final List<Hit> hits = new ArrayList<>();
    private final List<LogLine> signs = new ArrayList<>();
    private final Deque<LogLine> complaints = new ArrayDeque<>();
    private Optional<String> lock = Optional.empty();
    private Optional<LogLine> last = Optional.empty();

    private PipelineLog() {}

    /** A known failure in a line that is no part of a diagnostic. */
    record Hit(LogLine line, Found found) {

        boolean isLike(Hit other) {
            return found.failure().id().equals(other.found.failure().id());
        }
    }

    /** What all lines together show. */
    record Reading(
            List<Diagnostic> diagnostics,
            int errors,
            List<Hit> hits,
            List<LogLine> signs,
            List<LogLine> complaints,
            Optional<String> lock,
            Optional<LogLine> last,
            Progress progress,
            RunSigns run,
            int lines,
            boolean wasCut) {}

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

    /** Reads logs of our own, so that the first of somebody else is read as fast as the next. */
    public static void warmUp() throws IOException {
        for (KnownFailure failure : Catalogue.all().failures()) {
            diagnose(new ByteArrayInputStream(failure.yes().getBytes(StandardCharsets.UTF_8)));
        }
    }

    private Reading read(InputStream log) throws IOException {
        LogReader reader = new LogReader(log);
        for (Optional<LogLine> line = reader.next(); line.isPresent(); line = reader.next()) {
            read(line.get());
        }
        List<Diagnostic> all = diagnostics.all();
        return new Reading(
                all,
                diagnostics.errors(),
                hits,
                signs,
                List.copyOf(complaints),
                lock,
                last,
                progress,
                run,
                reader.lines(),
                reader.wasCut());
    }

    private void read(LogLine raw) {
        Front front = Front.of(raw.text());
        String text = front.text();
        run.read(front.printed());
        if (events.read(raw, text) || diagnostics.read(raw, front)) {
            readLock(text);
            return;
        }
        if (text.isBlank()) {
            return;
        }
        LogLine line = LogLine.cut(raw.number(), text);
        last = Optional.of(line);
        if (!progress.read(text) && !isQuoted(text)) {
            find(line, front.isError());
        }
    }

    /** What a plan shows of values may say anything. */
    private static boolean isQuoted(String text) {
        String said = text.stripLeading();
        return QUOTING.stream().anyMatch(said::startsWith);
    }

    private void find(LogLine line, boolean isMarked) {
        String said = line.text().stripLeading();
        boolean isMild =
                !isMarked && MILD.stream().anyMatch(word -> said.regionMatches(true, 0, word, 0, word.length()));
        if (isMild) {
            return;
        }
        List<Found> found = catalogue.in(Place.LINE, line.text());
        for (Found one : found) {
            if (one.failure().role() == Role.SIGN) {
                addSign(line);
            } else if (hits.size() < MOST) {
                Allowance.current().hold(BYTES_A_HIT);
                hits.add(new Hit(LogLine.kept(line.number(), line.text()), one));
            }
        }
        if (isMarked) {
            addSign(line);
        }
        boolean complains =
                isMarked || COMPLAINING.stream().anyMatch(word -> said.regionMatches(true, 0, word, 0, word.length()));
        if (complains) {
            if (complaints.size() == MOST_COMPLAINTS) {
                complaints.removeFirst();
            }
            complaints.addLast(line);
        }
    }

    private void addSign(LogLine line) {
        if (signs.size() < MOST && (signs.isEmpty() || signs.getLast().number() != line.number())) {
            signs.add(LogLine.kept(line.number(), line.text()));
        }
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
