package dev.infrahub.driftworker.domain;

import dev.infrahub.driftworker.domain.DriftAnalysis.Apply;
import dev.infrahub.findings.AttributePath;
import dev.infrahub.json.Allowance;
import dev.infrahub.json.Value;
import dev.infrahub.terraform.Action;
import dev.infrahub.terraform.ChangeValues;
import dev.infrahub.terraform.ResourceChange;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What a plan does to one resource.
 *
 * @param settings what it sets to a value that is known; of what is hidden the whole attribute
 * @param computed what follows from that, and is known after apply
 * @param touched all of that, with what it stands in
 */
record Planned(
        ResourceChange change, Set<AttributePath> settings, Set<AttributePath> computed, Set<AttributePath> touched) {

    private static final int BYTES = 384;
    private static final int BYTES_A_PATH = 256;

    static Planned of(ResourceChange change, ChangeValues values) {
        List<Difference> differences = hasBothSides(change) ? Difference.of(change, values) : List.of();
        boolean told = values.after() != Value.Special.UNKNOWN;
        Set<AttributePath> settings = new LinkedHashSet<>();
        Set<AttributePath> computed = new LinkedHashSet<>();
        differences.forEach(one -> (told && one.isUntold() ? computed : settings).add(one.path()));
        Set<String> attributes = Difference.attributes(differences);
        change.changedAttributes().stream()
                .filter(name -> !attributes.contains(name))
                .map(AttributePath::of)
                .forEach(settings::add);
        Allowance.current()
                .letGo(differences.stream().mapToLong(Difference::bytes).sum());
        return new Planned(
                change,
                settings,
                computed,
                Stream.concat(settings.stream(), computed.stream())
                        .flatMap(AttributePath::andAbove)
                        .collect(Collectors.toUnmodifiableSet()));
    }

    private static boolean hasBothSides(ResourceChange change) {
        return change.action().changes() && change.action() != Action.CREATE && change.action() != Action.DELETE;
    }

    long bytes() {
        return BYTES + (long) BYTES_A_PATH * (settings.size() + computed.size());
    }

    /** What applying it does about drift at the path. */
    Apply about(AttributePath path) {
        return switch (change.action()) {
            case FORGET, UNKNOWN -> Apply.UNTOLD;
            case DELETE, REPLACE, SUPERSEDE -> Apply.DESTROYS;
            case CREATE -> Apply.REVERTS;
            case UPDATE, READ, NO_OP ->
                touched.contains(path)
                                || path.andAbove().anyMatch(one -> settings.contains(one) || computed.contains(one))
                        ? Apply.REVERTS
                        : Apply.KEEPS;
        };
    }

    /** What it does besides setting back what drifted; the attributes at the top. */
    List<String> besides(List<Drifted> drifted) {
        Set<AttributePath> places = drifted.stream().map(Drifted::path).collect(Collectors.toSet());
        Set<AttributePath> around =
                places.stream().flatMap(AttributePath::andAbove).collect(Collectors.toSet());
        List<String> own = settings.stream()
                .filter(path -> !around.contains(path) && path.andAbove().noneMatch(places::contains))
                .map(AttributePath::attribute)
                .distinct()
                .toList();
        return own.isEmpty() && drifted.isEmpty()
                ? computed.stream().map(AttributePath::attribute).distinct().toList()
                : own;
    }
}
