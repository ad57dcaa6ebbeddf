package dev.infrahub.gateway.drift;

import dev.infrahub.gateway.facts.Facts;
import dev.infrahub.gateway.views.View;
import dev.infrahub.gateway.views.ViewKind;
import dev.infrahub.schemas.DriftAnalyzed;
import dev.infrahub.schemas.DriftedAttribute;
import dev.infrahub.schemas.DriftedResource;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** What is kept of an analysed scan: the scan, and how its module stands where it tells that. */
final class DriftViews {

    private DriftViews() {}

    static List<View> of(DriftAnalyzed told) {
        List<View> views = new ArrayList<>();
        ObjectNode brief = brief(told);
        String body = Facts.json(told).toString();
        views.add(View.of(ViewKind.DRIFT_SCAN, told.getCheckId(), told.getClient(), told.getScannedAt(), brief)
                .body(body));
        if (told.getStatus().equals("complete") || told.getDriftDetected()) {
            views.add(standing(told, brief.deepCopy(), body));
        }
        return views;
    }

    /** By its client and name: the scan of the later time stands, whichever is heard first. */
    static String id(String client, String module) {
        return client + "/" + module;
    }

    private static View standing(DriftAnalyzed told, ObjectNode brief, String body) {
        String every = told.getExpectedEvery();
        if (every != null) {
            brief.put(
                    "staleFrom", told.getScannedAt().plus(Duration.parse(every)).toString());
        }
        UUID check = UUID.fromString(told.getCheckId());
        return View.of(
                        ViewKind.DRIFT,
                        id(told.getClient(), told.getModule()),
                        told.getClient(),
                        told.getScannedAt(),
                        brief)
                .named(told.getModule())
                .body(body)
                .revision(
                        told.getScannedAt().toEpochMilli(),
                        check.getMostSignificantBits(),
                        check.getLeastSignificantBits());
    }

    private static ObjectNode brief(DriftAnalyzed told) {
        return Facts.json(told)
                .retain(
                        "checkId",
                        "module",
                        "client",
                        "environment",
                        "team",
                        "commit",
                        "runUrl",
                        "status",
                        "driftDetected",
                        "resourceCount",
                        "risk",
                        "summary")
                .put("detected", Boolean.toString(told.getDriftDetected()))
                .put("detectedAt", told.getScannedAt().toString())
                .set("analysis", analysis(told));
    }

    /** What of it fits into a list. */
    private static ArrayNode analysis(DriftAnalyzed told) {
        ArrayNode resources = JsonNodeFactory.instance.arrayNode();
        for (DriftedResource one : told.getResources()) {
            ObjectNode resource = Facts.json(one)
                    .retain("address", "type", "change", "state", "cause", "risk", "since", "fingerprint");
            ArrayNode attributes = resource.putArray("attributes");
            one.getAttributes().stream().map(DriftedAttribute::getPath).forEach(attributes::add);
            resources.add(resource);
        }
        return resources;
    }

    /** As it is shown: what was not scanned again in time is stale, not clean. */
    static ObjectNode shown(ObjectNode brief, Instant now) {
        String staleFrom = brief.path("staleFrom").asString(null);
        brief.remove("staleFrom");
        brief.remove("detected");
        return brief.put("stale", staleFrom != null && now.isAfter(Instant.parse(staleFrom)));
    }
}
