package dev.infrahub.findings;

import dev.infrahub.terraform.Action;
import dev.infrahub.terraform.ResourceChange;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What is destroyed or replaced, and what that means. */
record LossRule(StatefulTypes types) implements ChangeRule {

    private static final String HELD =
            " Until now '%s' holds it: the apply will be refused and stop there, unless that is taken away first.";

    private static final String ALREADY_IN_THE_RIGHT_ORDER =
            "The new one is made first already: move what uses the old one over, and check it before apply is over.";
    private static final String IN_WHATEVER_ORDER =
            "Plan for an interruption, where the old one is destroyed before the new one is made.";

    @Override
    public List<Finding> judge(Subject subject) {
        ResourceChange change = subject.change();
        if (change.action().forgets()) {
            return List.of(Rule.FORGOTTEN.yes(Severity.LOW, change.address(), forgotten(change)));
        }
        if (!change.action().destroys() || change.isData()) {
            return List.of();
        }
        Optional<String> left = DeletionProtection.leaving(subject);
        if (left.isPresent()) {
            return List.of(left(change, left.get()));
        }
        return List.of(types.of(change).map(entry -> stateful(subject, entry)).orElseGet(() -> ordinary(subject)));
    }

    private static Finding left(ResourceChange change, String path) {
        return change.action() == Action.REPLACE
                ? Rule.RESOURCE_REPLACED
                        .yes(
                                ofNothingKept(change),
                                change.address(),
                                "It is made anew%s, and by '%s' the old one stays as it is, unmanaged."
                                        .formatted(Reasons.ofReplacement(change), path))
                        .advising("Move what uses the old one over, and decide who looks after it from now on.")
                : Rule.FORGOTTEN.yes(
                        Severity.LOW,
                        change.address(),
                        "The plan says that it is destroyed, but by '%s' it stays as it is, unmanaged."
                                .formatted(path));
    }

    private static String held(Subject subject) {
        return DeletionProtection.holding(subject).map(HELD::formatted).orElse("");
    }

    @Override
    public List<Finding> standing(Subject subject) {
        return List.of();
    }

    @Override
    public Set<Rule> reading(String type) {
        return Set.of();
    }

    private static String forgotten(ResourceChange change) {
        return change.action() == Action.SUPERSEDE
                ? "It is made anew, and the old object stays as it is: it goes on existing, unmanaged."
                : "It is no longer managed; it goes on existing.";
    }

    private static Finding stateful(Subject subject, StatefulTypes.Entry entry) {
        ResourceChange change = subject.change();
        String held = held(subject);
        String unless = held.isEmpty() && entry.isSoftened(subject.values().before()) ? StatefulTypes.UNLESS : "";
        String detail = "The %s %s: %s%s.%s"
                .formatted(entry.what(), fate(change), entry.kind().consequence(), unless, held);
        boolean replaced = change.action() == Action.REPLACE;
        return switch (entry.kind()) {
            case GENERATED ->
                replaced
                        ? Rule.VALUE_REGENERATED.yes(Severity.MEDIUM, change.address(), detail)
                        : Rule.RESOURCE_DESTROYED.yes(ofNothingKept(change), change.address(), detail);
            case POSSIBLE, UNKNOWN -> Rule.LOSS_POSSIBLE.yes(Severity.MEDIUM, change.address(), detail);
            case DATA, KEY, ZONE, NAME, CLUSTER -> {
                Rule rule = replaced ? Rule.DATA_REPLACED : Rule.DATA_DESTROYED;
                yield rule.yes(Severity.HIGH, change.address(), detail)
                        .advising(entry.kind().advice().orElseGet(() -> ofData(rule, change)));
            }
        };
    }

    private static Finding ordinary(Subject subject) {
        ResourceChange change = subject.change();
        String detail = "It " + fate(change) + "." + held(subject);
        return change.action() == Action.REPLACE
                ? Rule.RESOURCE_REPLACED
                        .yes(ofNothingKept(change), change.address(), detail)
                        .advising(advice(change))
                : Rule.RESOURCE_DESTROYED.yes(ofNothingKept(change), change.address(), detail);
    }

    /** Nobody is interrupted by what exists in the state alone. */
    private static Severity ofNothingKept(ResourceChange change) {
        return StatelessTypes.isLogical(change.type()) ? Severity.LOW : Severity.MEDIUM;
    }

    private static String advice(ResourceChange change) {
        return switch (change.order()) {
            case OLD_FIRST -> Rule.RESOURCE_REPLACED.mitigation();
            case NEW_FIRST -> ALREADY_IN_THE_RIGHT_ORDER;
            case UNTOLD -> IN_WHATEVER_ORDER;
        };
    }

    /** No configuration updates in place what is replaced for another reason. */
    private static String ofData(Rule rule, ResourceChange change) {
        return switch (change.actionReason()) {
            case "replace_because_tainted" ->
                "Back up first, or take the mark away ('untaint') where it works as it is.";
            case "replace_by_request" -> "Back up first, or plan without '-replace'.";
            case "replace_by_triggers" -> "Back up first, or take it out of 'replace_triggered_by'.";
            case null, default -> rule.mitigation();
        };
    }

    private static String fate(ResourceChange change) {
        if (change.action() != Action.REPLACE) {
            return "is destroyed" + Reasons.ofDeletion(change);
        }
        String because = Reasons.ofReplacement(change);
        return change.order() == ResourceChange.Order.NEW_FIRST
                ? "is made anew" + because + ", and the old one is destroyed only then"
                : "is destroyed and made anew" + because;
    }
}
