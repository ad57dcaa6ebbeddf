package dev.infrahub.driftworker.domain;

import dev.infrahub.terraform.Action;
import dev.infrahub.terraform.ResourceChange;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** A resource that drifted, while the plan is read. */
final class Draft {

    private static final int BYTES = 512;

    private final ResourceChange change;
    private final List<Drifted> attributes = new ArrayList<>();
    private final List<DriftAnalysis.Reason> found = new ArrayList<>();

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

    long bytes() {
        return BYTES
                + attributes.stream().mapToLong(Drifted::bytes).sum()
                + found.stream()
                        .mapToLong(reason -> BYTES + 2L * reason.detail().length())
                        .sum();
    }
}
