package dev.infrahub.terraform;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What a plan says, without attribute values (those are shown to a {@link ChangeVisitor} while reading).
 *
 * @param tool whose plan it is
 * @param terraformVersion the version that made the plan, where it says
 * @param formatVersion version of the JSON format; null for text
 * @param changes all resource changes in the plan's order, unchanged resources included
 * @param outputs all output changes, unchanged outputs included
 * @param drift changes made outside Terraform, as far as the plan shows them
 * @param errored whether planning failed half-way
 * @param complete false when another plan must follow, as the plan itself says, or this one is not all here
 * @param cut whether the input ends before the plan does
 * @param failedChecks addresses of checks, preconditions and postconditions that failed while planning
 * @param code what runs when the plan is applied and no plan can say what it does
 * @param references which resource's configuration refers to which
 * @param refresh what it tells of reading the real objects again
 * @param limits what the input could not tell, in sentences
 */
public record Plan(
        Format format,
        Tool tool,
        @Nullable String terraformVersion,
        @Nullable String formatVersion,
        ChangeCounts counts,
        List<ResourceChange> changes,
        List<OutputChange> outputs,
        List<ResourceChange> drift,
        boolean errored,
        boolean complete,
        boolean cut,
        List<String> failedChecks,
        List<CodeRun> code,
        ReferenceGraph references,
        Refresh refresh,
        List<String> limits) {

    public Plan {
        changes = List.copyOf(changes);
        outputs = List.copyOf(outputs);
        drift = List.copyOf(drift);
        failedChecks = List.copyOf(failedChecks);
        code = List.copyOf(code);
        limits = List.copyOf(limits);
    }

    /** Several plans as one: what each does, one after the other. */
    static Plan together(List<Plan> plans) {
        Plan first = plans.getFirst();
        if (plans.size() == 1) {
            return first;
        }
        List<ResourceChange> changes = all(plans, Plan::changes);
        List<ResourceChange> drift = all(plans, Plan::drift);
        return new Plan(
                first.format,
                plans.stream().anyMatch(plan -> plan.tool == Tool.TOFU) ? Tool.TOFU : Tool.TERRAFORM,
                first.terraformVersion,
                first.formatVersion,
                ChangeCounts.of(changes, drift),
                changes,
                all(plans, Plan::outputs),
                drift,
                plans.stream().anyMatch(Plan::errored),
                plans.stream().allMatch(Plan::complete),
                plans.stream().anyMatch(Plan::cut),
                all(plans, Plan::failedChecks),
                all(plans, Plan::code),
                ReferenceGraph.together(plans.stream().map(Plan::references).toList()),
                Refresh.together(plans.stream().map(Plan::refresh).toList()),
                Stream.of(
                                Stream.of("The body holds %d plans; their changes are counted together."
                                        .formatted(plans.size())),
                                alike(plans.stream().map(Plan::applied).toList()).stream(),
                                all(plans, Plan::limits).stream())
                        .flatMap(limits -> limits)
                        .distinct()
                        .toList());
    }

    private List<ResourceChange> applied() {
        return changes.stream().filter(ResourceChange::isApplied).toList();
    }

    /** What is to be said where plans make the same changes: units alike do, and so does one plan that is shown twice. */
    static Optional<String> alike(List<List<ResourceChange>> plans) {
        List<List<ResourceChange>> some =
                plans.stream().filter(changes -> !changes.isEmpty()).toList();
        return some.size() == new HashSet<>(some).size()
                ? Optional.empty()
                : Optional.of("Some of the plans make the same changes: if one plan is shown more than once,"
                        + " its changes are counted as often.");
    }

    private static <T> List<T> all(List<Plan> plans, Function<Plan, List<T>> of) {
        return plans.stream().flatMap(plan -> of.apply(plan).stream()).toList();
    }

    /** Whose plan it is. */
    public enum Tool {
        TERRAFORM("Terraform", "terraform"),
        TOFU("OpenTofu", "tofu");

        private final String title;
        private final String command;

        Tool(String title, String command) {
            this.title = title;
            this.command = command;
        }

        /** As people call it. */
        public String title() {
            return title;
        }

        /** As it is run. */
        public String command() {
            return command;
        }
    }

    /** How the plan was given. */
    public enum Format {
        JSON,
        TEXT
    }
}
