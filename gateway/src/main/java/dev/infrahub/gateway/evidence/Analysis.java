package dev.infrahub.gateway.evidence;

import dev.infrahub.gateway.terraform.AnalyzedPlan;
import dev.infrahub.json.CanonicalJson;
import dev.infrahub.json.Json;
import dev.infrahub.json.Value;
import dev.infrahub.proofs.Digest;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What the hub found in a plan, as it goes into evidence. */
final class Analysis {

    /** What does not fit beside 4 MiB of claims in one event is told by its hash; {@code GET /api/plans} has the whole. */
    private static final int MOST_BYTES = 3 * 512 * 1024;

    private static final List<String> LARGE = List.of("rollback", "risk", "changes");
    private static final Set<String> SAID_BEFORE = Set.of("planId", "planHash");

    private Analysis() {}

    /** Canonical JSON. */
    static String of(AnalyzedPlan plan) {
        Value summary = Value.ofJson(plan.summary()).orElseThrow();
        Value brief = Value.ofJson(plan.view().brief()).orElseThrow();
        Map<String, Value> analysis = new LinkedHashMap<>();
        List.of("planId", "planHash", "fingerprint", "analyzedAt").forEach(name -> analysis.put(name, brief.at(name)));
        List.of("summary", "changes", "limits", "ai").forEach(name -> analysis.put(name, summary.at(name)));
        analysis.put("risk", without(Value.ofJson(plan.risk()).orElseThrow()));
        analysis.put("rollback", without(Value.ofJson(plan.rollback()).orElseThrow()));
        return fitting(analysis);
    }

    private static Value without(Value answer) {
        Map<String, Value> members = new LinkedHashMap<>(Json.members(answer));
        members.keySet().removeAll(SAID_BEFORE);
        return new Value.Members(members);
    }

    private static String fitting(Map<String, Value> analysis) {
        String text = CanonicalJson.of(new Value.Members(analysis));
        for (String large : LARGE) {
            if (length(text) <= MOST_BYTES) {
                break;
            }
            String whole = CanonicalJson.of(analysis.getOrDefault(large, Value.Special.NULL));
            analysis.put(
                    large,
                    new Json()
                            .with("leftOut", "too large")
                            .with("bytes", length(whole))
                            .with("sha256", Digest.of(whole))
                            .value());
            text = CanonicalJson.of(new Value.Members(analysis));
        }
        return text;
    }

    private static long length(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length;
    }
}
