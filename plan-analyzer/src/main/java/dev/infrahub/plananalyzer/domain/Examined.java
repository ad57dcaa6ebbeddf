package dev.infrahub.plananalyzer.domain;

import dev.infrahub.findings.ChangeRule;
import dev.infrahub.findings.DeletionProtection;
import dev.infrahub.findings.Finding;
import dev.infrahub.findings.GuardRule;
import dev.infrahub.findings.Noise;
import dev.infrahub.findings.Rule;
import dev.infrahub.findings.SensitiveTypes;
import dev.infrahub.findings.StatefulTypes;
import dev.infrahub.findings.StatelessTypes;
import dev.infrahub.findings.Subject;
import dev.infrahub.findings.Wrapped;
import dev.infrahub.findings.WriteOnlyRule;
import dev.infrahub.json.Value;
import dev.infrahub.terraform.Action;
import dev.infrahub.terraform.ChangeValues;
import dev.infrahub.terraform.ReferenceGraph;
import dev.infrahub.terraform.ResourceChange;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A resource change and what was found out about it, without its values.
 *
 * @param standing what was so before and stays so
 * @param attributes the changed attributes, less what only looks changed
 * @param computed those of them that are known only after apply
 * @param values what the attributes are before and after
 * @param restores the old values of the others
 * @param ends what others call the thing that is destroyed; empty where nothing is, something holds it, or others may be called the same
 * @param guarded what a guard that is destroyed stood before, where it names that
 * @param setsWriteOnly whether a value is set anew that is in no state and no plan
 * @param judged whether a rule reads its values, or it has none that matter
 * @param left whether it stays as it is, although the plan calls it destroyed
 */
