package dev.infrahub.plananalyzer.domain;

import dev.infrahub.findings.Finding;
import dev.infrahub.findings.Severity;
import dev.infrahub.findings.Verdict;
import dev.infrahub.terraform.Action;
import dev.infrahub.terraform.ChangeCounts;
import dev.infrahub.terraform.CodeRun;
import dev.infrahub.terraform.OutputChange;
import dev.infrahub.terraform.Plan;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * All that is found out about one plan; three endpoints answer from it. Holds names and
 * facts, and no attribute values but those a rollback restores.
 *
 * @param limits what the input could not tell, in sentences
 * @param resources every resource that changes, in the plan's order
 * @param outputs outputs that change
 * @param references what of all that is touched or depends on it refers to what
 * @param code what runs when the plan is applied and no plan can say what it does
 */
public record Analysis(
        @Nullable String terraformVersion,
        Plan.Tool tool,
        List<String> limits,
        String summary,
        ChangeCounts counts,
        List<Resource> resources,
        List<Reference> references,
        List<OutputChange> outputs,
        List<CodeRun> code,
        Risk risk,
        Rollback rollback) {

    /**
     * One resource change.
     *
     * @param remarked attributes of which only the sensitive mark changes
     * @param values what the changed attributes are before and after, as far as it is told
     * @param replaceBecause attribute paths, or Terraform's reason, that force the replacement
     * @param notable why a reviewer should look, in a sentence; null for the ordinary
     */
    public record Resource(
            String address,
            String type,
            @Nullable String provider,
            Action action,
            List<String> changedAttributes,
            List<String> remarked,
            List<ChangedValue> values,
            List<String> replaceBecause,
            @Nullable String previousAddress,
            boolean imported,
            @Nullable String notable) {}

    /**
     * One place at which a resource is another one afterwards.
     *
     * @param attribute in which it is
     * @param path as Terraform spells it
     * @param before as JSON; {@code (sensitive)} where it must not be shown, and cut where it is long
     */
    public record ChangedValue(String attribute, String path, String before, String after) {

        int length() {
            return path.length() + before.length() + after.length();
        }

        /** What it takes of an event. */
        int bytes() {
            return Analysis.bytes(path) + Analysis.bytes(before) + Analysis.bytes(after);
        }
    }

    private static final int BYTES_OF_LENGTH = 3;

    /** What a string takes of an event, with its length. */
    static int bytes(String string) {
        return BYTES_OF_LENGTH + string.getBytes(StandardCharsets.UTF_8).length;
    }

    /** What a resource refers to directly, by addresses of the configuration. */
    public record Reference(String from, List<String> to) {}

    /**
     * The risk of applying the plan.
     *
     * @param score 0 to 100
     * @param changeType ITIL change type: standard or normal; what is an emergency is for people to say
     * @param reasons gravest first
     * @param standing what was so before the change and stays so: no part of level and score
     * @param mitigations what lowers the risk, in the order to do it
     */
    public record Risk(
            Severity level,
            int score,
            boolean requiresCab,
            String changeType,
            List<Reason> reasons,
            List<Reason> standing,
            List<String> mitigations,
            BlastRadius blastRadius) {}

    /** One rule about one address, or about the whole plan where that is null. */
    public record Reason(
            String rule,
            Severity severity,
            Verdict verdict,
            @Nullable String address,
            String detail) {

        static Reason of(Finding finding) {
            return new Reason(
                    finding.rule().id(), finding.severity(), finding.verdict(), finding.address(), finding.detail());
        }
    }

    /**
     * How far the change reaches.
     *
     * @param dependents other resources whose configuration refers to one that is updated, replaced or destroyed
     */
    public record BlastRadius(int resources, int modules, int dependents) {}

    /**
     * How to undo the change after apply.
     *
     * @param whole the same for the plan as a whole: by the repository, and by the state where that is lost
     * @param irreversible what cannot be undone, in sentences
     * @param dataLossRisk none, possible or certain
     * @param preconditions what to do before apply so that rollback is possible
     */
    public record Rollback(
            List<Step> steps,
            List<Step> whole,
            List<String> irreversible,
            String dataLossRisk,
            List<String> preconditions) {}

    /**
     * One step of the rollback.
     *
     * @param order from 1
     * @param action revert, recreate, destroy, restore, import, move-back or none
     * @param irreversible whether something is lost that no step brings back
     * @param restores the old values that it sets again
     */
    public record Step(
            int order,
            @Nullable String address,
            String action,
            @Nullable String command,
            String detail,
            boolean irreversible,
            Reversibility reversibility,
            List<Restored> restores) {}

    /** An attribute and its old value, as short as it can be told; {@code (sensitive)} where it must not be. */
    public record Restored(String attribute, String value) {}
}
