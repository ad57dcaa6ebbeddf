package dev.infrahub.gateway.domain;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The bodies of the three plan answers, as the HTTP contract names them. */
public final class Answers {

    private Answers() {}

    public record Summary(
            String planId,
            String planHash,
            @Nullable String fingerprint,
            String module,
            String client,
            @Nullable String environment,
            String format,
            @Nullable String terraformVersion,
            String summary,
            Map<String, Integer> changes,
            List<Resource> resources,
            List<Output> outputs,
            List<String> limits,
            Ai ai) {}

    public record Resource(
            String address,
            String type,
            @Nullable String provider,
            String action,
            List<String> changedAttributes,
            List<String> replaceBecause,
            @Nullable String previousAddress,
            boolean imported,
            @Nullable String notable) {}

    public record Output(String name, String action, boolean sensitive) {}

    public record Risk(
            String planId,
            String planHash,
            String riskLevel,
            int riskScore,
            boolean requiresCab,
            String changeType,
            List<Reason> reasons,
            List<Reason> standing,
            List<String> mitigations,
            BlastRadius blastRadius,
            List<String> limits,
            Ai ai) {}

    /** @param verdict yes, or unknown where it cannot be told before apply */
    public record Reason(
            String rule,
            String severity,
            String verdict,
            @Nullable String address,
            String detail) {}

    public record BlastRadius(int resources, int modules, int dependents) {}

    public record Rollback(
            String planId,
            String planHash,
            List<Step> steps,
            List<Step> whole,
            List<String> irreversible,
            String dataLossRisk,
            List<String> preconditions,
            List<String> limits,
            Ai ai) {}

    public record Step(
            int order,
            @Nullable String address,
            String action,
            @Nullable String command,
            String detail,
            boolean irreversible,
            String reversibility,
            List<Restored> restores) {}

    public record Restored(String attribute, String value) {}

    public record Ai(
            String status,
            @Nullable String provider,
            @Nullable String model,
            int inputTokens,
            int outputTokens) {}
}
