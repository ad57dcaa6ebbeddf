package dev.infrahub.gateway.drift;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import tools.jackson.databind.JsonNode;

/**
 * The same change in one or several modules: most likely one cause, so one thing to decide.
 *
 * @param since the first scan anywhere that saw it
 * @param modules of which client they are, and their names: client/module
 * @param teams whose modules they are, as far as scans said
 * @param resources how many of them
 */
record DriftCause(
        String fingerprint,
        String type,
        String cause,
        String risk,
        String since,
        SortedSet<String> modules,
        SortedSet<String> teams,
        int resources) {

    private static final List<String> RISKS = List.of("none", "low", "medium", "high", "critical");

    private static final Comparator<DriftCause> GRAVEST_FIRST = Comparator.comparingInt(
                    (DriftCause one) -> -RISKS.indexOf(one.risk))
            .thenComparingInt(one -> -one.modules.size())
            .thenComparing(DriftCause::since)
            .thenComparing(DriftCause::fingerprint);

    /** Those of the modules that these views tell of, the gravest first. */
    static List<DriftCause> of(List<JsonNode> briefs) {
        Map<String, DriftCause> causes = new LinkedHashMap<>();
        for (JsonNode brief : briefs) {
            for (JsonNode resource : brief.path("analysis")) {
                DriftCause one = alone(brief, resource);
                causes.merge(one.fingerprint, one, DriftCause::and);
            }
        }
        List<DriftCause> sorted = new ArrayList<>(causes.values());
        sorted.sort(GRAVEST_FIRST);
        return sorted;
    }

    private static DriftCause alone(JsonNode brief, JsonNode resource) {
        String team = brief.path("team").asString("");
        return new DriftCause(
                resource.path("fingerprint").asString(""),
                resource.path("type").asString(""),
                resource.path("cause").asString(""),
                resource.path("risk").asString("none"),
                resource.path("since").asString(brief.path("detectedAt").asString("")),
                new TreeSet<>(List.of(DriftViews.id(
                        brief.path("client").asString(""), brief.path("module").asString("")))),
                team.isEmpty() ? new TreeSet<>() : new TreeSet<>(List.of(team)),
                1);
    }

    private DriftCause and(DriftCause other) {
        SortedSet<String> allModules = new TreeSet<>(modules);
        allModules.addAll(other.modules);
        SortedSet<String> allTeams = new TreeSet<>(teams);
        allTeams.addAll(other.teams);
        return new DriftCause(
                fingerprint,
                type,
                cause,
                RISKS.indexOf(risk) < RISKS.indexOf(other.risk) ? other.risk : risk,
                since.compareTo(other.since) <= 0 ? since : other.since,
                allModules,
                allTeams,
                resources + other.resources);
    }
}
