package dev.infrahub.plananalyzer.domain;

import dev.infrahub.findings.Finding;
import dev.infrahub.findings.Rule;
import dev.infrahub.findings.SensitiveTypes;
import dev.infrahub.findings.Severity;
import dev.infrahub.terraform.Action;
import dev.infrahub.terraform.CodeRun;
import dev.infrahub.terraform.Plan;
import dev.infrahub.terraform.ResourceChange;
import java.util.ArrayList;
import java.util.List;

/** Judges the plan as a whole. */
final class PlanRules {

    private static final int LARGE = 25;
    private static final int VERY_LARGE = 100;
    private static final int WIDE = 10;
    private static final int VERY_WIDE = 50;

    private static final String UNKNOWN =
            "Something happens to it that the hub has no word for: what that does cannot be told.";

    private static final String RUN_BY_PROVIDER =
            "Its provider runs, calls or starts during apply what it is told to: no plan says what that does.";

    private PlanRules() {}

    static List<Finding> judge(Plan plan, Analysis.BlastRadius reach, boolean production) {
        List<Finding> findings = new ArrayList<>();
        if (plan.errored()) {
            findings.add(Rule.ERRORED.ofPlan(Severity.HIGH, "Planning failed half-way; what is missing is not known."));
        } else if (plan.cut()) {
            findings.add(Rule.INCOMPLETE.ofPlan(Severity.HIGH, "The text is cut: changes may be missing from it."));
        } else if (!plan.complete()) {
            findings.add(Rule.INCOMPLETE.ofPlan(Severity.MEDIUM, incomplete(plan)));
        }
        for (ResourceChange change : plan.changes()) {
            if (change.action() == Action.UNKNOWN) {
                findings.add(Rule.INCOMPLETE.yes(Severity.HIGH, change.address(), UNKNOWN));
            }
        }
        for (ResourceChange change : plan.changes()) {
            if (!change.isData() && SensitiveTypes.runsAtApply(change)) {
                findings.add(Rule.RUNS_CODE.yes(Severity.HIGH, change.address(), RUN_BY_PROVIDER));
            }
        }
        for (CodeRun run : plan.code()) {
            findings.add(Rule.RUNS_CODE.yes(Severity.HIGH, run.address(), ran(run)));
        }
        for (String check : plan.failedChecks()) {
            findings.add(Rule.CHECK_FAILED.ofPlan(Severity.MEDIUM, "The check '%s' failed.".formatted(check)));
        }
        if (plan.format() == Plan.Format.TEXT && reach.resources() > 0) {
            findings.add(Rule.VALUES_UNKNOWN.ofPlan(
                    Severity.LOW, "The plan was given as text: rules about attribute values could not run."));
        }
        if (reach.resources() >= LARGE) {
            findings.add(Rule.SIZE.ofPlan(
                    reach.resources() >= VERY_LARGE ? Severity.MEDIUM : Severity.LOW,
                    "%d resources change at once.".formatted(reach.resources())));
        }
        if (reach.dependents() >= WIDE) {
            findings.add(Rule.BLAST_RADIUS.ofPlan(
                    reach.dependents() >= VERY_WIDE ? Severity.MEDIUM : Severity.LOW,
                    "%d other resources refer to what changes.".formatted(reach.dependents())));
        }
        if (production && reach.resources() > 0) {
            findings.add(Rule.PRODUCTION.ofPlan(Severity.LOW, "The change is to production."));
        }
        return findings;
    }

    private static String ran(CodeRun run) {
        return switch (run.kind()) {
            case PROVISIONER ->
                "Runs its provisioner %s during apply: no plan says what that does.".formatted(run.name());
            case ACTION -> "This action is invoked during apply: no plan says what it does.";
            case PROGRAM -> "Runs a program during apply to read what it prints: no plan says what else it does.";
        };
    }

    private static String incomplete(Plan plan) {
        return plan.format() == Plan.Format.TEXT
                ? "The text does not hold every change: its limits say what is missing."
                : "The plan does not hold every change: another one must follow.";
    }
}
