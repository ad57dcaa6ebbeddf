package dev.infrahub.plananalyzer.domain;

import dev.infrahub.terraform.Action;
import dev.infrahub.terraform.ReferenceGraph;
import dev.infrahub.terraform.ResourceChange;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A resource change and what was found out about it, without its values.
 *
 * @param standing what was so before and stays so
 * @param attributes the changed attributes, less what only looks changed
 * @param computed those of them that are known only after apply
 * @param restores the old values of the others
 */
record Examined(
        ResourceChange change,
        List<Finding> findings,
        List<Finding> standing,
        @Nullable Loss loss,
        List<String> attributes,
        Set<String> computed,
        List<Analysis.Restored> restores) {

    private static final int BYTES = 1536;
    private static final int BYTES_A_CHARACTER = 8;
    private static final int BYTES_A_NAME = 32;
    private static final int BYTES_A_VALUE = 192;

    /** What is lost when the resource is destroyed or replaced, and whether that is certain. */
    record Loss(StatefulTypes.Entry entry, boolean certain) {}

    static Examined of(Subject subject) {
        ResourceChange change = subject.change();
        boolean data = change.isData();
        List<String> attributes = Noise.without(subject);
        Set<String> computed = Noise.computed(subject);
        Optional<StatefulTypes.Entry> entry = StatefulTypes.TABLE.of(change);
        Loss loss = change.action().destroys() && entry.isPresent()
                ? new Loss(entry.get(), !entry.get().isSoftened(subject.values().before()))
                : null;
        return new Examined(
                change,
                data ? List.of() : ChangeRule.judgeAll(subject),
                data ? List.of() : ChangeRule.standingAll(subject),
                loss,
                attributes,
                computed,
                Restored.of(subject, attributes));
    }

    /** The same with what the whole plan tells: which open questions and changed attributes the code has to do with. */
    Examined inLightOf(ReferenceGraph references) {
        List<Finding> open =
                findings.stream().filter(finding -> finding.stands(references)).toList();
        List<String> own = references.isEmpty()
                ? attributes
                : attributes.stream()
                        .filter(name -> !computed.contains(name) || references.setsByReference(change.address(), name))
                        .toList();
        List<Analysis.Restored> ownValues = restores.stream()
                .filter(restored -> own.contains(restored.attribute()))
                .toList();
        return new Examined(change, open, standing, loss, own, computed, ownValues);
    }

    /** What it takes of memory, with all that is made of it: a resource, steps of the rollback, and their event. */
    long bytes() {
        long found = Stream.concat(findings.stream(), standing.stream())
                .mapToLong(Finding::bytes)
                .sum();
        long names = attributes.stream()
                .mapToLong(name -> BYTES_A_NAME + (long) BYTES_A_CHARACTER * name.length())
                .sum();
        return BYTES
                + (long) BYTES_A_CHARACTER * address().length()
                + found
                + names
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
