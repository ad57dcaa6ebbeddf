package dev.infrahub.console.plans;

import dev.infrahub.console.plans.Plan.Reference;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;

/**
 * What depends on what a plan touches: resources, or their modules where there are more than one looks at.
 *
 * @param isFolded whether nodes are modules
 */
public record Graph(List<Node> nodes, List<Edge> edges, boolean isFolded) {

    static final int MOST_NODES = 300;
    static final int MOST_EDGES = 450;

    private static final int DEEPEST = 4;

    /**
     * A resource or a module.
     *
     * @param name within its module
     * @param what becomes of it, in words
     * @param action a class of its own colour; empty where nothing becomes of it
     * @param anchor of what leads to it; empty where nothing does
     */
    public record Node(String address, String name, String what, String action, Optional<String> anchor) {}

    /** What depends on what. */
    public record Edge(String dependency, String dependent) {}

    static Graph of(Plan plan) {
        List<Reference> references = plan.summary().references();
        Map<String, List<Numbered>> touched = new LinkedHashMap<>();
        List<Numbered> all = Numbered.touched(plan);
        Set<Numbered> shown = Set.copyOf(ShownPlan.shown(all));
        for (Numbered one : all) {
            touched.computeIfAbsent(ModulePath.configuration(one.resource().address()), _ -> new ArrayList<>())
                    .add(one);
        }
        Graph whole = of(references, touched, shown);
        for (int depth = DEEPEST; depth > 0 && whole.isTooLarge(); depth--) {
            whole = folded(references, touched.keySet(), depth);
        }
        return whole;
    }

    /** More than a page holds, however it is folded. */
    public boolean isTooLarge() {
        return nodes.size() > MOST_NODES || edges.size() > MOST_EDGES;
    }

    private static Graph of(List<Reference> references, Map<String, List<Numbered>> touched, Set<Numbered> shown) {
        Set<Edge> edges = edges(references, UnaryOperator.identity());
        List<Node> nodes = addresses(edges).stream()
                .map(address -> node(address, touched.getOrDefault(address, List.of()), shown))
                .toList();
        return new Graph(nodes, List.copyOf(edges), false);
    }

    private static Node node(String address, List<Numbered> touched, Set<Numbered> shown) {
        String module = ModulePath.of(address);
        String name = module.isEmpty() ? address : address.substring(module.length() + 1);
        String where = module.isEmpty() ? "" : " · " + module;
        if (touched.isEmpty()) {
            return new Node(address, name, "depends on it" + where, "", Optional.empty());
        }
        Numbered first = touched.getFirst();
        String action = first.resource().action();
        String what = touched.size() == 1 ? action : action + " and " + (touched.size() - 1) + " more";
        return new Node(
                address,
                name,
                what + where,
                action,
                Optional.of(first).filter(shown::contains).map(Numbered::anchor));
    }

    private static Graph folded(List<Reference> references, Set<String> touched, int depth) {
        UnaryOperator<String> fold = address -> ModulePath.first(ModulePath.of(address), depth);
        Set<Edge> edges = edges(references, fold);
        Map<String, Integer> changes = new LinkedHashMap<>();
        touched.forEach(address -> changes.merge(fold.apply(address), 1, Integer::sum));
        Set<String> modules = addresses(edges);
        references.forEach(reference -> modules.add(fold.apply(reference.from())));
        List<Node> nodes = modules.stream()
                .map(module -> new Node(
                        module,
                        module.isEmpty() ? "root module" : module,
                        changes.containsKey(module) ? changes.get(module) + " touched" : "depends on it",
                        changes.containsKey(module) ? "update" : "",
                        Optional.empty()))
                .toList();
        return new Graph(nodes, List.copyOf(edges), true);
    }

    private static Set<Edge> edges(List<Reference> references, UnaryOperator<String> fold) {
        Set<Edge> edges = new LinkedHashSet<>();
        for (Reference reference : references) {
            String dependent = fold.apply(reference.from());
            for (String address : reference.to()) {
                String dependency = fold.apply(address);
                if (!dependency.equals(dependent)) {
                    edges.add(new Edge(dependency, dependent));
                }
            }
        }
        return edges;
    }

    private static Set<String> addresses(Set<Edge> edges) {
        Set<String> addresses = new LinkedHashSet<>();
        edges.forEach(edge -> {
            addresses.add(edge.dependency());
            addresses.add(edge.dependent());
        });
        return addresses;
    }

    /** By what is depended on, what does: the same in words. */
    public Map<String, List<String>> dependents() {
        Map<String, List<String>> dependents = new LinkedHashMap<>();
        edges.forEach(edge -> dependents
                .computeIfAbsent(edge.dependency(), _ -> new ArrayList<>())
                .add(edge.dependent()));
        return dependents;
    }
}
