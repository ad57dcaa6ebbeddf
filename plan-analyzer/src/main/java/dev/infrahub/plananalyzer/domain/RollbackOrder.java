package dev.infrahub.plananalyzer.domain;

import dev.infrahub.terraform.Plan;
import dev.infrahub.terraform.ReferenceGraph;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What refers to others before what they refer to; where that says nothing, the plan's order reversed. */
final class RollbackOrder {

    private final Map<String, Set<String>> dependencies;
    private final Map<String, Integer> heights = new HashMap<>();

    private RollbackOrder(ReferenceGraph references) {
        this.dependencies = references.dependencies();
    }

    static List<Examined> of(Plan plan, List<Examined> changing) {
        RollbackOrder order = new RollbackOrder(plan.references());
        List<Examined> reversed = new ArrayList<>(changing);
        Collections.reverse(reversed);
        reversed.sort(
                Comparator.comparingInt(one -> -order.height(ReferenceGraph.configurationAddress(one.address()))));
        return reversed;
    }

    /** The length of the longest chain of references that starts here; without recursion, since chains can be long. */
    private int height(String address) {
        Deque<String> open = new ArrayDeque<>(List.of(address));
        Set<String> entered = new HashSet<>();
        while (!open.isEmpty()) {
            String current = open.peek();
            if (heights.containsKey(current)) {
                open.pop();
            } else if (entered.add(current)) {
                dependencies.getOrDefault(current, Set.of()).stream()
                        .filter(target -> !heights.containsKey(target) && !entered.contains(target))
                        .forEach(open::push);
            } else {
                open.pop();
                heights.put(current, above(current));
            }
        }
        return heights.getOrDefault(address, 0);
    }

    private int above(String address) {
        return dependencies.getOrDefault(address, Set.of()).stream()
                        .mapToInt(target -> heights.getOrDefault(target, 0))
                        .max()
                        .orElse(-1)
                + 1;
    }
}
