package dev.infrahub.chatservice.domain.review;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What rules found in a change, and what was looked at.
 *
 * @param findings the gravest first
 * @param files how many of each kind were looked at
 * @param added new lines
 * @param removed lines that are gone
 * @param limits what was not looked at, a sentence each
 * @param faults of the hub's own rules, for whoever mends them: which rule threw what and where, and nothing of the change
 */
public record Review(
        List<Finding> findings,
        Map<FileKind, Integer> files,
        int added,
        int removed,
        List<String> limits,
        List<String> faults) {

    static final String CREDENTIAL = "code.credential";

    /** What is beyond is counted. */
    private static final int MOST_FINDINGS = 500;

    public Review {
        findings = List.copyOf(findings);
        files = Map.copyOf(files);
        limits = List.copyOf(limits);
        faults = List.copyOf(faults);
    }

    /**
     * @param secrets in new lines, found where the change was read
     * @param ownRules of the service; empty where it has none
     */
    public static Review of(Diff diff, List<DiffSecret> secrets, Optional<String> ownRules) {
        Looking looking = new Looking();
        List<ChangedFile> files = diff.files().stream().map(looking::read).toList();
        List<Finding> found = Stream.of(
                        secrets.stream().map(Review::credential),
                        looking.by(ReviewRules.ALL, files),
                        ownRules.stream().flatMap(rules -> looking.byOwn(rules, files)))
                .flatMap(findings -> findings)
                .sorted(Comparator.comparing(Finding::severity)
                        .reversed()
                        .thenComparing(Finding::rule)
                        .thenComparing(Finding::path)
                        .thenComparingInt(Finding::line))
                .distinct()
                .toList();
        Map<FileKind, Integer> kinds = new EnumMap<>(FileKind.class);
        files.forEach(file -> kinds.merge(file.kind(), 1, Integer::sum));
        return new Review(
                found.subList(0, Math.min(found.size(), MOST_FINDINGS)),
                kinds,
                diff.count(DiffLine.Sign.ADDED),
                diff.count(DiffLine.Sign.REMOVED),
                limits(diff, found.size(), looking.limits()),
                looking.faults());
    }

    private static Finding credential(DiffSecret secret) {
        return new Finding(
                CREDENTIAL,
                Severity.CRITICAL,
                secret.path(),
                secret.line(),
                "A credential stands in a new line, found by the rule",
                secret.ruleId(),
                "Revoke it, since whoever reads the branch has it; then read it from a store of secrets or a variable.");
    }

    private static List<String> limits(Diff diff, int found, List<String> unapplied) {
        List<String> limits = new ArrayList<>(diff.limits());
        limits.addAll(unapplied);
        long binary = diff.files().stream().filter(DiffFile::isBinary).count();
        if (binary > 0) {
            limits.add("Binary files are not read: " + binary + ".");
        }
        if (found > MOST_FINDINGS) {
            limits.add(
                    "Findings beyond the first " + MOST_FINDINGS + " are not told: " + (found - MOST_FINDINGS) + ".");
        }
        return limits;
    }

    /** How many findings are of this severity. */
    public long count(Severity severity) {
        return findings.stream()
                .filter(finding -> finding.severity() == severity)
                .count();
    }

    /** How many files were looked at. */
    public int fileCount() {
        return files.values().stream().mapToInt(Integer::intValue).sum();
    }
}
