package dev.infrahub.plananalyzer.domain;

import dev.infrahub.terraform.Action;
import dev.infrahub.terraform.ChangeCounts;
import dev.infrahub.terraform.OutputChange;
import dev.infrahub.terraform.Plan;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** What a reviewer reads in twenty seconds: the counts, then what needs a look, then the rest by kind. */
final class Summary {

    private static final int NAMED_TOGETHER = 3;
    private static final int LISTED_UPDATES = 5;
    private static final int LISTED_ATTRIBUTES = 4;

    private final List<String> lines = new ArrayList<>();
    private final Set<String> named = new LinkedHashSet<>();

    private Summary() {}

    static String of(Plan plan, List<Examined> changing, List<OutputChange> outputs, Analysis.Risk risk) {
        Summary summary = new Summary();
        summary.addHeadline(plan.counts(), outputs);
        summary.addNotable(risk);
        List<Examined> rest = changing.stream()
                .filter(one -> !summary.named.contains(one.address()))
                .toList();
        summary.addKinds("Destroys", rest, Action.DELETE);
        summary.addKinds("Replaces", rest, Action.REPLACE);
        summary.addUpdates(rest);
        summary.addKinds("Creates", rest, Action.CREATE);
        summary.addKinds("Lets go of", rest, Action.FORGET);
        summary.addOutputs(outputs);
        summary.addDrift(risk);
        return String.join("\n", summary.lines);
    }

    private void addHeadline(ChangeCounts counts, List<OutputChange> outputs) {
        Map<String, Integer> parts = new LinkedHashMap<>();
        parts.put("replaced", counts.replace());
        parts.put("destroyed", counts.delete());
        parts.put("updated", counts.update());
        parts.put("created", counts.create());
        parts.put("forgotten", counts.forget());
        parts.put("imported", counts.imported());
        parts.put("moved", counts.moved());
        parts.values().removeIf(count -> count == 0);
        if (parts.isEmpty()) {
            lines.add(outputs.isEmpty() ? "No changes." : "No resource changes; only outputs change.");
        } else {
            lines.add(parts.entrySet().stream()
                    .map(part -> part.getValue() + " " + part.getKey())
                    .collect(Collectors.joining(", ", "Resources: ", ".")));
        }
    }

    /** Gravest first; what is said of many is said once. */
    private void addNotable(Analysis.Risk risk) {
        Map<String, List<String>> addresses = new LinkedHashMap<>();
        for (Analysis.Reason reason : risk.reasons()) {
            if (!reason.severity().atLeast(Severity.MEDIUM)) {
                continue;
            }
            String address = reason.address();
            if (address == null) {
                lines.add("- " + reason.detail());
            } else {
                addresses
                        .computeIfAbsent(reason.detail(), _ -> new ArrayList<>())
                        .add(address);
                named.add(address);
            }
        }
        addresses.forEach((detail, which) -> lines.add("- " + together(which) + ": " + detail));
    }

    private static String together(List<String> addresses) {
        if (addresses.size() <= NAMED_TOGETHER) {
            return String.join(", ", addresses);
        }
        return String.join(", ", addresses.subList(0, NAMED_TOGETHER)) + " and " + (addresses.size() - NAMED_TOGETHER)
                + " more";
    }

    private void addKinds(String verb, List<Examined> rest, Action action) {
        List<Examined> affected =
                rest.stream().filter(one -> one.action() == action).toList();
        if (affected.isEmpty()) {
            return;
        }
        if (affected.size() <= NAMED_TOGETHER) {
            lines.add("- %s %s."
                    .formatted(
                            verb,
                            together(affected.stream().map(Examined::address).toList())));
            return;
        }
        Map<String, Long> kinds =
                affected.stream().collect(Collectors.groupingBy(Summary::kind, TreeMap::new, Collectors.counting()));
        lines.add(kinds.entrySet().stream()
                .map(kind -> kind.getValue() + " " + kind.getKey())
                .collect(Collectors.joining(", ", "- " + verb + " ", ".")));
    }

    private static String kind(Examined one) {
        String module = one.change().module();
        return module.isEmpty() ? one.change().type() : one.change().type() + " in " + module;
    }

    private void addUpdates(List<Examined> rest) {
        List<Examined> updated =
                rest.stream().filter(one -> one.action() == Action.UPDATE).toList();
        if (updated.size() > LISTED_UPDATES) {
            addKinds("Updates", rest, Action.UPDATE);
            return;
        }
        for (Examined one : updated) {
            List<String> attributes = one.change().changedAttributes();
            String shown = attributes.size() <= LISTED_ATTRIBUTES
                    ? String.join(", ", attributes)
                    : String.join(", ", attributes.subList(0, LISTED_ATTRIBUTES)) + ", …";
            lines.add("- Updates " + one.address() + (shown.isEmpty() ? "." : " (" + shown + ")."));
        }
    }

    private void addOutputs(List<OutputChange> outputs) {
        if (!outputs.isEmpty()) {
            List<String> names = outputs.stream().map(OutputChange::name).toList();
            lines.add("- Outputs that change: " + together(names) + ".");
        }
    }

    /** Grave drift stands above already. */
    private void addDrift(Analysis.Risk risk) {
        List<String> drifted = new ArrayList<>();
        for (Analysis.Reason reason : risk.reasons()) {
            String address = reason.address();
            if (address != null
                    && reason.rule().equals(Rule.DRIFT.id())
                    && !reason.severity().atLeast(Severity.MEDIUM)) {
                drifted.add(address);
            }
        }
        if (!drifted.isEmpty()) {
            lines.add("- Changed outside Terraform: " + together(drifted) + ".");
        }
    }
}
