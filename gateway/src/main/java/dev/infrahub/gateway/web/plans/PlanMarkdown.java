package dev.infrahub.gateway.web.plans;

import dev.infrahub.gateway.domain.Answers;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.regex.Pattern;
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

    private static final int HEX_SHOWN = 12;
    private static final Set<String> ON_ITS_OWN_LINE = Set.of("data.destroyed", "data.replaced");
    private static final Pattern INDEX = Pattern.compile("\\[[^\\]]*\\]");

    private static final Map<String, String> COUNTED = new LinkedHashMap<>();

    static {
        COUNTED.put("delete", "destroy");
        COUNTED.put("replace", "replace");
        COUNTED.put("update", "update");
        COUNTED.put("create", "create");
        COUNTED.put("import", "import");
        COUNTED.put("move", "move");
        COUNTED.put("forget", "forget");
        COUNTED.put("read", "read");
    }

    private final StringBuilder out = new StringBuilder();

    private PlanMarkdown() {}

    static String summary(Answers.Summary summary, Answers.Risk risk, Answers.Rollback rollback) {
        PlanMarkdown markdown = new PlanMarkdown();
        markdown.line("### " + light(risk.riskLevel()) + " " + place(summary) + ": " + counts(summary.changes()));
        markdown.line("");
        markdown.line(riskLine(risk));
        markdown.destroyed(summary.resources());
        markdown.list("Look at", toLookAt(summary, risk), "- ", PlanMarkdown::reason);
        markdown.list("Before apply", rollback.preconditions(), "- [ ] ", Markdown::text);
        markdown.list("What this input could not tell", summary.limits(), "- ", Markdown::text);
        markdown.fold("All changes", changes(summary));
        markdown.fold("How to undo it", rollback);
        markdown.line("");
        markdown.line("<sub>" + names(summary) + "</sub>");
        return markdown.out.toString();
    }

    static String risk(Answers.Risk risk) {
        PlanMarkdown markdown = new PlanMarkdown();
        markdown.line(light(risk.riskLevel()) + " " + riskLine(risk));
        markdown.list("Why", risk.reasons(), "- ", PlanMarkdown::reason);
        markdown.list("Already so before, and not counted", risk.standing(), "- ", PlanMarkdown::reason);
        markdown.list("What lowers it", risk.mitigations(), "- ", Markdown::text);
        markdown.list("What this input could not tell", risk.limits(), "- ", Markdown::text);
        return markdown.out.toString();
    }

    static String rollback(Answers.Rollback rollback) {
        PlanMarkdown markdown = new PlanMarkdown();
        markdown.line("**Data loss: " + rollback.dataLossRisk() + "**");
        markdown.list("Before apply", rollback.preconditions(), "- [ ] ", Markdown::text);
        markdown.undo(rollback);
        markdown.list("What this input could not tell", rollback.limits(), "- ", Markdown::text);
        return markdown.out.toString();
    }

    // --- what stands open -------------------------------------------------------------------------------------------

    private static String place(Answers.Summary summary) {
        String environment = summary.environment() == null ? "" : " in " + summary.environment();
        return Markdown.text(summary.module() + environment);
    }

    private static String counts(Map<String, Integer> changes) {
        String counts = COUNTED.entrySet().stream()
                .filter(action -> changes.getOrDefault(action.getKey(), 0) > 0)
                .map(action -> changes.get(action.getKey()) + " to " + action.getValue())
                .collect(Collectors.joining(", "));
        return counts.isEmpty() ? "no changes" : counts;
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

    private static String riskLine(Answers.Risk risk) {
        return "**Risk: " + risk.riskLevel().toUpperCase(Locale.ROOT) + "** (" + risk.riskScore() + "/100), "
                + risk.changeType() + " change, "
                + (risk.requiresCab() ? "needs the change board" : "needs no change board");
    }

    /** What the list of destroyed resources does not say already. */
    private static List<Answers.Reason> toLookAt(Answers.Summary summary, Answers.Risk risk) {
        Set<String> destroyed = summary.resources().stream()
                .filter(PlanMarkdown::isDestroyed)
                .map(Answers.Resource::address)
                .collect(Collectors.toSet());
        return risk.reasons().stream()
                .filter(reason -> !ON_ITS_OWN_LINE.contains(reason.rule()) || !destroyed.contains(reason.address()))
                .toList();
    }

    private static boolean isDestroyed(Answers.Resource resource) {
        return resource.action().equals("delete") || resource.action().equals("replace");
    }

    /** In the fullest form that fits: with reasons; addresses alone; instances folded; counted by type. */
    private void destroyed(List<Answers.Resource> resources) {
        List<Answers.Resource> destroyed =
                resources.stream().filter(PlanMarkdown::isDestroyed).toList();
        if (destroyed.isEmpty()) {
            return;
        }
        heading("Destroyed or replaced", destroyed.size());
        int room = LONGEST - ROOM_BEHIND - out.length();
        List<Function<List<Answers.Resource>, String>> forms =
                List.of(PlanMarkdown::withReasons, PlanMarkdown::addresses, PlanMarkdown::folded);
        for (Function<List<Answers.Resource>, String> form : forms) {
            String text = form.apply(destroyed);
            if (text.length() <= room) {
                out.append(text);
                return;
            }
        }
        out.append(byType(destroyed));
    }

    private static String withReasons(List<Answers.Resource> destroyed) {
        return destroyed.stream()
                .map(resource -> "- " + destroyed(resource) + "\n")
                .collect(Collectors.joining());
    }

    private static String destroyed(Answers.Resource resource) {
        String name = "**" + resource.action() + "** " + Markdown.code(resource.address());
        if (resource.notable() != null) {
            return name + ": " + Markdown.text(resource.notable());
        }
        return resource.replaceBecause().isEmpty()
                ? name
                : name + " because of " + Markdown.code(String.join(", ", resource.replaceBecause()));
    }

    private static String addresses(List<Answers.Resource> destroyed) {
        return destroyed.stream()
                .map(resource -> "- " + resource.action() + " " + Markdown.code(resource.address()) + "\n")
                .collect(Collectors.joining());
    }

    private static String folded(List<Answers.Resource> destroyed) {
        return tally(destroyed, resource -> INDEX.matcher(resource.address()).replaceAll("[…]"));
    }

    private static String byType(List<Answers.Resource> destroyed) {
        return tally(destroyed, Answers.Resource::type);
    }

    private static String tally(List<Answers.Resource> destroyed, Function<Answers.Resource, String> name) {
        Map<String, Integer> counts = new TreeMap<>();
        destroyed.forEach(resource ->
                counts.merge(resource.action() + " " + Markdown.code(name.apply(resource)), 1, Integer::sum));
        return counts.entrySet().stream()
                .map(entry -> "- " + entry.getKey() + (entry.getValue() > 1 ? " × " + entry.getValue() : "") + "\n")
                .collect(Collectors.joining());
    }

    private static String reason(Answers.Reason reason) {
        String address = reason.address() == null ? "" : " " + Markdown.code(reason.address());
        String verdict = reason.verdict().equals("unknown") ? "unknown" : reason.severity();
        return light(verdict) + " " + verdict + address + ": " + Markdown.text(reason.detail()) + " <sub>"
                + reason.rule() + "</sub>";
    }

    private static String names(Answers.Summary summary) {
        List<String> names = new ArrayList<>();
        names.add("plan " + Markdown.code(summary.planId()));
        if (summary.fingerprint() != null) {
            names.add("fingerprint " + Markdown.code(summary.fingerprint().substring(0, HEX_SHOWN)));
        }
        if (summary.terraformVersion() != null) {
            names.add("Terraform " + Markdown.text(summary.terraformVersion()));
        }
        return String.join(" · ", names);
    }

    // --- what is folded ---------------------------------------------------------------------------------------------

    /** A line for each change, in the signs that a diff block gives colours to. */
    private static List<String> changes(Answers.Summary summary) {
        List<String> changes = new ArrayList<>();
        summary.resources().forEach(resource -> changes.add(change(resource)));
        summary.outputs().forEach(output -> changes.add(sign(output.action()) + " output " + output.name()));
        return changes;
    }

    private static String change(Answers.Resource resource) {
        boolean isOnlyMoved =
                resource.previousAddress() != null && resource.action().equals("no-op");
        String action = isOnlyMoved ? "move" : resource.action();
        String line = sign(action) + " " + action + " " + resource.address();
        if (resource.previousAddress() != null) {
            line += " (was " + resource.previousAddress() + ")";
        }
        List<String> because =
                resource.action().equals("update") ? resource.changedAttributes() : resource.replaceBecause();
        return because.isEmpty() ? line : line + ": " + String.join(", ", because);
    }

    private static char sign(String action) {
        return switch (action) {
            case "delete", "replace" -> '-';
            case "create" -> '+';
            case "update" -> '!';
            default -> ' ';
        };
    }

    private void fold(String title, List<String> changes) {
        if (changes.isEmpty() || isFull()) {
            return;
        }
        openFold(title + " (" + changes.size() + ")");
        line("```diff");
        items(changes, "", Markdown::line);
        line("```");
        closeFold();
    }

    private void fold(String title, Answers.Rollback rollback) {
        if (rollback.steps().isEmpty() || isFull()) {
            return;
        }
        openFold(title + " (data loss: " + rollback.dataLossRisk() + ")");
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

    private void undo(Answers.Rollback rollback) {
        list("Cannot be undone", rollback.irreversible(), "- ", Markdown::text);
        list("To roll back", rollback.steps(), "1. ", PlanMarkdown::step);
        list("Or the plan as a whole", rollback.whole(), "1. ", PlanMarkdown::step);
    }

    private static String step(Answers.Step step) {
        String warning = switch (step.reversibility()) {
            case "irreversible" -> " **Cannot be undone.**";
            case "reversible-with-data" -> " **Its data only out of a copy.**";
            default -> "";
        };
        String values = step.restores().stream()
                .map(one -> Markdown.code(one.attribute() + " = " + one.value()))
                .collect(Collectors.joining(", "));
        String command = step.command() == null ? "" : "\n   ```sh\n   " + Markdown.line(step.command()) + "\n   ```";
        return Markdown.text(step.detail()) + warning + (values.isEmpty() ? "" : " " + values) + command;
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
