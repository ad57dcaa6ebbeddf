package dev.infrahub.plananalyzer.domain;

import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** From findings to a verdict. The gravest finding decides the level; more of them move the score inside its band. */
final class Score {

    private static final Comparator<Finding> GRAVEST_FIRST = Comparator.comparing(Finding::severity)
            .reversed()
            .thenComparing(Finding::unknown)
            .thenComparing(Finding::rule);

    private static final int PER_EQUAL = 4;
    private static final int PER_LESSER = 1;
    private static final int LEAST = 5;

    private Score() {}

    static Analysis.Risk of(List<Finding> found, Analysis.BlastRadius reach, boolean production) {
        List<Finding> findings = found.stream()
                .map(finding -> production ? inProduction(finding) : finding)
                .sorted(GRAVEST_FIRST)
                .toList();
        Severity level = findings.isEmpty() ? Severity.LOW : findings.getFirst().severity();
        boolean cab = level.atLeast(Severity.HIGH);
        return new Analysis.Risk(
                level,
                reach.resources() == 0 && findings.isEmpty() ? 0 : score(level, findings),
                cab,
                !production && isStandard(level, findings) ? "standard" : "normal",
                findings.stream().map(Finding::reason).toList(),
                mitigations(findings),
                reach);
    }

    static Finding inProduction(Finding finding) {
        return finding.severity() == Severity.LOW
                ? finding
                : finding.with(finding.severity().raised());
    }

    /** A standard change needs no decision of its own: nothing grave, nothing left open, and not in production. */
    private static boolean isStandard(Severity level, List<Finding> findings) {
        return level == Severity.LOW && findings.stream().noneMatch(Score::leavesOpen);
    }

    private static boolean leavesOpen(Finding finding) {
        return finding.unknown() || finding.rule() == Rule.VALUES_UNKNOWN;
    }

    private static int score(Severity level, List<Finding> findings) {
        int equal = (int)
                findings.stream().filter(finding -> finding.severity() == level).count();
        int extra = Math.max(0, equal - 1) * PER_EQUAL + (findings.size() - equal) * PER_LESSER;
        return switch (level) {
            case LOW -> Math.min(LEAST + equal + extra, 24);
            case MEDIUM -> Math.min(30 + extra, 49);
            case HIGH -> Math.min(60 + extra, 79);
            case CRITICAL -> Math.min(85 + extra, 100);
        };
    }

    private static List<String> mitigations(List<Finding> findings) {
        Set<String> mitigations = new LinkedHashSet<>();
        findings.stream()
                .filter(finding -> finding.severity().atLeast(Severity.MEDIUM) || leavesOpen(finding))
                .forEach(finding -> mitigations.add(
                        finding.unknown()
                                ? "After apply, look at what was not known before it."
                                : finding.rule().mitigation()));
        return List.copyOf(mitigations);
    }
}
