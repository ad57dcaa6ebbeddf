package dev.infrahub.plananalyzer.domain;

import dev.infrahub.terraform.Action;
import dev.infrahub.terraform.Plan;
import dev.infrahub.terraform.ReferenceGraph;
import dev.infrahub.terraform.ResourceChange;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * How far a plan reaches: what it touches, what depends on that, and what of all this refers directly to what.
 *
 * @param references by the addresses of the configuration, without instance keys
 * @param untold how many references more there are
 */
record PlanReach(Analysis.BlastRadius radius, List<Analysis.Reference> references, int untold) {

    static final int MOST_REFERENCES = 4000;

    /** In the event that tells of the plan. */
    static final int MOST_BYTES = 256 * 1024;

    static PlanReach of(Plan plan) {
        List<ResourceChange> changing = plan.changes().stream()
                .filter(change -> change.action().changes() && !change.isData())
                .toList();
        List<String> existing = changing.stream()
                .filter(change -> change.action() != Action.CREATE)
                .map(ResourceChange::address)
                .toList();
        Set<String> dependents = plan.references().dependentsOf(existing);
        Set<String> reached = new LinkedHashSet<>();
        changing.forEach(change -> reached.add(ReferenceGraph.configurationAddress(change.address())));
        reached.addAll(dependents);
        Analysis.BlastRadius radius = new Analysis.BlastRadius(
                changing.size(),
                (int) changing.stream().map(ResourceChange::module).distinct().count(),
                (int) dependents.stream().filter(address -> !isData(address)).count());
        return of(radius, plan.references(), reached);
    }

    private static boolean isData(String address) {
        return address.startsWith("data.") || address.contains(".data.");
    }

    private static PlanReach of(Analysis.BlastRadius radius, ReferenceGraph graph, Set<String> reached) {
        List<Analysis.Reference> references = new ArrayList<>();
        int all = 0;
        int told = 0;
        int bytes = 0;
        for (String from : reached) {
            List<String> to = graph.dependenciesOf(from).stream()
                    .filter(reached::contains)
                    .filter(address -> !address.equals(from))
                    .collect(TreeSet<String>::new, TreeSet::add, TreeSet::addAll)
                    .stream()
                    .toList();
            List<String> first = new ArrayList<>();
            bytes += to.isEmpty() || bytes > MOST_BYTES ? 0 : Analysis.bytes(from);
            for (String address : to.subList(0, Math.min(to.size(), MOST_REFERENCES - told))) {
                bytes += bytes > MOST_BYTES ? 0 : Analysis.bytes(address);
                if (bytes > MOST_BYTES) {
                    break;
                }
                first.add(address);
            }
            if (!first.isEmpty()) {
                references.add(new Analysis.Reference(from, first));
            }
            told += first.size();
            all += to.size();
        }
        return new PlanReach(radius, references, all - told);
    }

    /** What is to be said where not all is told. */
    Optional<String> limit() {
        int told =
                references.stream().mapToInt(reference -> reference.to().size()).sum();
        return untold == 0
                ? Optional.empty()
                : Optional.of("Of the references between what is touched and what depends on it, " + told
                        + " are told, and " + untold + " are not.");
    }
}
