package dev.infrahub.gateway.plans;

import dev.infrahub.gateway.operations.OperationKind;
import dev.infrahub.schemas.ChangeCounts;
import dev.infrahub.schemas.PlanAnalyzed;
import dev.infrahub.schemas.PlanExplanation;
import dev.infrahub.schemas.PlannedResource;
import dev.infrahub.schemas.RiskAssessment;
import dev.infrahub.schemas.RiskReason;
import dev.infrahub.schemas.RollbackPlan;
import dev.infrahub.schemas.RollbackStep;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The answers as text for a pull-request comment: what a reviewer must see stands open, what one may want to see is folded. It fits
 * where the pull request is: every part stays, and says what it left out.
 */
final class PlanMarkdown {

    /** Of a fingerprint: its version and a dozen digits. */
    private static final int SHOWN = 15;

    private static final String CLOSE_FOLD = "\n</details>";

    private static final Set<String> ON_ITS_OWN_LINE = Set.of("data.destroyed", "data.replaced");

    private final PlanAnalyzed plan;
    private final Comment comment;

    private PlanMarkdown(PlanAnalyzed plan) {
        this.plan = plan;
        this.comment = new Comment(Forge.of(plan.getPrUrl()).room());
    }

    /** @throws IllegalArgumentException for an operation that asks nothing about a plan */
    static String of(OperationKind kind, PlanAnalyzed plan) {
        PlanMarkdown markdown = new PlanMarkdown(plan);
        switch (kind) {
            case SUMMARIZE_PLAN -> markdown.addSummary();
            case RISK_ASSESSMENT -> markdown.addRisk();
            case ROLLBACK_PLAN -> markdown.addRollback();
            default -> throw new IllegalArgumentException(kind + " asks nothing about a plan");
        }
        return markdown.comment.text();
    }

    private void addSummary() {
        line("### " + light(plan.getRisk().getLevel()) + " " + place(plan) + ": " + counts(plan));
        line("");
        line(riskLine(plan.getRisk()));
        addDestroyed();
        addReasons("Look at", toLookAt(plan), "reasons");
        addPreconditions();
        addWords(PlanExplanation::getSummary);
        addLimits();
        addChanges();
        addUndoing();
        line("");
        line("<sub>" + names(plan) + "</sub>");
    }

    private void addRisk() {
        RiskAssessment risk = plan.getRisk();
        line(light(risk.getLevel()) + " " + riskLine(risk));
        addReasons("Why", risk.getReasons(), "reasons");
        addWords(PlanExplanation::getRisk);
        addReasons("Already so before, and not counted", risk.getStanding(), "standing");
        addList("What lowers it", risk.getMitigations(), "- ", Markdown::text, _ -> "", "risk.mitigations");
        addLimits();
    }

    private void addRollback() {
        line("**Data loss: " + Markdown.known(plan.getRollback().getDataLossRisk()) + "**");
        addPreconditions();
        addUndo();
        addWords(PlanExplanation::getRollback);
        addLimits();
    }

    private void addReasons(String title, List<RiskReason> reasons, String member) {
        addList(title, reasons, "- ", PlanMarkdown::reason, PlanMarkdown::verdict, "risk." + member);
    }

    private void addPreconditions() {
        List<String> preconditions = plan.getRollback().getPreconditions();
        addList("Before apply", preconditions, "- [ ] ", Markdown::text, _ -> "", "rollback.preconditions");
    }

    /** A model's, after the facts and apart from them. */
    private void addWords(Function<PlanExplanation, @Nullable String> part) {
        @Nullable String words = plan.getExplanation() == null ? null : part.apply(plan.getExplanation());
        if (words != null) {
            line("");
            line("> " + Markdown.text(words) + "  ");
            line("> <sub>In the words of "
                    + Markdown.code(String.valueOf(plan.getAi().getModel())) + ", about what is told above.</sub>");
        }
    }

    private void addLimits() {
        List<String> limits = plan.getLimits();
        addList("What this input could not tell", limits, "- ", Markdown::text, _ -> "", "summary.limits");
    }

    // --- what stands open -------------------------------------------------------------------------------------------

    private static String place(PlanAnalyzed plan) {
        String module = Markdown.code(plan.getModule());
        return plan.getEnvironment() == null ? module : module + " in " + Markdown.code(plan.getEnvironment());
    }

