package dev.infrahub.terraform;

import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/**
 * Which resource's configuration refers to which, through variables and outputs of modules. Addresses are those of the
 * configuration, without instance keys: {@code module.db.aws_db_instance.main}.
 *
 * @param dependencies what each resource refers to directly
 * @param arguments which arguments of each resource are configured by anything but constants
 * @param complete false where references run through local values, which plans do not spell out
 */
public record ReferenceGraph(
        Map<String, Set<String>> dependencies, Map<String, Set<String>> arguments, boolean complete) {

    /** Where the input says nothing about references. */
    public static final ReferenceGraph NONE = new ReferenceGraph(Map.of(), Map.of(), false);

    public ReferenceGraph {
        dependencies = copy(dependencies);
        arguments = copy(arguments);
    }

    private static Map<String, Set<String>> copy(Map<String, Set<String>> sets) {
        Map<String, Set<String>> copy = new LinkedHashMap<>();
        sets.forEach((address, set) -> copy.put(address, Set.copyOf(set)));
        return Map.copyOf(copy);
    }

    /** Of several plans: what an address refers to in any of them. */
    static ReferenceGraph together(Collection<ReferenceGraph> graphs) {
        Map<String, Set<String>> dependencies = new LinkedHashMap<>();
        Map<String, Set<String>> arguments = new LinkedHashMap<>();
        for (ReferenceGraph graph : graphs) {
            addAll(graph.dependencies, dependencies);
            addAll(graph.arguments, arguments);
        }
        return new ReferenceGraph(dependencies, arguments, graphs.stream().allMatch(ReferenceGraph::complete));
    }

    private static void addAll(Map<String, Set<String>> sets, Map<String, Set<String>> all) {
        sets.forEach((address, set) ->
                all.computeIfAbsent(address, _ -> new LinkedHashSet<>()).addAll(set));
    }

    public boolean isEmpty() {
        return dependencies.isEmpty();
    }

    /** An instance's address as the configuration spells it. */
    public static String configurationAddress(String address) {
        if (address.indexOf('[') < 0) {
            return address;
        }
        StringBuilder without = new StringBuilder();
        int index = 0;
        while (index < address.length()) {
            if (address.charAt(index) == '[') {
                index = afterKey(address, index);
            } else {
                without.append(address.charAt(index++));
            }
        }
        return without.toString();
    }

    /** Behind the instance key that begins at a bracket; a quoted one may hold brackets, dots and escaped quotes. */
    public static int afterKey(String address, int start) {
        boolean quoted = false;
        for (int index = start + 1; index < address.length(); index++) {
            switch (address.charAt(index)) {
                case '"' -> quoted = !quoted;
                case '\\' -> index++;
                case ']' -> {
                    if (!quoted) {
                        return index + 1;
                    }
                }
                default -> {}
            }
        }
        return address.length();
    }

    /** What this resource's configuration refers to directly. */
    public Set<String> dependenciesOf(String address) {
        return dependencies.getOrDefault(configurationAddress(address), Set.of());
    }

    /** Whether the code sets this argument by a reference; what is unknown without one is the provider's to compute. */
    public boolean setsByReference(String address, String argument) {
        return arguments.getOrDefault(configurationAddress(address), Set.of()).contains(argument);
    }

    /** Other resources whose configuration refers, directly or not, to one of these. */
    public Set<String> dependentsOf(Collection<String> addresses) {
        Map<String, Set<String>> reversed = reversed();
        Set<String> origins = new LinkedHashSet<>();
        addresses.forEach(address -> origins.add(configurationAddress(address)));
        Set<String> reached = new LinkedHashSet<>();
        Deque<String> open = new ArrayDeque<>(origins);
        while (!open.isEmpty()) {
            for (String dependent : reversed.getOrDefault(open.remove(), Set.of())) {
                if (!origins.contains(dependent) && reached.add(dependent)) {
                    open.add(dependent);
                }
            }
        }
        return reached;
    }

    private Map<String, Set<String>> reversed() {
        Map<String, Set<String>> reversed = new LinkedHashMap<>();
        dependencies.forEach((address, targets) -> targets.forEach(target ->
                reversed.computeIfAbsent(target, _ -> new LinkedHashSet<>()).add(address)));
        return reversed;
    }
}
