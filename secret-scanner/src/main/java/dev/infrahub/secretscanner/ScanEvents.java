package dev.infrahub.secretscanner;

import dev.infrahub.faults.Fault;
import dev.infrahub.scanning.Detection;
import dev.infrahub.scanning.Place;
import dev.infrahub.scanning.RuleNote;
import dev.infrahub.schemas.FoundSecret;
import dev.infrahub.schemas.LatelyResolvedSecret;
import dev.infrahub.schemas.ModuleSchedule;
import dev.infrahub.schemas.ResolvedSecret;
import dev.infrahub.schemas.ScannedFile;
import dev.infrahub.schemas.ScheduledLook;
import dev.infrahub.schemas.SecretFinding;
import dev.infrahub.schemas.SecretScanCompleted;
import dev.infrahub.schemas.SecretScanCounts;
import dev.infrahub.schemas.SecretScanRequested;
import dev.infrahub.schemas.SkippedFile;
import dev.infrahub.schemas.TriageAiUse;
import dev.infrahub.schemas.UnscannedFile;
import dev.infrahub.secretscanner.domain.Known;
import dev.infrahub.secretscanner.domain.ModuleScan;
import dev.infrahub.secretscanner.domain.Resolved;
import dev.infrahub.secretscanner.domain.ScanKey;
import dev.infrahub.secretscanner.domain.Schedule;
import dev.infrahub.secretscanner.domain.Schedule.Failure;
import dev.infrahub.secretscanner.domain.Schedule.Status;
import dev.infrahub.secretscanner.domain.Standing.Told;
import dev.infrahub.secretscanner.domain.Standing.Turn;
import dev.infrahub.secretscanner.domain.State;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A scan as the events that ask for it and tell of it. */
record ScanEvents(SecretScanRequested asked, Turn turn) {

    /** Of a list that grows with the module, not with the scan. */
    private static final int MOST_TOLD = 1000;

    private static final TriageAiUse NO_MODEL = new TriageAiUse("off", null, null, 0, 0, null);

    private static final Comparator<SecretFinding> GRAVEST_FIRST = Comparator.comparingInt(
                    (SecretFinding one) -> RuleNote.SEVERITIES.indexOf(one.getSeverity()))
            .thenComparing(SecretFinding::getPath)
            .thenComparingInt(SecretFinding::getLine)
            .thenComparingInt(SecretFinding::getColumn);

    /** @throws Fault.Invalid where it contradicts itself */
    static ModuleScan scan(SecretScanRequested asked) {
        Map<String, String> digests = new TreeMap<>();
        for (ScannedFile file : asked.getFiles()) {
            require(digests.put(file.getPath(), file.getDigest()) == null, "It names a file twice.");
        }
        require(!asked.getComplete() || !digests.isEmpty(), "It says that it is of all files, and looked into none.");
        Set<String> fingerprints = new HashSet<>();
        for (FoundSecret found : asked.getFindings()) {
            require(digests.containsKey(found.getPath()), "It finds something in a file that was not looked at.");
            require(fingerprints.add(found.getFingerprint()), "It names a finding twice.");
            require(found.getLine() > 0 && found.getColumn() > 0, "Lines and columns are counted from 1 on.");
        }
        return new ModuleScan(
                new ScanKey(asked.getScannedAt(), asked.getScanId()),
                Optional.ofNullable(asked.getCommit()),
                asked.getComplete(),
                digests,
                asked.getUnscanned().stream().map(UnscannedFile::getPath).collect(Collectors.toUnmodifiableSet()),
                asked.getFindings().stream().map(ScanEvents::detection).toList(),
                schedule(asked));
    }

    private static Optional<Schedule> schedule(SecretScanRequested asked) {
        ScheduledLook look = asked.getSchedule();
        if (look == null) {
            return Optional.empty();
        }
        Status status = Arrays.stream(Status.values())
                .filter(one -> one.text().equals(look.getStatus()))
                .findFirst()
                .orElseThrow(() -> new Fault.Invalid(
                        "scan.inconsistent", "The status of its schedule is checked, failed or ended."));
        boolean isDue = look.getDueBy() != null;
        require(isDue == (status != Status.ENDED), "It says when the next scan is overdue, unless there is none.");
        boolean hasFailed = look.getCode() != null && look.getReason() != null;
        require(hasFailed == (status == Status.FAILED), "It says why it failed, where it did.");
        return Optional.of(new Schedule(
                status,
                asked.getScannedAt(),
                Optional.ofNullable(look.getDueBy()),
                Optional.ofNullable(look.getCode())
                        .flatMap(code -> Optional.ofNullable(look.getReason()).map(why -> new Failure(code, why)))));
    }

    /** What has ended is in no catalog. */
    private static Optional<ModuleSchedule> told(Schedule schedule) {
        return schedule.dueBy()
                .map(dueBy -> ModuleSchedule.newBuilder()
                        .setStatus(schedule.status().text())
                        .setAt(schedule.at())
                        .setDueBy(dueBy)
                        .setCode(schedule.failure().map(Failure::code).orElse(null))
                        .setReason(schedule.failure().map(Failure::reason).orElse(null))
                        .build());
    }