record Examined(
        ResourceChange change,
        List<Finding> findings,
        List<Finding> standing,
        @Nullable Loss loss,
        List<String> attributes,
        Set<String> computed,
        List<Analysis.ChangedValue> values,
        List<Analysis.Restored> restores,
        Set<String> ends,
        Set<String> guarded,
        boolean setsWriteOnly,
        boolean judged,
        boolean left) {

    private static final String LOCKED =
            " The lock %s stays and holds it: the apply will be refused and stop there, unless that is taken away first.";

    private static final int BYTES = 1536;
    private static final int BYTES_A_CHARACTER = 8;
    private static final int BYTES_A_NAME = 32;
    private static final int BYTES_A_VALUE = 192;

    /** What is lost when the resource is destroyed or replaced, and whether that is certain. */
    record Loss(StatefulTypes.Entry entry, boolean certain) {}

    /** @param shown the values that may be told, if not judged by */
    static Examined of(Subject subject, ChangeValues shown, ChangedValues told) {
        return of(subject, Wrapped.opened(subject), shown, told);
    }

    private static Examined of(Subject subject, Subject opened, ChangeValues shown, ChangedValues told) {
        ResourceChange change = subject.change();
        boolean data = change.isData();
        List<String> attributes = Noise.without(subject);
        Set<String> computed = Noise.computed(subject);
        Optional<StatefulTypes.Entry> entry = StatefulTypes.TABLE.of(change);
        boolean left = DeletionProtection.leaving(subject).isPresent();
        // what leaves it stands beside what is in a wrapper
        List<Finding> findings = ChangeRule.judgeAll(left ? subject : opened);
        boolean isHeld = DeletionProtection.holding(subject).isPresent();
        Loss loss = change.action().destroys() && !left && entry.isPresent()
                ? new Loss(
                        entry.get(),
                        !isHeld && !entry.get().isSoftened(subject.values().before()))
                : null;
        boolean guards = subject.is(Action.DELETE) && findings.stream().anyMatch(Examined::isOfGuard);
        return new Examined(
                change,
                findings,
                data ? List.of() : ChangeRule.standingAll(opened),
                loss,
                attributes,
                computed,
                told.of(shown, attributes),
                Restored.of(subject, attributes),
                guards || left || isHeld ? Set.of() : ends(subject, loss),
                guards ? GuardRule.guarded(opened) : Set.of(),
                !WriteOnlyRule.setAnew(subject).isEmpty(),
                isJudged(opened),
                left);
    }

    /** Settings are called like what they are settings of: only what has a name of its own is known by its id. */
    private static Set<String> ends(Subject subject, @Nullable Loss loss) {
        Value before = subject.values().before();
        boolean named =
                loss != null || !before.at("arn").isNull() || !before.at("name").isNull();
        return subject.is(Action.DELETE) && named
                ? Stream.of("arn", "id", "node_id")
                        .flatMap(name -> before.at(name).text().stream())
                        .collect(Collectors.toUnmodifiableSet())
                : Set.of();
    }

    /** What is known of text is said of the plan as a whole; what is destroyed is judged without its values. */
    private static boolean isJudged(Subject subject) {
        String type = subject.type();
        return !subject.sets()
                || subject.change().isData()
                || !subject.showsValues()
                || StatelessTypes.isLogical(type)
                || NotJudged.reads(type)
                || isKnownToMatterLittle(subject);
    }

    /** What is in a wrapper and would be told as not judged by its own name, but says nothing of rights. */
    private static boolean isKnownToMatterLittle(Subject subject) {
        return !subject.within().isEmpty()
                && StatelessTypes.TABLE.types().contains(subject.type())
                && !SensitiveTypes.has(subject.type());
    }

    private static boolean isOfLoss(Finding finding) {
        return switch (finding.rule()) {
            case DATA_DESTROYED, LOSS_POSSIBLE, RESOURCE_DESTROYED -> true;
            default -> false;
        };
    }

    private static boolean isOfGuard(Finding finding) {
        return switch (finding.rule()) {
            case PUBLIC_ACCESS, PROTECTION_WEAKENED, ENCRYPTION_WEAKENED, BACKUP_WEAKENED, LOGGING_WEAKENED -> true;
            default -> false;
        };
    }

    /**
     * The same with what the whole plan tells: which open questions and changed attributes the code has to do with, and which
     * guards stand before nothing any more.
     *
     * @param gone what all that is destroyed was called
     * @param locks what holds some of that
     */
    Examined inLightOf(ReferenceGraph references, Set<String> gone, Locks locks) {
        String held = locks.holding(ends).map(LOCKED::formatted).orElse("");
        boolean withWhatItGuarded = !guarded.isEmpty() && gone.containsAll(guarded);
        List<Finding> open = findings.stream()
                .filter(finding -> finding.stands(references) && !(withWhatItGuarded && isOfGuard(finding)))
                .map(finding -> isOfLoss(finding) ? finding.adding(held) : finding)
                .toList();
        List<String> own = references.isEmpty()
                ? attributes
                : attributes.stream()
                        .filter(name -> !computed.contains(name) || references.setsByReference(change.address(), name))
                        .toList();
        List<Analysis.Restored> ownValues = restores.stream()
                .filter(restored -> own.contains(restored.attribute()))
                .toList();
        List<Analysis.ChangedValue> ownChanges =
                values.stream().filter(value -> own.contains(value.attribute())).toList();
        return new Examined(
                change,
                open,
                standing,
                loss == null || held.isEmpty() ? loss : new Loss(loss.entry(), false),
                own,
                computed,
                ownChanges,
                ownValues,
                ends,
                guarded,
                setsWriteOnly,
                judged,
                left);
    }

    /** What it takes of memory, with all that is made of it: a resource, steps of the rollback, and their event. */
    long bytes() {
        long found = Stream.concat(findings.stream(), standing.stream())
                .mapToLong(Finding::bytes)
                .sum();
        long names = Stream.of(attributes, ends, guarded)
                .flatMap(Collection::stream)
                .mapToLong(name -> BYTES_A_NAME + (long) BYTES_A_CHARACTER * name.length())
                .sum();
        return BYTES
                + (long) BYTES_A_CHARACTER * address().length()
                + found
                + names
                + values.stream()
                        .mapToLong(value -> BYTES_A_VALUE + (long) BYTES_A_CHARACTER * value.length())
                        .sum()
                + (long) BYTES_A_VALUE * restores.size();
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
