package dev.infrahub.gateway.drift;

import dev.infrahub.gateway.facts.Facts;
import dev.infrahub.gateway.views.View;
import dev.infrahub.gateway.views.ViewKind;
import dev.infrahub.schemas.DriftAnalyzed;
import dev.infrahub.schemas.DriftStanding;
import dev.infrahub.schemas.DriftedAttribute;
import dev.infrahub.schemas.DriftedResource;
import dev.infrahub.schemas.StandingDrift;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.avro.specific.SpecificRecord;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** What is kept of an analysed scan: the scan, and how its module stands by all of them where that is told. */
final class DriftViews {

    private DriftViews() {}

    static List<View> of(DriftAnalyzed told) {
        List<View> views = new ArrayList<>();
        String body = Facts.json(told).toString();
        views.add(View.of(ViewKind.DRIFT_SCAN, told.getCheckId(), told.getClient(), told.getScannedAt(), scan(told))
                .body(body));
        DriftStanding standing = told.getStanding();
        if (standing != null) {
            views.add(standing(told, standing, body));
        }
        return views;
    }

    /** By its client and name: what became known last stands, whichever is heard first. */
    static String id(String client, String module) {
        return client + "/" + module;
    }

    private static View standing(DriftAnalyzed told, DriftStanding standing, String body) {
        return View.of(
                        ViewKind.DRIFT,
                        id(told.getClient(), told.getModule()),
                        told.getClient(),
                        standing.getToldAt(),
                        standingBrief(told, standing))
                .named(told.getModule())
                .body(body)
                .revision(standing.getLastAt().toEpochMilli(), standing.getVersion());
    }

    private static ObjectNode scan(DriftAnalyzed told) {
        ArrayNode resources = JsonNodeFactory.instance.arrayNode();
        for (DriftedResource one : told.getResources()) {
            ObjectNode resource = brief(one).put("seenAt", told.getScannedAt().toString());
            ArrayNode attributes = resource.putArray("attributes");
            one.getAttributes().stream().map(DriftedAttribute::getPath).forEach(attributes::add);
            resources.add(resource);
        }
        return brief(told, told.getCheckId(), told.getScannedAt(), resources)
                .put("status", told.getStatus())
                .put("risk", told.getRisk())
                .put("summary", told.getSummary());
    }

    private static ObjectNode standingBrief(DriftAnalyzed told, DriftStanding standing) {
        ArrayNode resources = JsonNodeFactory.instance.arrayNode();
        for (StandingDrift one : standing.getOpen()) {
            resources.add(brief(one).set("attributes", Facts.json(one).path("attributes")));
        }
        ObjectNode brief = brief(told, standing.getToldBy(), standing.getToldAt(), resources)
                .put("status", standing.getLastStatus())
                .put("risk", standing.getRisk())
                .put("summary", standing.getSummary());
        brief.putObject("lastScan")
                .put("checkId", standing.getLastBy())
                .put("scannedAt", standing.getLastAt().toString());
        staleFrom(told, standing).ifPresent(at -> brief.put("staleFrom", at.toString()));
        return brief;
    }

    /** From when on it is not known how the module stands: from a scan on that does not tell all, or when one is overdue. */
    private static Optional<Instant> staleFrom(DriftAnalyzed told, DriftStanding standing) {
        if (!standing.getLastStatus().equals("complete")) {
            return Optional.of(standing.getLastAt());
        }
        return Optional.ofNullable(told.getExpectedEvery())
                .map(every -> standing.getLastAt().plus(Duration.parse(every)));
    }

    private static ObjectNode brief(DriftAnalyzed told, String checkId, Instant detectedAt, ArrayNode resources) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("checkId", checkId)
                .put("module", told.getModule())
                .put("client", told.getClient())
                .put("environment", told.getEnvironment())
                .put("team", told.getTeam())
                .put("commit", told.getCommit())
                .put("runUrl", told.getRunUrl())
                .put("driftDetected", !resources.isEmpty())
                .put("detected", Boolean.toString(!resources.isEmpty()))
                .put("resourceCount", resources.size())
                .put("detectedAt", detectedAt.toString())
                .set("analysis", resources);
    }

    /** What of it fits into a list. */
    private static ObjectNode brief(SpecificRecord resource) {
        return Facts.json(resource)
                .retain("address", "type", "change", "state", "cause", "risk", "since", "fingerprint", "seenAt");
    }

    /** As it is shown: what is not known to be so any more is stale, not clean. */
    static ObjectNode shown(ObjectNode brief, Instant now) {
        String staleFrom = brief.path("staleFrom").asString(null);
        brief.remove("staleFrom");
        brief.remove("detected");
        return brief.put("stale", staleFrom != null && !now.isBefore(Instant.parse(staleFrom)));
    }
}
