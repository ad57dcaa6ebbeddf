package dev.infrahub.plananalyzer;

import dev.infrahub.ai.Claims;
import dev.infrahub.ai.Claims.Deed;
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
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * An analysed plan as lines for a model: the most telling first, what is said of many once. Of values there is only what a reason of
 * the risk says, such as a port.
 */
final class PlanFacts {

    private static final int NAMED_TOGETHER = 8;

    /** What is lost or made anew stands before what is changed, and that before what is only added. */
    private static final List<Set<String>> BY_WEIGHT =
            List.of(Set.of("delete", "replace", "forget"), Set.of("update", "unknown"));

    private static final Map<String, Deed> DEEDS =
            Map.of("create", Deed.CREATE, "update", Deed.UPDATE, "replace", Deed.REPLACE, "delete", Deed.DESTROY);

    private static final Set<String> NOTHING = Set.of("no-op", "read");

    private final PlanAnalyzed plan;
    private final List<String> lines = new ArrayList<>();

    private PlanFacts(PlanAnalyzed plan) {
        this.plan = plan;
    }

    static List<String> of(PlanAnalyzed plan) {
        PlanFacts facts = new PlanFacts(plan);
        facts.addHead();
        facts.addReasons(plan.getRisk());
        BY_WEIGHT.forEach(facts::addResources);
        facts.addRollback(plan.getRollback());
        facts.addOthers();
        plan.getLimits().forEach(limit -> facts.lines.add("not told by the plan: " + limit));
        return facts.lines;
    }

    /** What words about the plan may not say otherwise. */
    static Claims claims(PlanAnalyzed plan) {
        ChangeCounts counts = plan.getChanges();
        return new Claims(
                Map.of(
                        Deed.CREATE, counts.getCreate(),
                        Deed.UPDATE, counts.getUpdate(),
                        Deed.REPLACE, counts.getReplace(),
                        Deed.DESTROY, counts.getDelete()),
                plan.getRisk().getLevel(),
                null,
                plan.getResources().stream()
                        .filter(resource -> DEEDS.containsKey(resource.getAction()))
                        .collect(Collectors.toMap(
                                PlannedResource::getAddress,
                                resource -> DEEDS.get(resource.getAction()),
                                (first, _) -> first)));
    }

    private void addHead() {
        @Nullable String environment = plan.getEnvironment();
        lines.add("module " + plan.getModule() + (environment == null ? "" : ", environment " + environment) + ", "
                + plan.getTool());
        RiskAssessment risk = plan.getRisk();
        lines.add("risk level " + risk.getLevel() + ", score " + risk.getScore() + " of 100"
                + (risk.getRequiresCab() ? ", the change board decides" : ""));
        ChangeCounts counts = plan.getChanges();
        lines.add("resources: create %d, update %d, replace %d, destroy %d, import %d, move %d, forget %d"
                .formatted(
                        counts.getCreate(),
                        counts.getUpdate(),
                        counts.getReplace(),
                        counts.getDelete(),
                        counts.getImport$(),
                        counts.getMove(),
                        counts.getForget()));
        plan.getCode()
                .forEach(code -> lines.add(
                        "runs code at apply: " + code.getKind() + " " + code.getName() + " of " + code.getAddress()));
    }

    /** They come gravest first. */
    private void addReasons(RiskAssessment risk) {
        Map<String, List<String>> addresses = new LinkedHashMap<>();
        for (RiskReason reason : risk.getReasons()) {
            List<String> which = addresses.computeIfAbsent(
                    "reason, " + reason.getSeverity() + ": " + reason.getDetail(), _ -> new ArrayList<>());
            if (reason.getAddress() != null) {
                which.add(reason.getAddress());
            }
        }
        addresses.forEach((reason, which) -> lines.add(which.isEmpty() ? reason : reason + ": " + together(which)));
    }

    private void addResources(Set<String> actions) {
        grouped(
                plan.getResources().stream()
                        .filter(resource -> actions.contains(resource.getAction()))
                        .toList(),
                PlanFacts::done,
                PlannedResource::getAddress);
    }

    private static String done(PlannedResource resource) {
        String attributes = together(resource.getChangedAttributes());
        return resource.getAction() + (attributes.isEmpty() ? "" : " (" + attributes + ")");
    }

    /** Of what is only added, the types say enough. */
    private void addOthers() {
        Map<String, Long> types = plan.getResources().stream()
                .filter(resource -> !NOTHING.contains(resource.getAction()))
                .filter(resource -> BY_WEIGHT.stream().noneMatch(actions -> actions.contains(resource.getAction())))
                .collect(Collectors.groupingBy(
                        resource -> resource.getAction() + " " + resource.getType(),
                        TreeMap::new,
                        Collectors.counting()));
        types.forEach((what, count) -> lines.add(what + ": " + count));
        List<String> outputs =
                plan.getOutputs().stream().map(output -> output.getName()).toList();
        if (!outputs.isEmpty()) {
            lines.add("outputs that change: " + together(outputs));
        }
    }

    private void addRollback(RollbackPlan rollback) {
        lines.add("rollback: data loss " + rollback.getDataLossRisk() + ", steps "
                + rollback.getSteps().size());
        rollback.getIrreversible().forEach(lost -> lines.add("cannot be undone: " + lost));
        rollback.getPreconditions().forEach(before -> lines.add("before apply: " + before));
        grouped(
                rollback.getSteps().stream()
                        .filter(step -> step.getAddress() != null)
                        .toList(),
                step -> "undo: " + step.getDetail(),
                RollbackStep::getAddress);
    }

    private <T> void grouped(List<T> all, Function<T, String> said, Function<T, String> address) {
        Map<String, List<String>> groups = new LinkedHashMap<>();
        all.forEach(one ->
                groups.computeIfAbsent(said.apply(one), _ -> new ArrayList<>()).add(address.apply(one)));
        groups.forEach((what, which) -> lines.add(what + ": " + together(which)));
    }

    private static String together(List<String> names) {
        return names.size() <= NAMED_TOGETHER
                ? String.join(", ", names)
                : String.join(", ", names.subList(0, NAMED_TOGETHER)) + " and " + (names.size() - NAMED_TOGETHER)
                        + " more";
    }
}
