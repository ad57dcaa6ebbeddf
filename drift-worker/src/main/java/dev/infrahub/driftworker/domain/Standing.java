package dev.infrahub.driftworker.domain;

import dev.infrahub.driftworker.domain.DriftAnalysis.Resource;
import dev.infrahub.driftworker.domain.DriftAnalysis.Status;
import dev.infrahub.driftworker.domain.OpenDrift.Subject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * How a module stands by all scans of it that are known, whatever the order in which they came.
 *
 * <p>A scan that tells all says how all of it stands at its time. One that does not says of what it saw drifting how that stands, and
 * nothing of what it did not see; one that failed says nothing but that. So what is open is what the newest scan that told all saw,
 * with what later ones saw.
 *
 * @param version counts what became known
 * @param last the newest scan, whatever came of it
 * @param told the newest scan that told something
 * @param whole the newest scan that told all
 * @param open what drifted and nobody settled, the gravest first
 */
public record Standing(
        long version, Attempt last, Optional<ScanKey> told, Optional<ScanKey> whole, List<OpenDrift> open) {

    public Standing {
        open = open.stream().sorted(OpenDrift.GRAVEST_FIRST).toList();
    }

    /** A scan, and whether it told all. */
    public record Attempt(ScanKey scan, Status status) {}

    /**
     * What a scan changes.
     *
     * @param standing afterwards
     * @param appeared what is open now and was not
     * @param resolved what was open and is not any more; not what drifts in another way now, which is told of as it is
     */
    public record Turn(Standing standing, List<Resource> appeared, List<OpenDrift> resolved) {

        public Turn {
            appeared = List.copyOf(appeared);
            resolved = List.copyOf(resolved);
        }
    }

    /** Since when each resource is open as it is; empty of what is not. */
    public Function<Resource, Optional<Instant>> since() {
        Map<Subject, OpenDrift> known = bySubject(open);
        return resource -> {
            OpenDrift seen = OpenDrift.of(resource, last.scan);
            return Optional.ofNullable(known.get(seen.subject()))
                    .filter(seen::isSame)
                    .map(OpenDrift::since);
        };
    }

    /** Whether all of it is by one scan. */
    public boolean isOf(ScanKey scan) {
        return last.scan.equals(scan) && whole.filter(scan::equals).isPresent();
    }

    public Risk risk() {
        return Risk.gravest(open.stream().map(OpenDrift::risk).toList());
    }

    /** What a scan changes; empty where it changes nothing. */
    public static Optional<Turn> after(Optional<Standing> before, ScanKey scan, DriftAnalysis analysis) {
        Standing was = before.orElseGet(() ->
                new Standing(0, new Attempt(scan, analysis.status()), Optional.empty(), Optional.empty(), List.of()));
        boolean tells = (analysis.status() == Status.COMPLETE || analysis.driftDetected())
                && was.whole.filter(known -> !scan.isAfter(known)).isEmpty();
        Map<Subject, OpenDrift> is = tells ? was.and(scan, analysis) : bySubject(was.open);
        Standing standing = new Standing(
                was.version + 1,
                scan.isAfter(was.last.scan) ? new Attempt(scan, analysis.status()) : was.last,
                tells ? newest(was.told, scan) : was.told,
                tells && analysis.status() == Status.COMPLETE ? Optional.of(scan) : was.whole,
                new ArrayList<>(is.values()));
        boolean changes = before.filter(known -> known.says(standing)).isEmpty();
        return changes ? Optional.of(turn(was, standing, scan, analysis)) : Optional.empty();
    }

    private Map<Subject, OpenDrift> and(ScanKey scan, DriftAnalysis analysis) {
        Map<Subject, OpenDrift> was = bySubject(open);
        Map<Subject, OpenDrift> is = new LinkedHashMap<>(was);
        if (analysis.status() == Status.COMPLETE) {
            is.values().removeIf(one -> !one.seen().isAfter(scan));
        }
        for (Resource resource : analysis.resources()) {
            OpenDrift seen = OpenDrift.of(resource, scan);
            OpenDrift known = is.get(seen.subject());
            is.put(
                    seen.subject(),
                    known != null && known.seen().isAfter(scan)
                            ? known.after(seen)
                            : seen.after(was.get(seen.subject())));
        }
        return is;
    }

    private static Map<Subject, OpenDrift> bySubject(Collection<OpenDrift> open) {
        Map<Subject, OpenDrift> bySubject = new LinkedHashMap<>();
        open.forEach(one -> bySubject.put(one.subject(), one));
        return bySubject;
    }

    private static Optional<ScanKey> newest(Optional<ScanKey> known, ScanKey scan) {
        return known.filter(one -> one.isAfter(scan)).or(() -> Optional.of(scan));
    }

    private boolean says(Standing other) {
        return last.equals(other.last)
                && told.equals(other.told)
                && whole.equals(other.whole)
                && open.equals(other.open);
    }

    private static Turn turn(Standing was, Standing is, ScanKey scan, DriftAnalysis analysis) {
        Map<Subject, OpenDrift> before = bySubject(was.open);
        Map<Subject, OpenDrift> now = bySubject(is.open);
        return new Turn(
                is,
                analysis.resources().stream()
                        .filter(one -> isNews(OpenDrift.of(one, scan), before, now))
                        .toList(),
                was.open.stream().filter(one -> !now.containsKey(one.subject())).toList());
    }

    /** Whether the scan is the one by which it is open, and it was not so before. */
    private static boolean isNews(OpenDrift seen, Map<Subject, OpenDrift> before, Map<Subject, OpenDrift> now) {
        OpenDrift known = before.get(seen.subject());
        OpenDrift open = now.get(seen.subject());
        return open != null && open.seen().equals(seen.seen()) && (known == null || !known.isSame(seen));
    }
}
