package dev.infrahub.plananalyzer.domain;

import dev.infrahub.findings.Rule;
import dev.infrahub.findings.Severity;
import dev.infrahub.terraform.ChangeCounts;
import dev.infrahub.terraform.CodeRun;
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

    private final List<String> lines = new ArrayList<>();
    private final Set<String> named = new LinkedHashSet<>();

    private Summary() {}

    static String of(Plan plan, List<Examined> changing, List<OutputChange> outputs, Analysis.Risk risk) {
        Summary summary = new Summary();
        summary.addHeadline(plan, outputs, code(plan.code()));
        summary.addNotable(risk);
        List<Examined> rest = changing.stream()
                .filter(one -> !summary.named.contains(one.address()))
                .toList();
        summary.lines.addAll(ByModule.lines(rest));
        summary.addOutputs(outputs);
        summary.addDrift(risk);
        return String.join("\n", summary.lines);
    }

    /** How much of it runs, by kind. */
    private static String code(List<CodeRun> code) {
        Map<CodeRun.Kind, Long> counted =
                code.stream().collect(Collectors.groupingBy(CodeRun::kind, TreeMap::new, Collectors.counting()));
        return counted.entrySet().stream()
                .map(kind -> kind.getValue() + " " + kind.getKey().spelling() + (kind.getValue() == 1 ? "" : "s"))
                .collect(Collectors.joining(", "));
    }

    private void addHeadline(Plan plan, List<OutputChange> outputs, String code) {
        ChangeCounts counts = plan.counts();
        Map<String, Integer> parts = new LinkedHashMap<>();
        parts.put("replaced", counts.replace());
        parts.put("destroyed", counts.delete());
        parts.put("updated", counts.update());
        parts.put("created", counts.create());
        parts.put("forgotten", counts.forget());
        parts.put("with an unknown action", counts.unknown());
        parts.put("imported", counts.imported());
        parts.put("moved", counts.moved());
        parts.values().removeIf(count -> count == 0);
        if (parts.isEmpty()) {
            lines.add(
                    code.isEmpty()
                            ? outputs.isEmpty() ? nothing(plan) : "No resource changes; only outputs change."
                            : "No resource changes; code runs: " + code + ".");
        } else {
            String running = code.isEmpty() ? "." : "; code runs: " + code + ".";
            lines.add(parts.entrySet().stream()
                    .map(part -> part.getValue() + " " + part.getKey())
                    .collect(Collectors.joining(", ", "Resources: ", running)));
        }
    }

    /** Where not all is here, that nothing is seen does not say that nothing is to do. */
    private static String nothing(Plan plan) {
        return plan.complete() && !plan.errored() ? "No changes." : "No changes in the part of the plan that is here.";
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
                if (!reason.rule().equals(Rule.RUNS_CODE.id())) {
                    named.add(address);
                }
            }
        }
        addresses.forEach((detail, which) -> lines.add("- " + together(which) + ": " + detail));
    }

    static String together(List<String> addresses) {
        if (addresses.size() <= NAMED_TOGETHER) {
            return String.join(", ", addresses);
        }
        return String.join(", ", addresses.subList(0, NAMED_TOGETHER)) + " and " + (addresses.size() - NAMED_TOGETHER)
                + " more";
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
