package dev.infrahub.driftworker.domain;

import dev.infrahub.findings.ChangeRule;
import dev.infrahub.findings.Finding;
import dev.infrahub.findings.Rule;
import dev.infrahub.findings.Severity;
import dev.infrahub.findings.Subject;
import dev.infrahub.findings.Wrapped;
import dev.infrahub.json.Replaced;
import dev.infrahub.json.Value;
import dev.infrahub.terraform.Action;
import dev.infrahub.terraform.ChangeValues;
import dev.infrahub.terraform.ResourceChange;
import java.util.List;
import java.util.Set;

/** What the rules about changes say of drift, as if it were one that somebody planned. */
final class Meaning {

    /** By which something is open that was not. */
    private static final Set<Rule> EXPOSING = Set.of(
            Rule.OPEN_TO_WORLD,
            Rule.PUBLIC_ACCESS,
            Rule.IAM_ADMIN,
            Rule.IAM_WILDCARD,
            Rule.IAM_ANYONE,
            Rule.IAM_LOOSENED,
            Rule.IAM_LET_IN,
            Rule.WORKLOAD_PRIVILEGED);

    /** What guards something else by being there. */
    private static final Set<Rule> GUARDING =
            Set.of(Rule.LOGGING_WEAKENED, Rule.PROTECTION_WEAKENED, Rule.ENCRYPTION_WEAKENED, Rule.BACKUP_WEAKENED);

    private Meaning() {}

    /** @param counting the attributes that nobody has settled; where there are none, all of it is judged */
    static List<DriftAnalysis.Reason> of(ResourceChange change, ChangeValues values, Set<String> counting) {
        ChangeValues judged = counting.isEmpty() ? values : only(counting, values);
        return ChangeRule.judgeAll(Wrapped.opened(new Subject(change, judged))).stream()
                .filter(finding -> !finding.unknown())
                .map(finding -> new DriftAnalysis.Reason(
                        finding.rule().id(),
                        risk(finding, change.action() == Action.DELETE),
                        "Judged as a change: " + finding.detail()))
                .toList();
    }

    /** As if the others were as before. */
    private static ChangeValues only(Set<String> counting, ChangeValues values) {
        return values.after() instanceof Value.Members members
                ? new ChangeValues(
                        values.before(),
                        Replaced.members(
                                members,
                                (name, value) -> counting.contains(name)
                                        ? value
                                        : values.before().at(name)),
                        values.hidden())
                : values;
    }

    /**
     * What stands open has been so since nobody knows when, and nobody reviewed it: one level graver than as a plan. So is a guard
     * that is gone: as long as it is, nobody sees what goes on, or keeps anybody from it.
     */
    private static Risk risk(Finding finding, boolean gone) {
        if (EXPOSING.contains(finding.rule())) {
            return finding.severity().atLeast(Severity.HIGH) ? Risk.CRITICAL : Risk.HIGH;
        }
        if (gone && GUARDING.contains(finding.rule())) {
            return Risk.HIGH;
        }
        return switch (finding.severity()) {
            case LOW -> Risk.LOW;
            case MEDIUM -> Risk.MEDIUM;
            case HIGH -> Risk.HIGH;
            case CRITICAL -> Risk.CRITICAL;
        };
    }
}
