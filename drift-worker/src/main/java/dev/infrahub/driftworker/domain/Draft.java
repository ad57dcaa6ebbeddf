package dev.infrahub.driftworker.domain;

import dev.infrahub.terraform.Action;
import dev.infrahub.terraform.ResourceChange;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A resource that drifted, while the plan is read. */
final class Draft {

    private static final int BYTES = 512;

    private final ResourceChange change;
    private final List<Drifted> attributes = new ArrayList<>();
    private final List<DriftAnalysis.Reason> found = new ArrayList<>();
    private final List<DriftAnalysis.Reason> besides = new ArrayList<>();
    private final List<Siblings.Addition> additions = new ArrayList<>();

    Draft(ResourceChange change) {
        this.change = change;
    }

    ResourceChange change() {
        return change;
    }

    boolean isDeleted() {
        return change.action() == Action.DELETE;
    }

    List<Drifted> attributes() {
        return attributes;
    }

    /** The attributes of the resource of which something is not settled. */
    Set<String> counting() {
        return attributes.stream()
                .filter(one -> one.state().counts())
                .map(one -> one.path().attribute())
                .collect(Collectors.toUnmodifiableSet());
    }

    /** What the rules about changes say of it. */
    List<DriftAnalysis.Reason> found() {
        return found;
    }

    /** The same where what others may have declared is left out. */
    List<DriftAnalysis.Reason> besides() {
        return besides;
    }

    /** What others may have declared. */
    List<Siblings.Addition> additions() {
        return additions;
    }

    /** Those of which something is not settled, and that nobody else can have declared. */
    Set<String> countingBesides() {
        Set<String> added = additions.stream().map(Siblings.Addition::attribute).collect(Collectors.toSet());
        return counting().stream().filter(name -> !added.contains(name)).collect(Collectors.toUnmodifiableSet());
    }

    long bytes() {
        return BYTES
                + attributes.stream().mapToLong(Drifted::bytes).sum()
                + additions.stream().mapToLong(Siblings.Addition::bytes).sum()
                + Stream.concat(found.stream(), besides.stream())
                        .mapToLong(reason -> BYTES + 2L * reason.detail().length())
                        .sum();
    }
}