    private static void require(boolean holds, String otherwise) {
        if (!holds) {
            throw new Fault.Invalid("scan.inconsistent", otherwise);
        }
    }

    private static Detection detection(FoundSecret found) {
        return new Detection(
                found.getRuleId(),
                found.getPath(),
                new Place(found.getLine(), found.getColumn(), found.getEndLine(), found.getEndColumn()),
                found.getRedacted(),
                found.getFingerprint(),
                Optional.ofNullable(found.getAllowedBy()));
    }

    SecretScanCompleted completed() {
        List<SecretFinding> findings = told(one -> one.known().isOpen());
        List<SecretFinding> suppressed = told(one -> !one.known().isOpen());
        return SecretScanCompleted.newBuilder()
                .setScanId(asked.getScanId())
                .setClient(asked.getClient())
                .setModule(asked.getModule())
                .setCommit(asked.getCommit())
                .setScannedAt(asked.getScannedAt())
                .setComplete(asked.getComplete())
                .setRevision(turn.revision())
                .setFindings(findings)
                .setSuppressed(suppressed)
                .setResolved(turn.resolved().stream()
                        .limit(MOST_TOLD)
                        .map(ScanEvents::resolved)
                        .toList())
                .setResolvedLately(
                        turn.lately().stream().map(ScanEvents::lately).toList())
                .setElsewhere(turn.elsewhere().stream()
                        .map(one -> finding(new Told(one, State.KNOWN)))
                        .sorted(GRAVEST_FIRST)
                        .limit(MOST_TOLD)
                        .toList())
                .setSkipped(asked.getUnscanned().stream()
                        .map(one -> new SkippedFile(one.getPath(), one.getReason()))
                        .toList())
                .setCounts(counts(findings, suppressed))
                .setSchedule(turn.schedule().flatMap(ScanEvents::told).orElse(null))
                .setAi(NO_MODEL)
                .build();
    }

    private List<SecretFinding> told(Predicate<Told> which) {
        return turn.told().stream()
                .filter(which)
                .map(ScanEvents::finding)
                .sorted(GRAVEST_FIRST)
                .toList();
    }

    private static SecretFinding finding(Told told) {
        Known known = told.known();
        Detection detection = known.detection();
        RuleNote note = RuleNote.of(detection.ruleId());
        return SecretFinding.newBuilder()
                .setRuleId(detection.ruleId())
                .setTitle(note.title())
                .setSeverity(note.severity())
                .setPath(detection.path())
                .setLine(detection.place().line())
                .setColumn(detection.place().column())
                .setEndLine(detection.place().endLine())
                .setEndColumn(detection.place().endColumn())
                .setRedacted(detection.redacted())
                .setFingerprint(detection.fingerprint())
                .setRecommendation(note.recommendation())
                .setState(told.state().text())
                .setSince(known.since())
                .setAllowedBy(detection.allowedBy().orElse(null))
                .build();
    }

    private static ResolvedSecret resolved(Known known) {
        return new ResolvedSecret(known.detection().ruleId(), known.path(), known.fingerprint(), known.since());
    }

    private static LatelyResolvedSecret lately(Resolved resolved) {
        RuleNote note = RuleNote.of(resolved.ruleId());
        return LatelyResolvedSecret.newBuilder()
                .setRuleId(resolved.ruleId())
                .setTitle(note.title())
                .setSeverity(note.severity())
                .setPath(resolved.path())
                .setLine(resolved.line())
                .setFingerprint(resolved.fingerprint())
                .setSince(resolved.since())
                .setResolvedAt(resolved.at())
                .setCommit(resolved.commit().orElse(null))
                .build();
    }

    private SecretScanCounts counts(List<SecretFinding> findings, List<SecretFinding> suppressed) {
        return SecretScanCounts.newBuilder()
                .setFiles(asked.getFiles().size())
                .setChangedFiles(turn.changed())
                .setSkipped(asked.getUnscanned().size())
                .setFindings(findings.size())
                .setNew$(count(findings.stream().map(SecretFinding::getState), State.NEW.text()))
                .setKnown(count(findings.stream().map(SecretFinding::getState), State.KNOWN.text()))
                .setResolved(turn.resolved().size())
                .setSuppressed(suppressed.size())
                .setElsewhere(turn.elsewhere().size())
                .setCritical(count(findings.stream().map(SecretFinding::getSeverity), "critical"))
                .setHigh(count(findings.stream().map(SecretFinding::getSeverity), "high"))
                .setMedium(count(findings.stream().map(SecretFinding::getSeverity), "medium"))
                .setLow(count(findings.stream().map(SecretFinding::getSeverity), "low"))
                .build();
    }

    private static int count(Stream<String> all, String wanted) {
        return (int) all.filter(wanted::equals).count();
    }
}
