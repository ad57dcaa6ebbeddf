package dev.infrahub.driftworker.domain;

import dev.infrahub.driftworker.domain.DriftAnalysis.Apply;
import dev.infrahub.json.Value;
import dev.infrahub.terraform.Action;
import dev.infrahub.terraform.ChangeValues;
import dev.infrahub.terraform.ResourceChange;
import java.util.ArrayList;
import java.util.List;

/**
 * What a plan does to one resource.
 *
 * @param settings what it sets to a value that is known; of what is hidden the whole attribute
 * @param computed what follows from that, and is known after apply
 */
record Planned(ResourceChange change, List<AttributePath> settings, List<AttributePath> computed) {

    private static final int BYTES = 384;
    private static final int BYTES_A_PATH = 160;

    static Planned of(ResourceChange change, ChangeValues values) {
        List<Difference> differences =
                change.action().changes() && change.action() != Action.CREATE && change.action() != Action.DELETE
                        ? Difference.of(change, values)
                        : List.of();
        boolean told = values.after() != Value.Special.UNKNOWN;
        List<AttributePath> settings = new ArrayList<>(differences.stream()
                .filter(one -> !told || !one.isUntold())
                .map(Difference::path)
                .toList());
        change.changedAttributes().stream()
                .filter(name -> differences.stream()
                        .noneMatch(one -> one.path().attribute().equals(name)))
                .map(AttributePath::of)
                .forEach(settings::add);
        return new Planned(
                change,
                settings,
                differences.stream()
                        .filter(one -> told && one.isUntold())
                        .map(Difference::path)
                        .toList());
    }

    long bytes() {
        return BYTES + (long) BYTES_A_PATH * (settings.size() + computed.size());
    }

    /** What applying it does about drift at the path. */
    Apply about(AttributePath path) {
        if (change.action() == Action.DELETE || change.action() == Action.FORGET) {
            return Apply.UNTOLD;
        }
        if (change.action() == Action.REPLACE || change.action() == Action.CREATE) {
            return Apply.REVERTS;
        }
        boolean sets = settings.stream().anyMatch(one -> meet(one, path))
                || computed.stream().anyMatch(one -> meet(one, path));
        return sets ? Apply.REVERTS : Apply.KEEPS;
    }

    private static boolean meet(AttributePath one, AttributePath other) {
        return one.startsWith(other) || other.startsWith(one);
    }

    /** What it does besides setting back what drifted; the attributes at the top. */
    List<String> besides(List<Drifted> drifted) {
        List<String> own = settings.stream()
                .filter(path -> drifted.stream().noneMatch(one -> meet(path, one.path())))
                .map(AttributePath::attribute)
                .distinct()
                .toList();
        boolean onlyFollows = own.isEmpty() && !drifted.isEmpty();
        return onlyFollows || !own.isEmpty()
                ? own
                : computed.stream().map(AttributePath::attribute).distinct().toList();
    }
}
