package dev.infrahub.gateway.secrets;

import dev.infrahub.gateway.facts.Facts;
import dev.infrahub.gateway.views.KeptView;
import dev.infrahub.gateway.views.View;
import dev.infrahub.gateway.views.ViewKind;
import dev.infrahub.scanning.RuleNote;
import dev.infrahub.schemas.ModuleSchedule;
import dev.infrahub.schemas.SecretFinding;
import dev.infrahub.schemas.SecretScanCompleted;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** What is kept of a scan: how its module stands after it. */
final class SecretViews {

    /** In a list of modules. */
    private static final int MOST_SHOWN = 100;

    private static final String RECOMMENDATION = "recommendation";
    private static final String STATE = "state";
    private static final List<String> SHOWN = List.of(
            "ruleId", "title", "severity", "path", "line", "redacted", "fingerprint", RECOMMENDATION, STATE, "since");

    /** A list, and the state of all in it. */
    private static final String RESOLVED = "resolved";

    private static final String STATUS = "status";
    private static final String DUE_BY = "dueBy";
    private static final String CHECKED = "checked";
    private static final JsonMapper JSON = new JsonMapper();

    private static final Comparator<SecretFinding> GRAVEST_FIRST =
            Comparator.comparingInt(one -> RuleNote.SEVERITIES.indexOf(one.getSeverity()));

    private SecretViews() {}

    static List<View> of(SecretScanCompleted told) {
        String module = told.getModule();
        return module == null || told.getRevision() == 0 ? List.of() : List.of(standing(told, module));
    }

    private static View standing(SecretScanCompleted told, String module) {
        return View.of(
                        ViewKind.SECRETS,
                        told.getClient() + "/" + module,
                        told.getClient(),
                        told.getScannedAt(),
                        brief(told))
                .named(module)
                .revision(told.getRevision());
    }

    /** As it is shown then: what is overdue is stale, whoever should have said so. */
    static String shown(KeptView view, Instant now) {
        ObjectNode brief = (ObjectNode) JSON.readTree(view.brief());
        if (!brief.has(STATUS)) {
            // heard before there were schedules
            schedule(brief, null);
        }
        for (JsonNode finding : brief.path("findings")) {
            // heard before these were kept
            ObjectNode one = (ObjectNode) finding;
            Stream.of(RECOMMENDATION, STATE).filter(member -> !one.has(member)).forEach(one::putNull);
        }
        if (!brief.has(RESOLVED)) {
            // the same
            brief.putArray(RESOLVED);
        }
        boolean isOverdue = brief.path(DUE_BY).isString()
                && now.isAfter(Instant.parse(brief.path(DUE_BY).asString()));
        if (isOverdue && brief.path(STATUS).asString().equals(CHECKED)) {
            brief.put(STATUS, "stale");
        }
        return brief.toString();
    }

    private static void schedule(ObjectNode brief, @Nullable ModuleSchedule schedule) {
        brief.put(STATUS, schedule == null ? "handed-in" : schedule.getStatus());
        brief.put("checkedAt", schedule == null ? null : schedule.getAt().toString());
        brief.put(DUE_BY, schedule == null ? null : schedule.getDueBy().toString());
        if (schedule == null || schedule.getCode() == null) {
            brief.putNull("failure");
        } else {
            brief.putObject("failure").put("code", schedule.getCode()).put("reason", schedule.getReason());
        }
    }

    /** Of a module into which nobody could look nothing is known, which is not none. */
    private static String severity(SecretScanCompleted told, List<SecretFinding> open) {
        if (!open.isEmpty()) {
            return open.getFirst().getSeverity();
        }
        ModuleSchedule schedule = told.getSchedule();
        return schedule != null && schedule.getCode() != null ? "unknown" : "none";
    }

    private static ObjectNode brief(SecretScanCompleted told) {
        List<SecretFinding> open = Stream.concat(
                        told.getFindings().stream()
                                .filter(one -> !one.getState().equals("superseded")),
                        told.getElsewhere().stream())
                .sorted(GRAVEST_FIRST)
                .toList();
        ObjectNode brief = Facts.json(told).retain("scanId", "module", "client", "commit", "scannedAt");
        schedule(brief, told.getSchedule());
        brief.put("severity", severity(told, open));
        brief.put(
                "open",
                open.size()
                        + told.getCounts().getElsewhere()
                        - told.getElsewhere().size());
        for (String severity : RuleNote.SEVERITIES) {
            brief.put(severity, (int) open.stream()
                    .filter(one -> one.getSeverity().equals(severity))
                    .count());
        }
        ArrayNode shown = brief.putArray("findings");
        open.stream()
                .limit(MOST_SHOWN)
                .map(one -> Facts.json(one).retain(SHOWN))
                .forEach(shown::add);
        ArrayNode resolved = brief.putArray(RESOLVED);
        told.getResolvedLately().stream()
                .limit(MOST_SHOWN)
                .map(one -> Facts.json(one).put(STATE, RESOLVED))
                .forEach(resolved::add);
        return brief;
    }
}
