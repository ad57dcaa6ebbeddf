package dev.infrahub.driftworker.domain;

import dev.infrahub.driftworker.domain.DriftAnalysis.Apply;
import dev.infrahub.driftworker.domain.DriftAnalysis.Mode;
import dev.infrahub.driftworker.domain.DriftAnalysis.Option;
import dev.infrahub.driftworker.domain.DriftAnalysis.Reason;
import dev.infrahub.findings.AttributePath;
import dev.infrahub.findings.SensitiveTypes;
import dev.infrahub.json.Parts;
import dev.infrahub.terraform.Action;
import dev.infrahub.terraform.Plan;
import dev.infrahub.terraform.ResourceChange;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;

/**
 * What follows from all that is known of one resource.
 *
 * @param found what the rules about changes say
 */
record Conclusion(ResourceChange change, List<Drifted> attributes, List<Reason> found, Plan plan, Mode mode) {

    /** Words in the names of what is scaled. */
    private static final Set<String> SCALES =
            Set.of("desired", "count", "replicas", "capacity", "size", "scale", "vcpus");

    private static final int LONGEST = 12;

    boolean counts() {
        return attributes.isEmpty()
                || attributes.stream().anyMatch(one -> one.state().counts());
    }

    DriftAnalysis.Resource resource(boolean isPlanned) {
        List<Reason> reasons = reasons();
        Risk risk = Risk.gravest(reasons.stream().map(Reason::risk).toList());
        return new DriftAnalysis.Resource(
                change.address(),
                change.type(),
                change.provider(),
                change.module(),
                change.deposed(),
                isDeleted() ? "deleted" : "changed",
                attributes.stream().map(one -> one.told(isHidden(one.path()))).toList(),
                state(),
                cause(),
                risk,
                reasons,
                options(risk, isPlanned),
                isDeleted() ? isHidden(AttributePath.ROOT) : attributes.stream().allMatch(one -> isHidden(one.path())),
                isDeleted()
                        ? Fingerprints.ofDeletion(change.type())
                        : Fingerprints.of(
                                change.type(),
                                attributes.stream().map(Drifted::fingerprint).toList()));
    }

    private boolean isDeleted() {
        return change.action() == Action.DELETE;
    }

    /** The text of a plan shows drift that Terraform holds responsible for what it plans, and no other. */
    private boolean isHidden(AttributePath path) {
        return mode == Mode.NORMAL
                && plan.format() == Plan.Format.JSON
                && !plan.refresh().isShown(change.address(), path.attribute());
    }

    private State state() {
        return attributes.stream().map(Drifted::state).reduce(State::and).orElse(State.OPEN);
    }

    private List<Drifted> counting() {
        return attributes.stream().filter(one -> one.state().counts()).toList();
    }

    private List<Drifted> judged() {
        return counts() ? counting() : attributes;
    }

    private List<Reason> reasons() {
        List<Reason> reasons = new ArrayList<>(found);
        if (isDeleted()) {
            reasons.add(new Reason("drift.deleted", Risk.MEDIUM, "It was deleted past Terraform."));
        }
        for (Drifted one : judged()) {
            reasons.add(reason(one));
            one.overruled().forEach(rule -> reasons.add(overruled(one, rule)));
        }
        reasons.sort(Comparator.comparing(Reason::risk).reversed());
        return reasons.stream().distinct().limit(LONGEST).toList();
    }

    private Reason reason(Drifted one) {
        if (one.isSecurity()) {
            return one.narrowed()
                    ? new Reason(
                            "drift.security-narrowed",
                            Risk.MEDIUM,
                            "'%s' decides %s; it was narrowed.".formatted(one.path(), one.decides()))
                    : new Reason(
                            "drift.security-changed",
                            Risk.HIGH,
                            "'%s' decides %s; nobody reviewed how it is now.".formatted(one.path(), one.decides()));
        }
        if (one.state() == State.ROTATED) {
            return one.apply() == Apply.REVERTS
                    ? new Reason(
                            "drift.secret-rotated",
                            Risk.MEDIUM,
                            "The secret in '%s' was changed; apply puts the old one back.".formatted(one.path()))
                    : new Reason(
                            "drift.secret-rotated", Risk.LOW, "The secret in '%s' was changed.".formatted(one.path()));
        }
        if (SensitiveTypes.has(change.type()) && !SensitiveTypes.isWorkload(change.type())) {
            return new Reason(
                    "drift.rights-changed",
                    Risk.MEDIUM,
                    "It is about who may do or reach what; no rule knows what '%s' says of that."
                            .formatted(one.path()));
        }
        return new Reason("drift.changed", Risk.LOW, "'%s' is another one than was applied.".formatted(one.path()));
    }

    private Reason overruled(Drifted one, String rule) {
        return new Reason(
                "drift.rule-overruled",
                reason(one).risk(),
                "The rule '%s' does not hide '%s': it decides %s.".formatted(rule, one.path(), one.decides()));
    }

    private Cause cause() {
        if (isDeleted()) {
            return Cause.DELETED_OUTSIDE;
        }
        List<Drifted> besides =
                judged().stream().filter(one -> one.state() != State.ROTATED).toList();
        if (besides.isEmpty()) {
            return judged().isEmpty() ? Cause.UNKNOWN : Cause.ROTATION;
        }
        return causeOf(besides);
    }

    private Cause causeOf(List<Drifted> judged) {
        if (judged.stream().allMatch(Drifted::sensitive)) {
            return Cause.UNKNOWN;
        }
        if (judged.stream().allMatch(one -> one.rule() != null)) {
            return judged.stream().allMatch(one -> isScaled(one.path())) ? Cause.AUTOSCALING : Cause.OTHER_CONTROLLER;
        }
        if (judged.stream().allMatch(Drifted::isNew)) {
            return Cause.PROVIDER_UPGRADE;
        }
        boolean inCode = judged.stream()
                .allMatch(one -> one.apply() == Apply.KEEPS
                        && plan.references()
                                .setsByReference(change.address(), one.path().attribute()));
        return inCode ? Cause.UNAPPLIED_COMMIT : Cause.CHANGED_BY_HAND;
    }

    private static boolean isScaled(AttributePath path) {
        return path.steps().stream()
                .flatMap(step -> step.text().stream())
                .flatMap(name -> Parts.of(name, '_').stream())
                .anyMatch(SCALES::contains);
    }

    private List<Option> options(Risk risk, boolean isPlanned) {
        return isDeleted() ? Advice.onDeletion(change, isPlanned) : Advice.on(change, judged(), risk);
    }
}
