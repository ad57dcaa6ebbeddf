package dev.infrahub.terraform;

import dev.infrahub.json.Allowance;
import dev.infrahub.json.Parts;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Follows references through variables, outputs and module calls until only resources are left. */
final class ReferenceResolver {

    /** Modules of thousands that depend on each other as wholes would fill the memory with edges. */
    private static final int MOST_STEPS = 2_000_000;

    /** Of an edge between nodes, with what it points to; of one between resources, both ways, is no less. */
    private static final int BYTES_AN_EDGE = 160;

    private static final int BYTES_A_NODE = 256;
    private static final int BYTES_A_CHARACTER = 2;

    private static final String CALL = "(call)";
    private static final String EVERYTHING = "(everything)";

    /** Resources, and between them the nodes {@code module.x.var.y}, {@code module.x.output.y} and the two above. */
    private final Map<String, Set<String>> nodes = new LinkedHashMap<>();

    private final Allowance allowance = Allowance.current();
    private final Set<String> resources = new LinkedHashSet<>();
    private final Map<String, Set<String>> arguments = new LinkedHashMap<>();
    private boolean complete = true;
    private int steps;

    private ReferenceResolver() {}

    static ReferenceGraph resolve(ModuleBlock root) {
        ReferenceResolver resolver = new ReferenceResolver();
        resolver.addModule("", root);
        Map<String, Set<String>> dependencies = new LinkedHashMap<>();
        for (String resource : resolver.resources) {
            dependencies.put(resource, resolver.follow(resource));
        }
        return new ReferenceGraph(dependencies, resolver.arguments, resolver.complete && resolver.steps < MOST_STEPS);
    }

    private void addModule(String path, ModuleBlock module) {
        for (ModuleBlock.Resource resource : module.resources()) {
            String address = path + resource.address();
            resources.add(address);
            arguments.put(address, resource.references().arguments().keySet());
            addAll(address, path, resource.references());
            node(address).add(path + CALL);
            node(path + EVERYTHING).add(address);
        }
        module.outputs().forEach((name, output) -> addAll(path + "output." + name, path, output.references()));
        module.calls().forEach((name, call) -> addCall(path, name, call));
    }

    private void addCall(String path, String name, ModuleBlock.Call call) {
        String child = path + "module." + name + ".";
        call.references().arguments().forEach((argument, targets) -> link(child + "var." + argument, path, targets));
        link(child + CALL, path, call.references().repetition());
        link(child + CALL, path, call.references().dependsOn());
        node(child + CALL).add(path + CALL);
        node(path + EVERYTHING).add(child + EVERYTHING);
        addModule(child, call.module());
    }

    private void addAll(String node, String path, References references) {
        references.arguments().values().forEach(targets -> link(node, path, targets));
        link(node, path, references.repetition());
        link(node, path, references.dependsOn());
    }

    private void link(String node, String path, Set<String> targets) {
        for (String target : targets) {
            allowance.hold(BYTES_AN_EDGE + (long) BYTES_A_CHARACTER * (path.length() + target.length()));
            List<String> steps = Parts.of(target, '.');
            switch (steps.get(0)) {
                case "var" -> node(node).add(path + "var." + steps.get(1));
                case "local" -> complete = false;
                case "data" -> node(node).add(path + firstOf(steps, 3));
                case "module" -> linkModule(node, path, steps, targets);
                default -> node(node).add(path + firstOf(steps, 2));
            }
        }
    }

    private void linkModule(String node, String path, List<String> steps, Set<String> targets) {
        String child = path + "module." + steps.get(1) + ".";
        if (steps.size() > 2) {
            node(node).add(child + "output." + steps.get(2));
            return;
        }
        // Terraform lists the module beside each of its outputs that is meant; alone, it means all of it.
        boolean outputsAreListed = targets.stream().anyMatch(other -> other.startsWith("module." + steps.get(1) + "."));
        if (!outputsAreListed) {
            node(node).add(child + EVERYTHING);
        }
    }

    private static String firstOf(List<String> steps, int count) {
        return String.join(".", steps.subList(0, Math.min(count, steps.size())));
    }

    private Set<String> node(String name) {
        return nodes.computeIfAbsent(name, _ -> {
            allowance.hold(BYTES_A_NODE + (long) BYTES_A_CHARACTER * name.length());
            return new LinkedHashSet<>();
        });
    }

    /** The resources reached from one through whatever lies between. */
    private Set<String> follow(String resource) {
        Set<String> reached = new LinkedHashSet<>();
        Set<String> seen = new HashSet<>();
        Deque<String> open = new ArrayDeque<>(List.of(resource));
        while (!open.isEmpty() && steps < MOST_STEPS) {
            for (String target : nodes.getOrDefault(open.pop(), Set.of())) {
                steps++;
                if (seen.add(target)) {
                    allowance.hold(BYTES_AN_EDGE);
                    (resources.contains(target) ? reached : open).add(target);
                }
            }
        }
        // what lay between is forgotten
        allowance.letGo((long) BYTES_AN_EDGE * (seen.size() - reached.size()));
        reached.remove(resource);
        return reached;
    }
}
