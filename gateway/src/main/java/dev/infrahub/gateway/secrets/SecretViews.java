package dev.infrahub.gateway.secrets;

import dev.infrahub.gateway.facts.Facts;
import dev.infrahub.gateway.views.View;
import dev.infrahub.gateway.views.ViewKind;
import dev.infrahub.scanning.RuleNote;
import dev.infrahub.schemas.SecretFinding;
import dev.infrahub.schemas.SecretScanCompleted;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** What is kept of a scan: how its module stands after it. */
final class SecretViews {

    /** In a list of modules. */
    private static final int MOST_SHOWN = 100;

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

    private static ObjectNode brief(SecretScanCompleted told) {
        List<SecretFinding> open = Stream.concat(
                        told.getFindings().stream()
                                .filter(one -> !one.getState().equals("superseded")),
                        told.getElsewhere().stream())
                .sorted(GRAVEST_FIRST)
                .toList();
        ObjectNode brief = Facts.json(told).retain("scanId", "module", "client", "commit", "scannedAt");
        brief.put("severity", open.isEmpty() ? "none" : open.getFirst().getSeverity());
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
                .map(one -> Facts.json(one)
                        .retain("ruleId", "title", "severity", "path", "line", "redacted", "fingerprint", "since"))
                .forEach(shown::add);
        return brief;
    }
}
