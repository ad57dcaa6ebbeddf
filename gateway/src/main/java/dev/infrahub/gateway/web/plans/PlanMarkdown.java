package dev.infrahub.gateway.web.plans;

import dev.infrahub.gateway.domain.Answers;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The answers as text for a pull-request comment. GitHub takes 65,536 characters: where that is too little, what is
 * destroyed is written shorter but never left out, and the rest is cut with a word on how much.
 */
final class PlanMarkdown {

    static final int LONGEST = 65_536;

    /** Kept for the sections behind the list of what is destroyed. */
    private static final int ROOM_BEHIND = 4_096;

    private static final Pattern INDEX = Pattern.compile("\\[[^\\]]*\\]");

    private final StringBuilder out = new StringBuilder();

    private PlanMarkdown() {}

    static String summary(Answers.Summary summary, Answers.Risk risk) {
        PlanMarkdown markdown = new PlanMarkdown();
        markdown.line("### " + Markdown.text(summary.module()) + ": " + counts(summary.changes()));
        markdown.line("");
        markdown.line(riskLine(risk));
        markdown.line("");
        // a summary is some sentences; what an unusual one has in excess is in the lists below
        markdown.paragraphs(summary.summary(), LONGEST / 4);
        markdown.destroyed(summary.resources());
        markdown.list("What else changes", others(summary.resources()), PlanMarkdown::resource);
        markdown.list("Outputs", summary.outputs(), output -> Markdown.code(output.name()) + " " + output.action());
        markdown.list("What this input could not tell", summary.limits(), Markdown::text);
        return markdown.out.toString();
    }

    static String risk(Answers.Risk risk) {
        PlanMarkdown markdown = new PlanMarkdown();
        markdown.line(riskLine(risk));
        markdown.list("Why", risk.reasons(), PlanMarkdown::reason);
        markdown.list("Already so before, and not counted", risk.standing(), PlanMarkdown::reason);
        markdown.list("What lowers it", risk.mitigations(), Markdown::text);
        markdown.list("What this input could not tell", risk.limits(), Markdown::text);
        return markdown.out.toString();
    }

    static String rollback(Answers.Rollback rollback) {
        PlanMarkdown markdown = new PlanMarkdown();
        markdown.line("**Data loss: " + rollback.dataLossRisk() + "**");
        markdown.list("Cannot be undone", rollback.irreversible(), Markdown::text);
        markdown.list("Before apply", rollback.preconditions(), Markdown::text);
        markdown.list("To roll back", rollback.steps(), PlanMarkdown::step);
        markdown.list("Or the plan as a whole", rollback.whole(), PlanMarkdown::step);
        markdown.list("What this input could not tell", rollback.limits(), Markdown::text);
        return markdown.out.toString();
    }

    private static String counts(Map<String, Integer> changes) {
        String counts = changes.entrySet().stream()
                .filter(change -> change.getValue() > 0 && !change.getKey().equals("noOp"))
                .map(change -> change.getValue() + " " + change.getKey())
                .collect(Collectors.joining(", "));
        return counts.isEmpty() ? "no changes" : counts;
    }

    private static String riskLine(Answers.Risk risk) {
        return "**Risk: " + risk.riskLevel().toUpperCase(Locale.ROOT) + "** (" + risk.riskScore() + "/100), "
                + risk.changeType() + " change, "
                + (risk.requiresCab() ? "needs the change board" : "needs no change board");
    }

    private static boolean isDestroyed(Answers.Resource resource) {
        return resource.action().equals("delete") || resource.action().equals("replace");
    }

    private static List<Answers.Resource> others(List<Answers.Resource> resources) {
        return resources.stream().filter(resource -> !isDestroyed(resource)).toList();
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
                .map(resource -> "- " + resource(resource) + "\n")
                .collect(Collectors.joining());
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

    private static String resource(Answers.Resource resource) {
        List<String> parts = new ArrayList<>();
        parts.add("**" + resource.action() + "** " + Markdown.code(resource.address()));
        if (resource.previousAddress() != null) {
            parts.add("moved from " + Markdown.code(resource.previousAddress()));
        }
        if (!resource.replaceBecause().isEmpty()) {
            parts.add("because of " + names(resource.replaceBecause()));
        } else if (resource.action().equals("update")) {
            parts.add(names(resource.changedAttributes()));
        }
        if (resource.notable() != null) {
            parts.add(Markdown.text(resource.notable()));
        }
        return String.join(" — ", parts);
    }

    private static String names(List<String> names) {
        return names.stream().map(Markdown::code).collect(Collectors.joining(", "));
    }

    private static String reason(Answers.Reason reason) {
        String address = reason.address() == null ? "" : Markdown.code(reason.address()) + " ";
        String verdict = reason.verdict().equals("unknown") ? "unknown" : reason.severity();
        return "**" + verdict + "** " + address + Markdown.text(reason.detail()) + " (" + reason.rule() + ")";
    }

    private static String step(Answers.Step step) {
        String command = step.command() == null ? "" : ": " + Markdown.code(step.command());
        String warning = switch (step.reversibility()) {
            case "irreversible" -> " **(cannot be undone)**";
            case "reversible-with-data" -> " **(its data only out of a copy)**";
            default -> "";
        };
        String values = step.restores().stream()
                .map(one -> Markdown.code(one.attribute() + " = " + one.value()))
                .collect(Collectors.joining(", "));
        return step.order() + ". " + Markdown.text(step.detail()) + command + warning
                + (values.isEmpty() ? "" : " — " + values);
    }

    private <T> void list(String title, List<T> items, Function<T, String> form) {
        if (items.isEmpty() || out.length() > LONGEST - ROOM_BEHIND / 2) {
            return;
        }
        heading(title, items.size());
        int written = 0;
        for (T item : items) {
            String line = "- " + form.apply(item) + "\n";
            if (out.length() + line.length() > LONGEST - ROOM_BEHIND / 4) {
                line("- … and " + (items.size() - written) + " more");
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

    private void paragraphs(String plain, int longest) {
        for (String paragraph : plain.lines().toList()) {
            String line = Markdown.text(paragraph);
            if (line.length() > longest) {
                line("…");
                return;
            }
            line(line);
        }
    }

    private void line(String text) {
        out.append(text).append('\n');
    }
}
