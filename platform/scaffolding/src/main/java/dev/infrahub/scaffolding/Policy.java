package dev.infrahub.scaffolding;

import dev.infrahub.hcl.Expression;
import dev.infrahub.hcl.Item;
import dev.infrahub.hcl.Item.Attribute;
import dev.infrahub.hcl.Item.Block;
import dev.infrahub.scaffolding.ModuleInterface.Input;
import dev.infrahub.scaffolding.ModuleInterface.Output;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What the code of a module keeps to: encryption, no public access, versions by range, an interface that explains itself. */
final class Policy {

    private static final String NEEDS = "needs";
    private static final String RESOURCE = "resource";

    /** All there are: what has one of these in it is open to the internet. */
    private static final Set<String> EVERYBODY = Set.of("0.0.0.0/0", "::/0", "allUsers", "allAuthenticatedUsers");

    /** A way out leads everywhere. */
    private static final Set<String> WAYS_OUT = Set.of("aws_route");

    private static final List<Rule> RULES =
            Entries.lines("policy").stream().map(Rule::of).toList();

    private Policy() {}

    /** A block, and the text that it stands in. */
    record Placed(Block block, String text) {

        String written(Expression value) {
            return text.substring(value.start(), value.end());
        }

        boolean isResource(String type) {
            return block.type().equals(RESOURCE)
                    && block.label(0).filter(label -> label.text().equals(type)).isPresent();
        }
    }

    private sealed interface Rule {

        record Setting(String type, List<String> path, String value) implements Rule {}

        record Needs(String type, String other) implements Rule {}

        static Rule of(String line) {
            int first = line.indexOf(' ');
            int second = line.indexOf(' ', first + 1);
            if (first < 0 || second < 0) {
                throw new IllegalStateException("policy has no rule in: " + line);
            }
            String type = line.substring(0, first);
            String middle = line.substring(first + 1, second);
            String last = line.substring(second + 1);
            return middle.equals(NEEDS) ? new Needs(type, last) : new Setting(type, steps(middle), last);
        }

        private static List<String> steps(String path) {
            List<String> steps = new ArrayList<>();
            int from = 0;
            for (int dot = path.indexOf('.'); dot >= 0; dot = path.indexOf('.', from)) {
                steps.add(path.substring(from, dot));
                from = dot + 1;
            }
            steps.add(path.substring(from));
            return steps;
        }
    }

    /** What a type of resource keeps to, in sentences. */
    static List<String> rulesOf(String type) {
        return RULES.stream()
                .flatMap(rule -> switch (rule) {
                    case Rule.Setting set
                    when set.type().equals(type) ->
                        Stream.of(type + " sets " + String.join(".", set.path()) + " to " + set.value());
                    case Rule.Needs needs
                    when needs.type().equals(type) -> Stream.of(type + " comes with " + needs.other());
                    case Rule.Setting _, Rule.Needs _ -> Stream.<String>empty();
                })
                .toList();
    }

    static List<String> problems(List<Placed> blocks, Map<String, String> files) {
        List<String> problems = new ArrayList<>();
        for (Rule rule : RULES) {
            switch (rule) {
                case Rule.Setting set ->
                    blocks.stream()
                            .filter(placed -> placed.isResource(set.type()))
                            .filter(placed -> !isSet(placed, placed.block().items(), set.path(), set.value()))
                            .forEach(_ -> problems.add("%s does not set %s to %s"
                                    .formatted(set.type(), String.join(".", set.path()), set.value())));
                case Rule.Needs needs -> {
                    if (has(blocks, needs.type()) && !has(blocks, needs.other())) {
                        problems.add(needs.type() + " comes without " + needs.other());
                    }
                }
            }
        }
        blocks.forEach(placed -> openToAll(placed).forEach(literal -> problems.add("there is " + literal)));
        problems.addAll(interfaceProblems(ModuleInterface.of(files)));
        return problems;
    }

    private static boolean has(List<Placed> blocks, String type) {
        return blocks.stream().anyMatch(placed -> placed.isResource(type));
    }

    /** Whether it is set so in each block that the path leads to, and in one at least. */
    private static boolean isSet(Placed placed, List<Item> items, List<String> path, String value) {
        String first = path.getFirst();
        if (path.size() == 1) {
            return items.stream()
                    .anyMatch(item -> item instanceof Attribute attribute
                            && attribute.name().equals(first)
                            && placed.written(attribute.value()).equals(value));
        }
        List<Block> inner = items.stream()
                .filter(Block.class::isInstance)
                .map(Block.class::cast)
                .filter(block -> block.type().equals(first))
                .toList();
        return !inner.isEmpty()
                && inner.stream().allMatch(block -> isSet(placed, block.items(), path.subList(1, path.size()), value));
    }

    private static Set<String> openToAll(Placed placed) {
        boolean isWayOut = WAYS_OUT.stream().anyMatch(placed::isResource);
        return isWayOut || !placed.block().type().equals(RESOURCE)
                ? Set.of()
                : Literals.in(placed.block().items(), placed.text()).stream()
                        .filter(EVERYBODY::contains)
                        .collect(Collectors.toSet());
    }

    private static List<String> interfaceProblems(ModuleInterface told) {
        List<String> problems = new ArrayList<>();
        if (!isRange(told.terraform())) {
            problems.add("required_version is no range");
        }
        for (ModuleInterface.Provider provider : told.providers()) {
            if (!isRange(provider.version()) || provider.source().isEmpty()) {
                problems.add("the version of " + provider.name() + " is no range");
            }
        }
        for (Input input : told.inputs()) {
            if (input.type().isEmpty() || input.description().isEmpty()) {
                problems.add("the variable " + input.name() + " has no type or no description");
            }
        }
        for (Output output : told.outputs()) {
            if (output.description().isEmpty()) {
                problems.add("the output " + output.name() + " has no description");
            }
        }
        if (told.providers().isEmpty() || told.resources().isEmpty()) {
            problems.add("it makes nothing");
        }
        return problems;
    }

    /** From a version on, up to before another. */
    private static boolean isRange(String versions) {
        return versions.contains(">= ") && versions.contains(", < ");
    }
}
