package dev.infrahub.gateway.plans;

import dev.infrahub.gateway.operations.OperationKind;
import dev.infrahub.schemas.ChangeCounts;
import dev.infrahub.schemas.PlanAnalyzed;
import dev.infrahub.schemas.PlannedResource;
import dev.infrahub.schemas.RiskAssessment;
import dev.infrahub.schemas.RiskReason;
import dev.infrahub.schemas.RollbackPlan;
import dev.infrahub.schemas.RollbackStep;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * The answers as text for a pull-request comment: what a reviewer must see stands open, what one may want to see is folded.
 * GitHub takes 65,536 characters: where that is too little, what is destroyed is written shorter but never left out, and
 * the rest is cut with a word on how much.
 */
final class PlanMarkdown {

    static final int LONGEST = 65_536;

    /** Kept for the sections behind the list of what is destroyed. */
    private static final int ROOM_BEHIND = 8_192;

    /** Kept for the ends of lists and folds. */
    private static final int ROOM_TO_END = 1_024;

    /** Of a fingerprint: its version and a dozen digits. */
    private static final int SHOWN = 15;

    private static final Set<String> ON_ITS_OWN_LINE = Set.of("data.destroyed", "data.replaced");

    private final StringBuilder out = new StringBuilder();

    private PlanMarkdown() {}

    /** @throws IllegalArgumentException for an operation that asks nothing about a plan */
    static String of(OperationKind kind, PlanAnalyzed plan) {
        return switch (kind) {
            case SUMMARIZE_PLAN -> summary(plan);
            case RISK_ASSESSMENT -> risk(plan);
            case ROLLBACK_PLAN -> rollback(plan);
            default -> throw new IllegalArgumentException(kind + " asks nothing about a plan");
        };
    }

    static String summary(PlanAnalyzed plan) {
        PlanMarkdown markdown = new PlanMarkdown();
        markdown.line("### " + light(plan.getRisk().getLevel()) + " " + place(plan) + ": " + counts(plan));
        markdown.line("");
        markdown.line(riskLine(plan.getRisk()));
        markdown.destroyed(plan.getResources());
        markdown.list("Look at", toLookAt(plan), "- ", PlanMarkdown::reason);
        markdown.list("Before apply", plan.getRollback().getPreconditions(), "- [ ] ", Markdown::text);
        markdown.limits(plan);
        markdown.fold("All changes", changes(plan));
        markdown.fold("How to undo it", plan.getRollback());
        markdown.line("");
        markdown.line("<sub>" + names(plan) + "</sub>");
        return markdown.out.toString();
    }

    static String risk(PlanAnalyzed plan) {
        PlanMarkdown markdown = new PlanMarkdown();
        RiskAssessment risk = plan.getRisk();
        markdown.line(light(risk.getLevel()) + " " + riskLine(risk));
        markdown.list("Why", risk.getReasons(), "- ", PlanMarkdown::reason);
        markdown.list("Already so before, and not counted", risk.getStanding(), "- ", PlanMarkdown::reason);
        markdown.list("What lowers it", risk.getMitigations(), "- ", Markdown::text);
        markdown.limits(plan);
        return markdown.out.toString();
    }

    static String rollback(PlanAnalyzed plan) {
        PlanMarkdown markdown = new PlanMarkdown();
        markdown.line("**Data loss: " + Markdown.known(plan.getRollback().getDataLossRisk()) + "**");
        markdown.list("Before apply", plan.getRollback().getPreconditions(), "- [ ] ", Markdown::text);
        markdown.undo(plan.getRollback());
        markdown.limits(plan);
        return markdown.out.toString();
    }

    private void limits(PlanAnalyzed plan) {
        list("What this input could not tell", plan.getLimits(), "- ", Markdown::text);
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
                .filter(PlanMarkdown::isDestroyed)
                .map(PlannedResource::getAddress)
                .collect(Collectors.toSet());
        return plan.getRisk().getReasons().stream()
                .filter(reason ->
                        !ON_ITS_OWN_LINE.contains(reason.getRule()) || !destroyed.contains(reason.getAddress()))
                .toList();
    }

    private static boolean isDestroyed(PlannedResource resource) {
        return resource.getAction().equals("delete") || resource.getAction().equals("replace");
    }

    /** In the fullest form that fits: with reasons; addresses alone; instances folded; counted by type. */
    private void destroyed(List<PlannedResource> resources) {
        List<PlannedResource> destroyed =
                resources.stream().filter(PlanMarkdown::isDestroyed).toList();
        if (destroyed.isEmpty()) {
            return;
        }
        heading("Destroyed or replaced", destroyed.size());
        int room = LONGEST - ROOM_BEHIND - out.length();
        List<Function<List<PlannedResource>, String>> forms =
                List.of(PlanMarkdown::withReasons, PlanMarkdown::addresses, PlanMarkdown::folded);
        for (Function<List<PlannedResource>, String> form : forms) {
            String text = form.apply(destroyed);
            if (text.length() <= room) {
                out.append(text);
                return;
            }
        }
        out.append(byType(destroyed));
    }

    private static String withReasons(List<PlannedResource> destroyed) {
        return destroyed.stream()
                .map(resource -> "- " + destroyed(resource) + "\n")
                .collect(Collectors.joining());
    }

