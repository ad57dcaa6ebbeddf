package dev.infrahub.secrets;

import dev.infrahub.hcl.Expression;
import dev.infrahub.hcl.Expression.Member;
import dev.infrahub.hcl.Expression.Members;
import dev.infrahub.hcl.Expression.Template;
import dev.infrahub.hcl.HclReader;
import dev.infrahub.hcl.Item;
import dev.infrahub.hcl.Item.Attribute;
import dev.infrahub.hcl.Item.Block;
import dev.infrahub.hcl.Item.Label;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Terraform's JSON syntax, as the blocks that it stands for. JSON is an expression of HCL as well, so the same reader reads both: what
 * is in quotes is a template here, too.
 */
final class TerraformJson {

    private static final String NAME = "json=";
    private static final CharClass SPACE = CharClass.of("\\s");

    /** How many labels a block has, by its type; others are attributes. */
    private static final Map<String, Integer> LABELS = Map.of(
            "resource",
            2,
            "data",
            2,
            "ephemeral",
            2,
            "variable",
            1,
            "output",
            1,
            "module",
            1,
            "provider",
            1,
            "terraform",
            0,
            "locals",
            0);

    private static final Map<String, Integer> OF_TERRAFORM = Map.of("backend", 1, "cloud", 0);
    private static final Map<String, Integer> OF_RESOURCES = Map.of("dynamic", 1);
    private static final Map<String, Integer> OF_DYNAMIC = Map.of("content", 0);

    private static final String TYPE = "type";
    private static final String VARIABLE = "variable";
    private static final Set<String> TYPES_OF_TEXTS = Set.of("string", "any");

    private final String text;

    private TerraformJson(String text) {
        this.text = text;
    }

    /** Code never begins with a brace. */
    static boolean isOne(String text) {
        int start = SPACE.end(text, 0, text.length());
        return start < text.length() && text.charAt(start) == '{';
    }

    /** What the reader of code takes: all of it as what an attribute is set to. */
    static String asAttribute(String text) {
        return NAME + text;
    }

    /** @param attribute all of the document */
    static void read(TerraformFile file, String attribute, Consumer<Item> items) {
        TerraformJson json = new TerraformJson(attribute);
        HclReader.read(attribute, item -> {
            if (item instanceof Attribute all && all.value() instanceof Members document) {
                json.items(document, file == TerraformFile.CODE ? LABELS : Map.of())
                        .forEach(items);
            }
        });
    }

    private List<Item> items(Expression body, Map<String, Integer> blocks) {
        List<Item> items = new ArrayList<>();
        for (Member member : members(body)) {
            Integer labels = blocks.get(member.name());
            if (labels == null) {
                items.add(new Attribute(member.name(), member.key().start(), member.value()));
            } else {
                addBlocks(member.name(), labels, List.of(), member.value(), items);
            }
        }
        return items;
    }

    /** Of an object, or of all in a list of them. */
    private static List<Member> members(Expression body) {
        return switch (body) {
            case Members object -> object.members();
            case Expression.Items list ->
                list.items().stream().flatMap(item -> members(item).stream()).toList();
            case Expression.Constant _,
                    Template _,
                    Expression.Reference _,
                    Expression.Call _,
                    Expression.Choice _,
                    Expression.Operation _,
                    Expression.Other _ -> List.of();
        };
    }

    private void addBlocks(String type, int labels, List<Label> of, Expression value, List<Item> blocks) {
        if (labels > 0) {
            for (Member member : members(value)) {
                List<Label> more = new ArrayList<>(of);
                more.add(label(member));
                addBlocks(type, labels - 1, more, member.value(), blocks);
            }
        } else if (value instanceof Expression.Items bodies) {
            bodies.items().forEach(body -> addBlocks(type, 0, of, body, blocks));
        } else {
            blocks.add(new Block(type, value.start(), of, body(type, value)));
        }
    }

    private static Label label(Member member) {
        int start = member.key().start();
        int end = member.key().end();
        boolean isQuoted = end - start == member.name().length() + 2;
        return new Label(member.name(), isQuoted ? start + 1 : start, isQuoted ? end - 1 : end);
    }

    private List<Item> body(String type, Expression value) {
        return switch (type) {
            case "terraform" -> items(value, OF_TERRAFORM);
            case "resource", "data", "ephemeral" -> items(value, OF_RESOURCES);
            case "dynamic" -> items(value, OF_DYNAMIC);
            case VARIABLE ->
                items(value, Map.of()).stream().map(this::ofVariable).toList();
            default -> items(value, Map.of());
        };
    }

    /** A type is an expression in quotes. */
    private Item ofVariable(Item item) {
        return item instanceof Attribute(String name, int start, Template type)
                        && name.equals(TYPE)
                        && !TYPES_OF_TEXTS.contains(TerraformValue.literal(type, text))
                ? new Attribute(name, start, new Expression.Other(type.start(), type.end()))
                : item;
    }
}
