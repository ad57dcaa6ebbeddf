package dev.infrahub.plananalyzer.domain;

import dev.infrahub.terraform.Action;
import dev.infrahub.terraform.ReferenceGraph;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** The ordinary changes, a line a module, its instances together: few by name, many by kind. */
final class ByModule {

    private static final int NAMED = 3;
    private static final int LISTED_ATTRIBUTES = 4;
    private static final int LISTED_KINDS = 6;
    private static final int LISTED_MODULES = 8;

    private static final Map<Action, String> VERBS = verbs();

    private ByModule() {}

    private static Map<Action, String> verbs() {
        Map<Action, String> verbs = new LinkedHashMap<>();
        verbs.put(Action.DELETE, "destroys");
        verbs.put(Action.REPLACE, "replaces");
        verbs.put(Action.UPDATE, "updates");
        verbs.put(Action.CREATE, "creates");
        verbs.put(Action.SUPERSEDE, "makes anew, beside the old object that stays,");
        verbs.put(Action.FORGET, "lets go of");
        return verbs;
    }

    static List<String> lines(List<Examined> changes) {
        List<Examined> worthTelling = changes.stream()
                .filter(one -> VERBS.containsKey(one.action()) && !isComputedOnly(one))
                .toList();
        Map<String, List<Examined>> modules = worthTelling.stream()
                .collect(
                        Collectors.groupingBy(one -> folded(one.change().module()), TreeMap::new, Collectors.toList()));
        List<String> lines = new ArrayList<>();
        List<Examined> root = modules.remove("");
        if (root != null) {
            actions(root).forEach(action -> lines.add("- " + capital(action) + "."));
        }
        addModules(modules, lines);
        long computed = changes.stream().filter(ByModule::isComputedOnly).count();
        if (computed > 0) {
            lines.add("- %d %s only what the provider computes."
                    .formatted(computed, computed == 1 ? "update changes" : "updates change"));
        }
        return lines;
    }

    private static void addModules(Map<String, List<Examined>> modules, List<String> lines) {
        List<Map.Entry<String, List<Examined>>> largest = modules.entrySet().stream()
                .sorted(Comparator.comparingInt(module -> -module.getValue().size()))
                .toList();
        for (Map.Entry<String, List<Examined>> module : largest.subList(0, Math.min(LISTED_MODULES, largest.size()))) {
            lines.add("- In %s%s: %s."
                    .formatted(
                            module.getKey(),
                            instances(module.getValue()),
                            String.join("; ", actions(module.getValue()))));
        }
        if (largest.size() > LISTED_MODULES) {
            List<Map.Entry<String, List<Examined>>> others = largest.subList(LISTED_MODULES, largest.size());
            lines.add("- In %d more modules: %d changes."
                    .formatted(
                            others.size(),
                            others.stream()
                                    .mapToInt(module -> module.getValue().size())
                                    .sum()));
        }
    }

    /** An update in which the code changes nothing: the provider computes some attribute again. */
    private static boolean isComputedOnly(Examined one) {
        return one.action() == Action.UPDATE
                && one.change().remarked().isEmpty()
                && one.attributes().isEmpty()
                && !one.change().changedAttributes().isEmpty();
    }

    private static String instances(List<Examined> changes) {
        long instances =
                changes.stream().map(one -> one.change().module()).distinct().count();
        return instances > 1 ? " (%d instances)".formatted(instances) : "";
    }

    private static List<String> actions(List<Examined> changes) {
        List<String> actions = new ArrayList<>();
        VERBS.forEach((action, verb) -> {
            List<Examined> of =
                    changes.stream().filter(one -> one.action() == action).toList();
            if (!of.isEmpty()) {
                actions.add(verb + " " + (of.size() <= NAMED && instances(of).isEmpty() ? named(of) : kinds(of)));
            }
        });
        return actions;
    }

    private static String named(List<Examined> changes) {
        return changes.stream().map(ByModule::named).collect(Collectors.joining(", "));
    }

    /** The module is said already. */
    private static String named(Examined one) {
        String module = one.change().module();
        String name = module.isEmpty() ? one.address() : one.address().substring(module.length() + 1);
        List<String> attributes = one.attributes();
        if (one.action() != Action.UPDATE) {
            return name;
        }
        if (attributes.isEmpty()) {
            List<String> remarked = one.change().remarked();
            return remarked.isEmpty()
                    ? name
                    : name + " (only the sensitive mark of " + String.join(", ", remarked) + ")";
        }
        String shown = String.join(", ", attributes.subList(0, Math.min(LISTED_ATTRIBUTES, attributes.size())));
        return name + " (" + shown + (attributes.size() > LISTED_ATTRIBUTES ? ", …)" : ")");
    }

    private static String kinds(List<Examined> changes) {
        Map<String, Long> kinds = changes.stream()
                .collect(Collectors.groupingBy(one -> one.change().type(), TreeMap::new, Collectors.counting()));
        List<String> most = kinds.entrySet().stream()
                .sorted(Comparator.comparingLong(kind -> -kind.getValue()))
                .limit(LISTED_KINDS)
                .map(kind -> kind.getValue() + " " + kind.getKey())
                .toList();
        long others = kinds.values().stream()
                .sorted(Comparator.reverseOrder())
                .skip(LISTED_KINDS)
                .mapToLong(Long::longValue)
                .sum();
        return String.join(", ", most) + (others > 0 ? " and %d others".formatted(others) : "");
    }

    /** Instances of a module do the same thing as a rule; a key may hold brackets and quotes. */
    private static String folded(String module) {
        StringBuilder folded = new StringBuilder();
        int index = 0;
        while (index < module.length()) {
            if (module.charAt(index) == '[') {
                folded.append("[…]");
                index = ReferenceGraph.afterKey(module, index);
            } else {
                folded.append(module.charAt(index++));
            }
        }
        return folded.toString();
    }

    private static String capital(String action) {
        return action.substring(0, 1).toUpperCase(Locale.ROOT) + action.substring(1);
    }
}
