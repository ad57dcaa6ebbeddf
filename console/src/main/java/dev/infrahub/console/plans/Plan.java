package dev.infrahub.console.plans;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A plan, as {@code GET /api/plans/{id}} shows it. */
public record Plan(
        String planId,
        String client,
        String module,
        @Nullable String environment,
        @Nullable String team,
        @Nullable String prUrl,
        @Nullable String runUrl,
        @Nullable String commit,
        String headline,
        String planHash,
        @Nullable String fingerprint,
        String riskLevel,
        int riskScore,
        boolean requiresCab,
        Instant analyzedAt,
        Summary summary,
        Risk risk,
        Rollback rollback) {

    /** What it does. */
    public record Summary(
            @Nullable String terraformVersion,
            String tool,
            List<String> limits,
            Counts changes,
            List<Resource> resources,
            List<Reference> references,
            List<Output> outputs,
            @Nullable Explanation explanation,
            @Nullable AiUse ai) {

        /** Of what an older hub analysed, none are told. */
        public Summary {
            references = references == null ? List.of() : List.copyOf(references);
        }
    }

    /** What the configuration of a resource refers to. */
    public record Reference(String from, List<String> to) {}

    /** What a language model says of it. */
    public record Explanation(
            @Nullable String summary,
            @Nullable String risk,
            @Nullable String rollback) {

        public List<String> parts() {
            return Stream.of(summary, risk, rollback)
                    .filter(Objects::nonNull)
                    .map(Objects::requireNonNull)
                    .toList();
        }
    }

    /** How much of what. */
    public record Counts(
            int create,
            int update,
            int delete,
            int replace,
            int read,
            int noOp,
            int forget,
            @JsonProperty("import") int imported,
            int move,
            int drifted,
            int unknown) {}

    /** One resource, and what becomes of it. */
    public record Resource(
            String address,
            String type,
            String action,
            List<String> changedAttributes,
            List<String> replaceBecause,
            @Nullable String previousAddress,
            boolean imported,
            @Nullable String notable,
            List<ChangedValue> values) {

        /** Of what an older hub analysed, none are told. */
        public Resource {
            values = values == null ? List.of() : List.copyOf(values);
        }

        /** The changed attributes of which no value is told. */
        public List<String> named() {
            Set<String> told = values.stream().map(ChangedValue::attribute).collect(Collectors.toSet());
            return changedAttributes.stream()
                    .filter(name -> !told.contains(name))
                    .toList();
        }

        public boolean isTouched() {
            return !action.equals("no-op") || previousAddress != null || imported;
        }

        public boolean isDestroyed() {
            return action.equals("delete") || action.equals("replace");
        }

        /** Whether it is made anew because of what is at this path, or in it. */
        public boolean isBecauseOf(String path) {
            return replaceBecause.contains(path);
        }
    }

    /** One place at which a resource is another one afterwards. */
    public record ChangedValue(String path, String before, String after) {

        /** The attribute in which it is. */
        String attribute() {
            int end = 0;
            while (end < path.length() && path.charAt(end) != '.' && path.charAt(end) != '[') {
                end++;
            }
            return path.substring(0, end);
        }
    }

    /** One output of the root module. */
    public record Output(String name, String action, boolean sensitive) {}

    /** How risky it is, and why. */
    public record Risk(String changeType, List<Reason> reasons, List<String> mitigations, BlastRadius blastRadius) {}

    /** One reason, with the rule that gives it. */
    public record Reason(
            String rule, String severity, @Nullable String address, String detail, String verdict) {}

    /** How much hangs on it. */
    public record BlastRadius(int resources, int modules, int dependents) {}

    /** How to undo it. */
    public record Rollback(
            List<Step> steps, List<String> irreversible, String dataLossRisk, List<String> preconditions) {}

    /** One step of it. */
    public record Step(
            int order,
            @Nullable String address,
            String action,
            @Nullable String command,
            String detail,
            boolean irreversible) {}

    /** What a language model had to do with it. */
    public record AiUse(
            String status,
            @Nullable String provider,
            @Nullable String model) {}
}
