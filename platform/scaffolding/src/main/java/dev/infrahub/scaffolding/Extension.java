package dev.infrahub.scaffolding;

import static dev.infrahub.scaffolding.ExtensionTerms.told;

import dev.infrahub.hcl.HclReader;
import dev.infrahub.hcl.Item;
import dev.infrahub.hcl.Item.Attribute;
import dev.infrahub.hcl.Item.Block;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What somebody whom nobody knows adds to a golden path: resources, variables and outputs in a file of its own. Nothing that the golden
 * path has can be changed by it, and nothing may stand in it but what is known to do no harm.
 *
 * @param path what it is added to
 * @param code HCL
 */
public record Extension(GoldenPath path, String code) {

    static final String FILE = "extension.tf";

    static final String WARNING =
            FILE + " was written by a language model and checked by rules, which know nothing of what its attributes"
                    + " mean: read it, and plan it, before it is used.";

    private static final String HEAD = "# Written by a language model for this module: read it before it is used.\n\n";

    private static final int LONGEST = 6_000;
    private static final int MOST_BLOCKS = 20;

    private static final Set<String> TYPES = Set.copyOf(Entries.lines("extensions"));

    private static final String RESOURCE = "resource";
    private static final String VARIABLE = "variable";
    private static final String OUTPUT = "output";

    /** What runs something, goes elsewhere, hides what is in it, or keeps Terraform from what the code says. */
    private static final Set<String> NO_BLOCKS = Set.of("provisioner", "connection", "dynamic", "lifecycle");

    /** What goes elsewhere, or makes many of one. */
    private static final Set<String> NO_ATTRIBUTES = Set.of("provider", "depends_on", "count");

    /** Comments, links, texts over several lines, and functions of providers. */
    private static final List<String> NO_SIGNS = List.of("#", "//", "/*", "<<", "::");

    /** Types of resources that may be added to a golden path of a cloud, sorted. */
    public static List<String> typesFor(GoldenPath path) {
        return TYPES.stream()
                .filter(type -> type.startsWith(path.cloud().text() + "_"))
                .sorted()
                .toList();
    }

    /** What it may refer to, and what has to be set, a line each. */
    public static List<String> factsOf(GoldenPath path) {
        List<String> facts = new ArrayList<>();
        ModuleInterface told = ModuleInterface.of(path.files());
        facts.add("golden path: " + path.id() + ", " + path.title());
        facts.add("types of resources that may be added: " + String.join(", ", typesFor(path)));
        typesFor(path).stream()
                .flatMap(type -> Policy.rulesOf(type).stream())
                .forEach(rule -> facts.add("has to be so: " + rule));
        told.resources().stream().filter(one -> !one.isData()).forEach(one -> facts.add("resource " + one.address()));
        told.inputs().forEach(input -> facts.add("variable " + input.name() + ", type " + input.type()));
        told.outputs().forEach(output -> facts.add("output " + output.name()));
        localsOf(path).stream().sorted().forEach(local -> facts.add("local " + local));
        return facts;
    }

    String file() {
        return HEAD + code.strip() + "\n";
    }

    /** Why it must not be given to anybody; nothing where it may. */
    List<String> problems() {
        if (code.length() > LONGEST) {
            return List.of("it is longer than " + LONGEST + " characters");
        }
        List<String> problems = new ArrayList<>();
        NO_SIGNS.stream()
                .filter(code::contains)
                .forEach(sign -> problems.add(
                        sign + " may not stand in it: no comments, links, heredocs and functions of providers"));
        List<Item> items = new ArrayList<>();
        HclReader.read(code, items::add).forEach(unread -> problems.add("it cannot be read: " + unread.reason()));
        List<Block> blocks = new ArrayList<>();
        for (Item item : items) {
            switch (item) {
                case Block block -> blocks.add(block);
                case Attribute attribute -> problems.add(told(attribute.name()) + " stands in no block");
            }
        }
        if (blocks.stream().noneMatch(block -> block.type().equals(RESOURCE)) || blocks.size() > MOST_BLOCKS) {
            problems.add("it has no resource, or more than " + MOST_BLOCKS + " blocks");
        }
        Set<String> known = known(blocks);
        Set<String> taken = new HashSet<>(addressesOf(path));
        blocks.forEach(block -> problems.addAll(problemsOf(block, known, taken)));
        return problems;
    }

