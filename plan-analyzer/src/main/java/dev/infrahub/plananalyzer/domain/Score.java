package dev.infrahub.plananalyzer.domain;

import dev.infrahub.findings.Finding;
import dev.infrahub.findings.Rule;
import dev.infrahub.findings.Severity;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** From findings to a verdict. The gravest finding decides the level; more of them move the score inside its band. */
record Score(Policy policy, boolean production) {

    private static final Comparator<Finding> GRAVEST_FIRST = Comparator.comparing(Finding::severity)
            .reversed()
            .thenComparing(Finding::unknown)
            .thenComparing(Finding::rule);

    private static final int PER_EQUAL = 4;
    private static final int PER_LESSER = 1;

    /** What was so before does not count: this is the risk of the change. */
    Analysis.Risk of(List<Finding> found, List<Finding> standing, Analysis.BlastRadius reach) {
        List<Finding> findings = weighed(found, production && policy.raiseInProduction());
        int score = reach.resources() == 0 && findings.isEmpty() ? 0 : score(findings);
        Severity level = policy.levels().of(score);
        return new Analysis.Risk(
                level,
                score,
                level.atLeast(policy.cabFrom()),
                isStandard(level, findings) ? "standard" : "normal",
                findings.stream().map(Analysis.Reason::of).toList(),
                weighed(standing, false).stream().map(Analysis.Reason::of).toList(),
                mitigations(findings),
                reach);
    }

    private List<Finding> weighed(List<Finding> findings, boolean raised) {
        return findings.stream()
                .flatMap(finding -> policy.weigh(finding).stream())
                .map(finding -> raised && finding.severity() != Severity.LOW
                        ? finding.with(finding.severity().raised())
                        : finding)
                .sorted(GRAVEST_FIRST)
                .toList();
    }

    /** A standard change needs no decision of its own. */
    private boolean isStandard(Severity level, List<Finding> findings) {
        return policy.standardUpTo().atLeast(level)
                && (policy.standardInProduction() || !production)
                && (policy.standardWithUnknown() || findings.stream().noneMatch(Score::leavesOpen))
                && findings.stream().noneMatch(Score::isNotJudged);
    }

    private static boolean leavesOpen(Finding finding) {
        return finding.unknown() || finding.rule() == Rule.VALUES_UNKNOWN;
    }

    private static boolean isNotJudged(Finding finding) {
        return finding.rule() == Rule.NOT_JUDGED;
    }

    private int score(List<Finding> findings) {
        Severity gravest =
                findings.isEmpty() ? Severity.LOW : findings.getFirst().severity();
        int base = policy.scores().of(gravest);
        int equal = (int) findings.stream()
                .filter(finding -> finding.severity() == gravest)
                .count();
        int extra = Math.max(0, equal - 1) * PER_EQUAL + (findings.size() - equal) * PER_LESSER;
        // any reason, however small, scores more than none
        int some = gravest == Severity.LOW ? equal : 0;
        int most = policy.levels().last(policy.levels().of(base));
        return Math.min(base + some + extra, most);
    }

    private static List<String> mitigations(List<Finding> findings) {
        Set<String> mitigations = new LinkedHashSet<>();
        findings.stream()
                .filter(finding ->
                        finding.severity().atLeast(Severity.MEDIUM) || leavesOpen(finding) || isNotJudged(finding))
                .map(Finding::advice)
                .forEach(mitigations::add);
        return List.copyOf(mitigations);
    }
}