    private static String counts(PlanAnalyzed plan) {
        ChangeCounts changes = plan.getChanges();
        Map<String, Integer> counted = new LinkedHashMap<>();
        counted.put("destroy", changes.getDelete());
        counted.put("replace", changes.getReplace());
        counted.put("update", changes.getUpdate());
        counted.put("create", changes.getCreate());
        counted.put("import", changes.getImport$());
        counted.put("move", changes.getMove());
        counted.put("forget", changes.getForget());
        counted.put("do something unknown to", changes.getUnknown());
        counted.put("read", changes.getRead());
        counted.put("invoke", running(plan, "action"));
        counted.put("run", running(plan, "provisioner") + running(plan, "program"));
        String counts = counted.entrySet().stream()
                .filter(action -> action.getValue() > 0)
                .map(action -> action.getValue() + " to " + action.getKey())
                .collect(Collectors.joining(", "));
        return counts.isEmpty() ? "no changes" : counts;
    }

    private static int running(PlanAnalyzed plan, String kind) {
        return (int) plan.getCode().stream()
                .filter(code -> code.getKind().equals(kind))
                .count();
    }

    private static String light(String level) {
        return switch (level) {
            case "critical" -> "🔴";
            case "high" -> "🟠";
            case "medium" -> "🟡";
            case "unknown" -> "⚪";
            default -> "🟢";
        };
    }

    private static String riskLine(RiskAssessment risk) {
        return "**Risk: " + Markdown.known(risk.getLevel()).toUpperCase(Locale.ROOT) + "** (" + risk.getScore()
                + "/100), "
                + Markdown.known(risk.getChangeType()) + " change, "
                + (risk.getRequiresCab() ? "needs the change board" : "needs no change board");
    }

    /** What the list of destroyed resources does not say already. */
    private static List<RiskReason> toLookAt(PlanAnalyzed plan) {
        Set<String> destroyed = plan.getResources().stream()
                .filter(Destroyed::is)
                .map(PlannedResource::getAddress)
                .collect(Collectors.toSet());
        return plan.getRisk().getReasons().stream()
                .filter(reason ->
                        !ON_ITS_OWN_LINE.contains(reason.getRule()) || !destroyed.contains(reason.getAddress()))
                .toList();
    }

    private void addDestroyed() {
        List<PlannedResource> destroyed =
                plan.getResources().stream().filter(Destroyed::is).toList();
        if (!destroyed.isEmpty()) {
            String title = heading("Destroyed or replaced", destroyed.size());
            comment.add(new Destroyed(title, destroyed, where("summary.resources")));
        }
    }

    private static String reason(RiskReason reason) {
        String address = reason.getAddress() == null ? "" : " " + Markdown.code(reason.getAddress());
        String verdict = verdict(reason);
        return light(verdict) + " " + verdict + address + ": " + Markdown.text(reason.getDetail()) + " <sub>"
                + Markdown.code(reason.getRule()) + "</sub>";
    }

    private static String verdict(RiskReason reason) {
        return Markdown.known(reason.getVerdict().equals("unknown") ? "unknown" : reason.getSeverity());
    }

    private static String shortened(String fingerprint) {
        return fingerprint.substring(0, Math.min(SHOWN, fingerprint.length()));
    }

    private static String names(PlanAnalyzed plan) {
        List<String> names = new ArrayList<>();
        names.add("plan " + Markdown.code(plan.getPlanId()));
        if (plan.getFingerprint() != null) {
            names.add("fingerprint " + Markdown.code(shortened(plan.getFingerprint())));
        }
        if (plan.getTerraformVersion() != null) {
            String tool = plan.getTool().equals("tofu") ? "OpenTofu " : "Terraform ";
            names.add(tool + Markdown.code(plan.getTerraformVersion()));
        }
        return String.join(" · ", names);
    }

    // --- what is folded ---------------------------------------------------------------------------------------------

    /** In the signs that a diff block gives colours to. */
    private record Change(String action, String said, boolean isToldAbove) {

        String line() {
            return sign(action) + Markdown.line(" " + said) + "\n";
        }
    }

