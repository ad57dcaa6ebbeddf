package dev.infrahub.plananalyzer.domain;

import dev.infrahub.findings.Finding;
import dev.infrahub.findings.Severity;
import dev.infrahub.findings.Subject;
import dev.infrahub.json.Allowance;
import dev.infrahub.terraform.Action;
import dev.infrahub.terraform.ChangeValues;
import dev.infrahub.terraform.ChangeVisitor;
import dev.infrahub.terraform.OutputChange;
import dev.infrahub.terraform.Plan;
import dev.infrahub.terraform.PlanReader;
import dev.infrahub.terraform.PlanTextReader;
import dev.infrahub.terraform.ResourceChange;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Finds out what a plan does, how risky that is and how to undo it, while the plan is read. */
public final class Analyst implements ChangeVisitor {

    private final Allowance allowance = Allowance.current();
    private final Policy policy;
    private final boolean production;
    private final List<Examined> examined = new ArrayList<>();
    private final List<Finding> drift = new ArrayList<>();
    private final ChangedValues told = new ChangedValues();
    private final Locks locks = new Locks();

    private Analyst(Policy policy, @Nullable String environment) {
        this.policy = policy;
        this.production = policy.isProduction(environment);
    }

    /**
     * Analyses a plan.
     *
     * @param environment for example production; null when not told
     * @throws dev.infrahub.terraform.NotAPlan where the input is anything else
     */
    public static Analysis analyze(InputStream plan, Plan.Format format, @Nullable String environment, Policy policy) {
        Analyst analyst = new Analyst(policy, environment);
        return analyst.conclude(
                switch (format) {
                    case JSON -> PlanReader.read(plan, analyst);
                    case TEXT -> PlanTextReader.read(plan, analyst);
                });
    }

    @Override
    public void visit(ResourceChange change, ChangeValues values) {
        Subject subject = new Subject(change, values);
        locks.note(subject);
        add(Examined.of(subject, values, told));
    }

    @Override
    public void visitPrinted(ResourceChange change, ChangeValues printed) {
        add(Examined.of(new Subject(change, ChangeValues.UNKNOWN), printed, told));
    }

    private void add(Examined one) {
        allowance.hold(one.bytes());
        examined.add(one);
    }

    @Override
    public void visitDrift(ResourceChange change, ChangeValues values) {
        if (change.action() != Action.NO_OP) {
            DriftRule.judge(new Subject(change, values)).ifPresent(this::addDrift);
        }
    }

    private void addDrift(Finding finding) {
        allowance.hold(finding.bytes());
        drift.add(finding);
    }

    private Analysis conclude(Plan plan) {
        Set<String> gone = examined.stream()
                .map(Examined::ends)
                .filter(ends -> locks.holding(ends).isEmpty())
                .flatMap(Set::stream)
                .collect(Collectors.toUnmodifiableSet());
        List<Examined> all = examined.stream()
                .map(one -> one.inLightOf(plan.references(), gone, locks))
                .toList();
        NotJudged notJudged = NotJudged.of(all);
        List<Finding> findings = new ArrayList<>();
        all.forEach(one -> findings.addAll(one.findings()));
        findings.addAll(drift);
        PlanReach reach = PlanReach.of(plan);
        findings.addAll(PlanRules.judge(plan, reach.radius(), production));
        notJudged.finding().ifPresent(findings::add);
        List<Finding> standing =
                all.stream().flatMap(one -> one.standing().stream()).toList();
        Analysis.Risk risk = new Score(policy, production).of(findings, standing, reach.radius());
        List<Examined> changing = all.stream().filter(Examined::isOfInterest).toList();
        List<OutputChange> outputs = plan.outputs().stream()
                .filter(output -> output.action() != Action.NO_OP)
                .toList();
        return new Analysis(
                plan.terraformVersion(),
                plan.tool(),
                Stream.of(plan.limits().stream(), notJudged.limit().stream(), reach.limit().stream())
                        .flatMap(limits -> limits)
                        .toList(),
                Summary.of(plan, changing, outputs, risk),
                plan.counts(),
                changing.stream().map(this::resource).toList(),
                reach.references(),
                outputs,
                plan.code(),
                risk,
                RollbackPlanner.plan(plan, changing));
    }

    private Analysis.Resource resource(Examined examined) {
        ResourceChange change = examined.change();
        return new Analysis.Resource(
                change.address(),
                change.type(),
                change.provider(),
                change.action(),
                examined.attributes(),
                change.remarked(),
                examined.values(),
                replaceBecause(change),
                change.previousAddress(),
                change.imported(),
                notable(examined).orElse(null));
    }

    private static List<String> replaceBecause(ResourceChange change) {
        if (change.action() != Action.REPLACE && change.action() != Action.SUPERSEDE) {
            return List.of();
        }
        String reason = change.actionReason();
        return change.replacePaths().isEmpty() && reason != null ? List.of(reason) : change.replacePaths();
    }

    private Optional<String> notable(Examined examined) {
        return examined.findings().stream()
                .flatMap(finding -> policy.weigh(finding).stream())
                .filter(finding -> finding.severity().atLeast(Severity.MEDIUM))
                .max(Comparator.comparing(Finding::severity))
                .map(Finding::detail);
    }
}
