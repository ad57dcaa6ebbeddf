package dev.infrahub.plananalyzer.domain;

import dev.infrahub.findings.ChangeRule;
import dev.infrahub.findings.Finding;
import dev.infrahub.findings.Noise;
import dev.infrahub.findings.Rule;
import dev.infrahub.findings.Severity;
import dev.infrahub.findings.Subject;
import dev.infrahub.findings.Wrapped;
import dev.infrahub.terraform.Action;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Judges what was changed outside Terraform as if it were a change of its own, without the noise of providers. */
final class DriftRule {

    private DriftRule() {}

    static Optional<Finding> judge(Subject drift) {
        if (drift.is(Action.DELETE)) {
            return Optional.of(Rule.DRIFT.yes(
                    Severity.MEDIUM,
                    drift.address(),
                    "Was already deleted outside Terraform; this plan did not do it."));
        }
        List<String> attributes = Noise.without(drift);
        if (attributes.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(ChangeRule.judgeAll(Wrapped.opened(drift)).stream()
                .filter(finding -> !finding.unknown())
                .max(Comparator.comparing(Finding::severity))
                .map(finding -> Rule.DRIFT.yes(
                        finding.severity(), drift.address(), "Was changed outside Terraform: " + finding.detail()))
                .orElseGet(() -> Rule.DRIFT.yes(
                        Severity.LOW,
                        drift.address(),
                        "Was changed outside Terraform: %s.".formatted(String.join(", ", attributes)))));
    }
}
