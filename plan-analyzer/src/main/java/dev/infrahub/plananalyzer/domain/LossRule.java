package dev.infrahub.plananalyzer.domain;

import dev.infrahub.terraform.Action;
import dev.infrahub.terraform.ResourceChange;
import java.util.List;
import java.util.Set;

/** What is destroyed or replaced, and what that means. */
record LossRule(StatefulTypes types) implements ChangeRule {

    /** Exist in Terraform's state only, or as a file beside it. */
    private static final Set<String> LOGICAL = Set.of(
            "null_resource",
            "terraform_data",
            "local_file",
            "local_sensitive_file",
            "time_sleep",
            "time_static",
            "time_rotating",
            "time_offset",
            "random_shuffle",
            "archive_file");

    @Override
    public List<Finding> judge(Subject subject) {
        ResourceChange change = subject.change();
        if (change.action().forgets()) {
            return List.of(Rule.FORGOTTEN.yes(Severity.LOW, change.address(), forgotten(change)));
        }
        if (!change.action().destroys() || change.isData()) {
            return List.of();
        }
        return List.of(types.of(change).map(entry -> stateful(subject, entry)).orElseGet(() -> ordinary(change)));
    }

    @Override
    public List<Finding> standing(Subject subject) {
        return List.of();
    }

    private static String forgotten(ResourceChange change) {
        return change.action() == Action.SUPERSEDE
                ? "It is made anew, and the old object stays as it is: it goes on existing, unmanaged."
                : "It is no longer managed; it goes on existing.";
    }

    private static Finding stateful(Subject subject, StatefulTypes.Entry entry) {
        ResourceChange change = subject.change();
        boolean generated = entry.kind() == StatefulTypes.Kind.GENERATED;
        Severity severity = generated ? Severity.MEDIUM : Severity.HIGH;
        String unless = entry.isSoftened(subject.values().before()) ? StatefulTypes.UNLESS : "";
        String detail = "The %s %s: %s%s."
                .formatted(entry.what(), fate(change), entry.kind().consequence(), unless);
        boolean replaced = change.action() == Action.REPLACE;
        if (generated) {
            return (replaced ? Rule.VALUE_REGENERATED : Rule.RESOURCE_DESTROYED)
                    .yes(replaced ? severity : Severity.LOW, change.address(), detail);
        }
        return (replaced ? Rule.DATA_REPLACED : Rule.DATA_DESTROYED).yes(severity, change.address(), detail);
    }

    private static Finding ordinary(ResourceChange change) {
        Severity severity = LOGICAL.contains(change.type()) ? Severity.LOW : Severity.MEDIUM;
        Rule rule = change.action() == Action.REPLACE ? Rule.RESOURCE_REPLACED : Rule.RESOURCE_DESTROYED;
        return rule.yes(severity, change.address(), "It " + fate(change) + ".");
    }

    private static String fate(ResourceChange change) {
        return change.action() == Action.REPLACE
                ? "is destroyed and made anew" + Reasons.ofReplacement(change)
                : "is destroyed" + Reasons.ofDeletion(change);
    }
}