    private void addChanges() {
        List<Change> changes = new ArrayList<>();
        plan.getResources().forEach(resource -> changes.add(change(resource)));
        plan.getOutputs()
                .forEach(output -> changes.add(new Change(output.getAction(), "output " + output.getName(), false)));
        if (changes.isEmpty()) {
            return;
        }
        // no line begins with a fence: a sign and a word of ours stand before each
        comment.add(new Listed<>(
                openFold("All changes (" + changes.size() + ")"),
                Listed.Frame.DIFF,
                changes,
                changes.stream()
                        .sorted(Comparator.comparing(Change::isToldAbove))
                        .toList(),
                Change::line,
                change -> Markdown.known(change.action()),
                where("summary.resources")));
        line(CLOSE_FOLD);
    }

    private static Change change(PlannedResource resource) {
        boolean isOnlyMoved =
                resource.getPreviousAddress() != null && resource.getAction().equals("no-op");
        String action = isOnlyMoved ? "move" : resource.getAction();
        String line = Markdown.known(action) + " " + resource.getAddress();
        if (resource.getPreviousAddress() != null) {
            line += " (was " + resource.getPreviousAddress() + ")";
        }
        List<String> because = resource.getAction().equals("update") ? changed(resource) : resource.getReplaceBecause();
        return new Change(
                action, because.isEmpty() ? line : line + ": " + String.join(", ", because), Destroyed.is(resource));
    }

    private static List<String> changed(PlannedResource resource) {
        List<String> changed = new ArrayList<>(resource.getChangedAttributes());
        resource.getRemarked().forEach(name -> changed.add(name + " (its sensitive mark)"));
        return changed;
    }

    private static char sign(String action) {
        return switch (action) {
            case "delete", "replace" -> '-';
            case "create" -> '+';
            case "update", "create-and-forget", "unknown" -> '!';
            default -> ' ';
        };
    }

    private void addUndoing() {
        RollbackPlan rollback = plan.getRollback();
        if (!rollback.getSteps().isEmpty()) {
            comment.add(Part.fixed(
                    openFold("How to undo it (data loss: " + Markdown.known(rollback.getDataLossRisk()) + ")")));
            addUndo();
            line(CLOSE_FOLD);
        }
    }

    private static String openFold(String title) {
        return "\n<details><summary>" + title + "</summary>\n\n";
    }

    private void addUndo() {
        RollbackPlan rollback = plan.getRollback();
        addList("Cannot be undone", rollback.getIrreversible(), "- ", Markdown::text, _ -> "", "rollback.irreversible");
        addList("To roll back", rollback.getSteps(), "1. ", PlanMarkdown::step, _ -> "", "rollback.steps");
        addList("Or the plan as a whole", rollback.getWhole(), "1. ", PlanMarkdown::step, _ -> "", "rollback.whole");
    }

    private static String step(RollbackStep step) {
        String warning = switch (step.getReversibility()) {
            case "irreversible" -> " **Cannot be undone.**";
            case "reversible-with-data" -> " **Its data only out of a copy.**";
            default -> "";
        };
        String values = step.getRestores().stream()
                .map(one -> Markdown.code(one.getAttribute() + " = " + one.getValue()))
                .collect(Collectors.joining(", "));
        String command = step.getCommand() == null ? "" : block(Markdown.line(step.getCommand()));
        return Markdown.text(step.getDetail()) + warning + (values.isEmpty() ? "" : " " + values) + command;
    }

    private static String block(String command) {
        String fence = Markdown.fence(command);
        return "\n   " + fence + "sh\n   " + command + "\n   " + fence;
    }

    // --- the page ---------------------------------------------------------------------------------------------------

    private <T> void addList(
            String title,
            List<T> items,
            String bullet,
            Function<T, String> form,
            Function<T, String> kind,
            String member) {
        if (!items.isEmpty()) {
            comment.add(new Listed<>(
                    heading(title, items.size()),
                    Listed.Frame.bullets(bullet),
                    items,
                    items,
                    item -> bullet + form.apply(item) + "\n",
                    kind,
                    where(member)));
        }
    }

    private static String heading(String title, int size) {
        return "\n#### " + title + " (" + size + ")\n\n";
    }

    /** Of what {@code GET /api/plans/{id}} answers, where everything is. */
    private String where(String member) {
        return Markdown.code(member) + " of " + Markdown.code("GET /api/plans/" + plan.getPlanId());
    }

    private void line(String text) {
        comment.add(Part.fixed(text + "\n"));
    }
}