    private List<String> problemsOf(Block block, Set<String> known, Set<String> taken) {
        List<String> problems = new ArrayList<>();
        String address = address(block);
        if (!taken.add(address)) {
            problems.add(told(address) + " is there already");
        }
        switch (block.type()) {
            case RESOURCE -> {
                if (block.labels().size() != 2 || !typesFor(path).contains(label(block, 0))) {
                    problems.add(told(label(block, 0)) + " is no type of resource that may be added");
                }
                if (!isName(label(block, 1))) {
                    problems.add(told(address) + " has no plain name");
                }
            }
            case VARIABLE -> {
                if (block.labels().size() != 1
                        || !isName(label(block, 0))
                        || block.attribute("default").isEmpty()) {
                    problems.add(told(address) + " needs a plain name and a default");
                }
            }
            case OUTPUT -> {
                if (block.labels().size() != 1 || !isName(label(block, 0))) {
                    problems.add(told(address) + " needs a plain name");
                }
            }
            default ->
                problems.add(told(block.type()) + " may not stand in it: resources, variables and outputs alone");
        }
        ExtensionTerms terms = new ExtensionTerms(code, known);
        block.items().forEach(item -> nested(item, block, terms, problems));
        return problems;
    }

    private static void nested(Item item, Block within, ExtensionTerms terms, List<String> problems) {
        switch (item) {
            case Attribute attribute
            when within.type().equals(VARIABLE) && attribute.name().equals("type") ->
                problems.addAll(terms.ofType(attribute.value()));
            case Attribute attribute
            when within.type().equals("validation") && attribute.name().equals("condition") ->
                problems.addAll(terms.ofCondition().of(attribute.value()));
            case Attribute attribute
            when NO_ATTRIBUTES.contains(attribute.name()) -> problems.add(attribute.name() + " may not be set");
            case Attribute attribute -> problems.addAll(terms.of(attribute.value()));
            case Block block
            when NO_BLOCKS.contains(block.type()) -> problems.add(block.type() + " may not stand in it");
            case Block block -> {
                block.items().forEach(one -> nested(one, block, terms, problems));
            }
        }
    }

    /** What an expression may point to. */
    private Set<String> known(List<Block> blocks) {
        Set<String> known = new HashSet<>(addressesOf(path));
        localsOf(path).forEach(local -> known.add("local." + local));
        blocks.forEach(block -> known.add(address(block)));
        known.removeIf(address -> address.startsWith("output."));
        return known;
    }

    private static Set<String> addressesOf(GoldenPath path) {
        ModuleInterface told = ModuleInterface.of(path.files());
        Set<String> addresses = new HashSet<>();
        told.resources().forEach(one -> addresses.add((one.isData() ? "data." : "") + one.address()));
        told.inputs().forEach(input -> addresses.add("var." + input.name()));
        told.outputs().forEach(output -> addresses.add("output." + output.name()));
        return addresses;
    }

    private static Set<String> localsOf(GoldenPath path) {
        return path.files().entrySet().stream()
                .filter(file -> file.getKey().endsWith(".tf") && file.getKey().indexOf('/') < 0)
                .flatMap(file -> {
                    List<Item> items = new ArrayList<>();
                    HclReader.read(file.getValue(), items::add);
                    return items.stream();
                })
                .filter(item -> item instanceof Block block && block.type().equals("locals"))
                .flatMap(item -> ((Block) item).items().stream())
                .filter(Attribute.class::isInstance)
                .map(item -> ((Attribute) item).name())
                .collect(Collectors.toUnmodifiableSet());
    }

    private static String address(Block block) {
        return switch (block.type()) {
            case VARIABLE -> "var." + label(block, 0);
            case RESOURCE -> label(block, 0) + "." + label(block, 1);
            default -> block.type() + "." + label(block, 0);
        };
    }

    private static String label(Block block, int number) {
        return block.label(number).map(Item.Label::text).orElse("");
    }

    private static boolean isName(String text) {
        return !text.isEmpty()
                && text.length() <= 60
                && text.chars().allMatch(c -> (c >= 'a' && c <= 'z') || c == '_' || (c >= '0' && c <= '9'))
                && !Character.isDigit(text.charAt(0));
    }
}
