package dev.infrahub.driftworker.domain;

import java.time.Instant;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * The same change in several modules: most likely one cause, so one thing to decide.
 *
 * @param since the first time that it was seen anywhere
 * @param owners teams whose modules they are
 */
public record CauseGroup(
        String fingerprint,
        String type,
        Cause cause,
        Risk risk,
        Instant since,
        SortedSet<String> modules,
        SortedSet<String> owners,
        int resources) {

    private static final Comparator<CauseGroup> GRAVEST_FIRST = Comparator.comparing(CauseGroup::risk)
            .reversed()
            .thenComparing(Comparator.comparing((CauseGroup group) -> group.modules.size()).reversed())
            .thenComparing(CauseGroup::since)
            .thenComparing(CauseGroup::fingerprint);

    /** A resource that drifted, and in which module of which team. */
    public record Seen(String module, String team, Instant since, DriftAnalysis.Resource resource) {}

    /** Of one client: nobody learns from a group what others have. */
    public static List<CauseGroup> of(List<Seen> ofClient) {
        Map<String, CauseGroup> groups = new LinkedHashMap<>();
        ofClient.forEach(one -> groups.merge(one.resource().fingerprint(), alone(one), CauseGroup::and));
        return groups.values().stream().sorted(GRAVEST_FIRST).toList();
    }

    private static CauseGroup alone(Seen one) {
        return new CauseGroup(
                one.resource().fingerprint(),
                one.resource().type(),
                one.resource().cause(),
                one.resource().risk(),
                one.since(),
                new TreeSet<>(List.of(one.module())),
                one.team().isEmpty() ? new TreeSet<>() : new TreeSet<>(List.of(one.team())),
                1);
    }

    private CauseGroup and(CauseGroup other) {
        SortedSet<String> allModules = new TreeSet<>(modules);
        allModules.addAll(other.modules);
        SortedSet<String> allOwners = new TreeSet<>(owners);
        allOwners.addAll(other.owners);
        return new CauseGroup(
                fingerprint,
                type,
                cause,
                risk.atLeast(other.risk),
                since.isBefore(other.since) ? since : other.since,
                allModules,
                allOwners,
                resources + other.resources);
    }
}
