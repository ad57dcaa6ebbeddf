package dev.infrahub.terraform;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a plan says, without attribute values (those are shown to a {@link ChangeVisitor} while reading).
 *
 * @param terraformVersion the version that made the plan, where it says
 * @param formatVersion version of the JSON format; null for text
 * @param changes all resource changes in the plan's order, unchanged resources included
 * @param outputs all output changes, unchanged outputs included
 * @param drift changes made outside Terraform, as far as the plan shows them
 * @param errored whether planning failed half-way
 * @param complete false when the plan itself says that another one must follow
 * @param failedChecks addresses of checks, preconditions and postconditions that failed while planning
 * @param code what runs when the plan is applied and no plan can say what it does
 * @param references which resource's configuration refers to which
 * @param limits what the input could not tell, in sentences
 */
public record Plan(
        Format format,
        @Nullable String terraformVersion,
        @Nullable String formatVersion,
        ChangeCounts counts,
        List<ResourceChange> changes,
        List<OutputChange> outputs,
        List<ResourceChange> drift,
        boolean errored,
        boolean complete,
        List<String> failedChecks,
        List<CodeRun> code,
        ReferenceGraph references,
        List<String> limits) {

    public Plan {
        changes = List.copyOf(changes);
        outputs = List.copyOf(outputs);
        drift = List.copyOf(drift);
        failedChecks = List.copyOf(failedChecks);
        code = List.copyOf(code);
        limits = List.copyOf(limits);
    }

    /** How the plan was given. */
    public enum Format {
        JSON,
        TEXT
    }
}
