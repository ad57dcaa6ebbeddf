package dev.infrahub.secretscanner.domain;

import dev.infrahub.scanning.Detection;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * How a module stands: what the newest look at each of its files saw. It is the same in the end in whatever order scans come,
 * for a look counts by the time of its scan, and none that is older than the newest scan of all files counts at all.
 *
 * @param revision how often scans changed it
 * @param complete the newest scan of all files
 * @param schedule what came of the newest scan by schedule
 * @param looks by path
 * @param known also what is allowed
 * @param lately what scans saw gone not long before the newest one, the latest first; it alone depends on the order they came in
 */
public record Standing(
        long revision,
        Optional<ScanKey> complete,
        Optional<Schedule> schedule,
        Map<String, Look> looks,
        List<Known> known,
        List<Resolved> lately) {

    /** Files and findings: so much is in memory while a scan of a module is compared. */
    static final int MOST_KEPT = 60_000;

    /** Longer than it takes to end a credential, and to look whether that was done. */
    private static final Duration LATELY = Duration.ofDays(30);

    private static final int MOST_LATELY = 100;

    public static final Standing NONE =
            new Standing(0, Optional.empty(), Optional.empty(), Map.of(), List.of(), List.of());

    /**
     * A finding of a scan.
     *
     * @param known with the first look that saw it
     */
    public record Told(Known known, State state) {

        /** Whether no newer scan of its file does. */
        boolean counts() {
            return state != State.SUPERSEDED;
        }
    }

    /**
     * What a scan makes of a standing.
     *
     * @param revision of the standing after it; 0 where it stands as it did
     * @param complete of the standing after it
     * @param schedule of the standing after it
     * @param replaced paths of the files at which this is the newest look
     * @param gone paths of files that are there no more
     * @param told the findings of the scan
     * @param resolved what stands there no more, without what was allowed
     * @param lately of the standing after it
     * @param forgotten fingerprints of all that stands there no more
     * @param elsewhere what is open in files that the scan did not look at
     * @param changed how many of the replaced files held something else, or were never looked at
     * @param size how many files and findings are known after it
     */
    public record Turn(
            long revision,
            Optional<ScanKey> complete,
            Optional<Schedule> schedule,
            Set<String> replaced,
            Set<String> gone,
            List<Told> told,
            List<Known> resolved,
            List<Resolved> lately,
            Set<String> forgotten,
            List<Known> elsewhere,
            int changed,
            int size) {

        /** The same of files with which no later scan is compared. */
        public Turn ofNoModule() {
            return new Turn(
                    0, complete, schedule, replaced, gone, told, resolved, lately, forgotten, elsewhere, changed, size);
        }

        /** Whether so much is kept; what is of all files always is. */
        public boolean fits() {
            return size <= MOST_KEPT;
        }

        /** What is to be kept as the newest look saw it. */
        public List<Known> kept() {
            return told.stream().filter(Told::counts).map(Told::known).toList();
        }
    }

    public Turn after(ModuleScan scan) {
        boolean counts = complete.map(scan.key()::isAfter).orElse(true);
        Set<String> replaced = counts ? replacedBy(scan) : Set.of();
        Set<String> gone = counts && scan.complete() ? goneBy(scan) : Set.of();
        boolean looks = counts && (scan.complete() || !replaced.isEmpty());
        boolean reschedules =
                scan.schedule().filter(one -> one.isNewerThan(schedule)).isPresent();
        List<Told> told = told(scan, replaced);
        List<Known> ended = ended(scan, replaced, gone);
        List<Known> resolved = ended.stream().filter(Known::isOpen).toList();
        return new Turn(
                looks || reschedules ? revision + 1 : 0,
                looks && scan.complete() ? Optional.of(scan.key()) : complete,
                reschedules ? scan.schedule() : schedule,
                replaced,
                gone,
                told,
                resolved,
                lately(scan, resolved, told),
                ended.stream().map(Known::fingerprint).collect(Collectors.toCollection(TreeSet::new)),
                known.stream()
                        .filter(one ->
                                one.isOpen() && !scan.digests().containsKey(one.path()) && !gone.contains(one.path()))
                        .toList(),
                (int) replaced.stream().filter(path -> holdsAnother(scan, path)).count(),
                size(replaced, gone, told, ended));
    }

    private int size(Set<String> replaced, Set<String> gone, List<Told> told, List<Known> ended) {
        Set<String> before = byFingerprint().keySet();
        long files = replaced.stream().filter(path -> !looks.containsKey(path)).count();
        long findings = told.stream()
                .filter(one -> one.counts() && !before.contains(one.known().fingerprint()))
                .count();
        return (int) (looks.size() - gone.size() + files + known.size() - ended.size() + findings);
    }

    private Set<String> replacedBy(ModuleScan scan) {
        Set<String> replaced = new TreeSet<>();
        for (String path : scan.digests().keySet()) {
            Look look = looks.get(path);
            if (look == null || scan.key().isAfter(look.scan())) {
                replaced.add(path);
            }
        }
        return replaced;
    }

    private Set<String> goneBy(ModuleScan scan) {
        Set<String> gone = new TreeSet<>();
        looks.forEach((path, look) -> {
            boolean isThere = scan.digests().containsKey(path) || scan.skipped().contains(path);
            if (!isThere && scan.key().isAfter(look.scan())) {
                gone.add(path);
            }
        });
        return gone;
    }

    private List<Told> told(ModuleScan scan, Set<String> replaced) {
        Map<String, Known> before = byFingerprint();
        List<Told> told = new ArrayList<>();
        for (Detection detection : scan.detections()) {
            Known earlier = before.get(detection.fingerprint());
            Instant since = earlier == null ? scan.key().at() : earlier.since();
            told.add(new Told(
                    new Known(detection, since),
                    state(detection, replaced.contains(detection.path()), earlier != null)));
        }
        return told;
    }

    private static State state(Detection detection, boolean isNewest, boolean wasKnown) {
        if (!isNewest) {
            return State.SUPERSEDED;
        }
        if (detection.allowedBy().isPresent()) {
            return State.ALLOWED;
        }
        return wasKnown ? State.KNOWN : State.NEW;
    }

    /** A path that was skipped as well was not looked into whole. */
    private List<Known> ended(ModuleScan scan, Set<String> replaced, Set<String> gone) {
        Set<String> seen =
                scan.detections().stream().map(Detection::fingerprint).collect(Collectors.toUnmodifiableSet());
        return known.stream()
                .filter(one -> gone.contains(one.path())
                        || (replaced.contains(one.path())
                                && !scan.skipped().contains(one.path())
                                && !seen.contains(one.fingerprint())))
                .toList();
    }

    /** What stands there again is resolved no more. */
    private List<Resolved> lately(ModuleScan scan, List<Known> resolved, List<Told> told) {
        // also what was known, which a worker of before may have put there again without a word here
        Set<String> again = Stream.concat(
                        known.stream(), told.stream().filter(Told::counts).map(Told::known))
                .map(Known::fingerprint)
                .collect(Collectors.toUnmodifiableSet());
        return Stream.concat(
                        resolved.stream().map(one -> Resolved.by(scan, one)),
                        lately.stream().filter(one -> !again.contains(one.fingerprint())))
                .filter(one -> one.at().plus(LATELY).isAfter(scan.key().at()))
                .sorted(Resolved.LATEST_FIRST)
                .limit(MOST_LATELY)
                .toList();
    }

    private boolean holdsAnother(ModuleScan scan, String path) {
        Look look = looks.get(path);
        return look == null || !look.digest().equals(scan.digests().get(path));
    }

    private Map<String, Known> byFingerprint() {
        return known.stream()
                .collect(Collectors.toMap(Known::fingerprint, Function.identity(), (a, _) -> a, LinkedHashMap::new));
    }
}
