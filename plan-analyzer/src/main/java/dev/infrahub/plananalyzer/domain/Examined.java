package dev.infrahub.plananalyzer.domain;

import dev.infrahub.terraform.Action;
import dev.infrahub.terraform.ResourceChange;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A resource change and what was found out about it, without its values. */
record Examined(
        ResourceChange change,
        List<Finding> findings,
        @Nullable Loss loss) {

    /** What is lost when the resource is destroyed or replaced, and whether that is certain. */
    record Loss(StatefulTypes.Entry entry, boolean certain) {}

    static Examined of(Subject subject) {
        ResourceChange change = subject.change();
        List<Finding> findings = change.isData() ? List.of() : ChangeRule.judgeAll(subject);
        Optional<StatefulTypes.Entry> entry = StatefulTypes.TABLE.of(change);
        Loss loss = change.action().destroys() && entry.isPresent()
                ? new Loss(entry.get(), !entry.get().isSoftened(subject.values().before()))
                : null;
        return new Examined(change, findings, loss);
    }

    String address() {
        return change.address();
    }

    Action action() {
        return change.action();
    }

    boolean isOneWay() {
        return findings.stream().anyMatch(finding -> finding.rule() == Rule.ONE_WAY_CHANGE && !finding.unknown());
    }

    /** Whether anything happens to it, be it in the state only. */
    boolean isOfInterest() {
        return change.action() != Action.NO_OP || change.imported() || change.isMoved();
    }
}