    private static String destroyed(PlannedResource resource) {
        String name = "**" + Markdown.known(resource.getAction()) + "** " + Markdown.code(resource.getAddress());
        if (resource.getNotable() != null) {
            return name + ": " + Markdown.text(resource.getNotable());
        }
        return resource.getReplaceBecause().isEmpty()
                ? name
                : name + " because of " + Markdown.code(String.join(", ", resource.getReplaceBecause()));
    }

    private static String addresses(List<PlannedResource> destroyed) {
        return destroyed.stream()
                .map(resource ->
                        "- " + Markdown.known(resource.getAction()) + " " + Markdown.code(resource.getAddress()) + "\n")
                .collect(Collectors.joining());
    }

    private static String folded(List<PlannedResource> destroyed) {
        return tally(destroyed, resource -> withoutIndexes(resource.getAddress()));
    }

    private static String withoutIndexes(String address) {
        StringBuilder folded = new StringBuilder();
        int from = 0;
        for (int open = address.indexOf('['); open >= 0; open = address.indexOf('[', from)) {
            int close = address.indexOf(']', open);
            if (close < 0) {
                break;
            }
            folded.append(address, from, open).append("[…]");
            from = close + 1;
        }
        return folded.append(address, from, address.length()).toString();
    }

    private static String byType(List<PlannedResource> destroyed) {
        return tally(destroyed, PlannedResource::getType);
    }

    private static String tally(List<PlannedResource> destroyed, Function<PlannedResource, String> name) {
        Map<String, Integer> counts = new TreeMap<>();
        destroyed.forEach(resource -> counts.merge(
                Markdown.known(resource.getAction()) + " " + Markdown.code(name.apply(resource)), 1, Integer::sum));
        return counts.entrySet().stream()
                .map(entry -> "- " + entry.getKey() + (entry.getValue() > 1 ? " × " + entry.getValue() : "") + "\n")
                .collect(Collectors.joining());
    }

    private static String reason(RiskReason reason) {
        String address = reason.getAddress() == null ? "" : " " + Markdown.code(reason.getAddress());
        String verdict = Markdown.known(reason.getVerdict().equals("unknown") ? "unknown" : reason.getSeverity());
        return light(verdict) + " " + verdict + address + ": " + Markdown.text(reason.getDetail()) + " <sub>"
                + Markdown.code(reason.getRule()) + "</sub>";
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

    /** A line for each change, in the signs that a diff block gives colours to. */
    private static List<String> changes(PlanAnalyzed plan) {
        List<String> changes = new ArrayList<>();
        plan.getResources().forEach(resource -> changes.add(change(resource)));
        plan.getOutputs().forEach(output -> changes.add(sign(output.getAction()) + " output " + output.getName()));
        return changes;
    }

    private static String change(PlannedResource resource) {
        boolean isOnlyMoved =
                resource.getPreviousAddress() != null && resource.getAction().equals("no-op");
        String action = isOnlyMoved ? "move" : resource.getAction();
        String line = sign(action) + " " + Markdown.known(action) + " " + resource.getAddress();
        if (resource.getPreviousAddress() != null) {
            line += " (was " + resource.getPreviousAddress() + ")";
        }
        List<String> because = resource.getAction().equals("update") ? changed(resource) : resource.getReplaceBecause();
        return because.isEmpty() ? line : line + ": " + String.join(", ", because);
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

    private void fold(String title, List<String> changes) {
        if (changes.isEmpty() || isFull()) {
            return;
        }
        openFold(title + " (" + changes.size() + ")");
        // no line begins with a fence: a sign and a word of ours stand before each
        line("```diff");
        items(changes, "", change -> change.charAt(0) + Markdown.line(change.substring(1)));
        line("```");
        closeFold();
    }

    private void fold(String title, RollbackPlan rollback) {
        if (rollback.getSteps().isEmpty() || isFull()) {
            return;
        }
        openFold(title + " (data loss: " + Markdown.known(rollback.getDataLossRisk()) + ")");
        undo(rollback);
        closeFold();
    }

    private void openFold(String title) {
        line("");
        line("<details><summary>" + title + "</summary>");
        line("");
    }

    private void closeFold() {
        line("");
        line("</details>");
    }

    private void undo(RollbackPlan rollback) {
        list("Cannot be undone", rollback.getIrreversible(), "- ", Markdown::text);
        list("To roll back", rollback.getSteps(), "1. ", PlanMarkdown::step);
        list("Or the plan as a whole", rollback.getWhole(), "1. ", PlanMarkdown::step);
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

    private boolean isFull() {
        return out.length() > LONGEST - ROOM_BEHIND / 2;
    }

    private <T> void list(String title, List<T> items, String bullet, Function<T, String> form) {
        if (items.isEmpty() || isFull()) {
            return;
        }
        heading(title, items.size());
        items(items, bullet, form);
    }

    private <T> void items(List<T> items, String bullet, Function<T, String> form) {
        int written = 0;
        for (T item : items) {
            String line = bullet + form.apply(item) + "\n";
            if (out.length() + line.length() > LONGEST - ROOM_TO_END) {
                line(bullet + "… and " + (items.size() - written) + " more");
                return;
            }
            out.append(line);
            written++;
        }
    }

    private void heading(String title, int size) {
        line("");
        line("#### " + title + " (" + size + ")");
        line("");
    }

    private void line(String text) {
        out.append(text).append('\n');
    }
}
