package dev.infrahub.scaffolding;

import dev.infrahub.hcl.Expression;
import dev.infrahub.hcl.Expression.Constant;
import dev.infrahub.hcl.Expression.Items;
import dev.infrahub.hcl.Expression.Members;
import dev.infrahub.hcl.Expression.Template;
import dev.infrahub.hcl.HclReader;
import dev.infrahub.hcl.Item;
import dev.infrahub.hcl.Item.Attribute;
import dev.infrahub.hcl.Item.Block;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a module asks for and gives, as its code says, each sorted by its name.
 *
 * @param terraform the versions of Terraform that it takes
 */
record ModuleInterface(
        String terraform,
        List<Provider> providers,
        List<Resource> resources,
        List<Input> inputs,
        List<Output> outputs) {

    record Provider(String name, String source, String version) {}

    /** @param isData whether it is only read */
    record Resource(String type, String name, boolean isData) {

        String address() {
            return type + "." + name;
        }
    }

    /**
     * @param type as it is written
     * @param defaultValue what it is where nobody says, as it is written; none where somebody has to say
     */
    record Input(String name, String description, String type, Optional<String> defaultValue, boolean isValidated) {}

    record Output(String name, String description) {}

    /** @param files of a module, by their paths: those that are its code are read */
    static ModuleInterface of(Map<String, String> files) {
        Reading reading = new Reading();
        files.forEach((path, text) -> {
            if (path.endsWith(".tf") && path.indexOf('/') < 0) {
                reading.read(text);
            }
        });
        return reading.told();
    }

    /** The files of a module, one after the other. */
    private static final class Reading {

        private String text = "";
        private String terraform = "";
        private final List<Provider> providers = new ArrayList<>();
        private final List<Resource> resources = new ArrayList<>();
        private final List<Input> inputs = new ArrayList<>();
        private final List<Output> outputs = new ArrayList<>();

        void read(String file) {
            text = file;
            HclReader.read(file, item -> {
                if (item instanceof Block block) {
                    block(block);
                }
            });
        }

        ModuleInterface told() {
            return new ModuleInterface(
                    terraform,
                    sorted(providers, Comparator.comparing(Provider::name)),
                    sorted(resources, Comparator.comparing(Resource::isData).thenComparing(Resource::address)),
                    sorted(inputs, Comparator.comparing(Input::name)),
                    sorted(outputs, Comparator.comparing(Output::name)));
        }

        private static <T> List<T> sorted(List<T> items, Comparator<T> by) {
            return items.stream().sorted(by).toList();
        }

        private void block(Block block) {
            switch (block.type()) {
                case "terraform" -> requirements(block);
                case "resource", "data" ->
                    resources.add(new Resource(
                            label(block, 0), label(block, 1), block.type().equals("data")));
                case "variable" -> inputs.add(input(block));
                case "output" -> outputs.add(new Output(label(block, 0), literal(block, "description")));
                default -> {
                    // what is within the module alone is nobody else's
                }
            }
        }

        private void requirements(Block block) {
            terraform = literal(block, "required_version");
            for (Item item : block.items()) {
                if (item instanceof Block inner && inner.type().equals("required_providers")) {
                    inner.items().forEach(this::provider);
                }
            }
        }

        private void provider(Item item) {
            if (item instanceof Attribute attribute && attribute.value() instanceof Members object) {
                String source = "";
                String version = "";
                for (Expression.Member member : object.members()) {
                    source = member.name().equals("source") ? literal(member.value()) : source;
                    version = member.name().equals("version") ? literal(member.value()) : version;
                }
                providers.add(new Provider(attribute.name(), source, version));
            }
        }

        private Input input(Block block) {
            boolean isValidated =
                    block.items().stream().anyMatch(item -> item instanceof Block inner && isValidation(inner));
            return new Input(
                    label(block, 0),
                    literal(block, "description"),
                    block.attribute("type").map(type -> written(type.value())).orElse(""),
                    block.attribute("default").map(value -> shown(value.value())),
                    isValidated);
        }

        private static boolean isValidation(Block block) {
            return block.type().equals("validation");
        }

        private static String label(Block block, int number) {
            return block.label(number).map(Item.Label::text).orElse("");
        }

        private String literal(Block block, String attribute) {
            return block.attribute(attribute)
                    .map(found -> literal(found.value()))
                    .orElse("");
        }

        /** What a text says, where it says all of it itself. */
        private String literal(Expression value) {
            return value instanceof Template template && template.isLiteral()
                    ? text.substring(
                            template.parts().isEmpty()
                                    ? template.end()
                                    : template.parts().getFirst().start(),
                            template.parts().isEmpty()
                                    ? template.end()
                                    : template.parts().getLast().end())
                    : "";
        }

        private String written(Expression value) {
            return text.substring(value.start(), value.end());
        }

        /** As terraform-docs shows a default: as JSON, which these are already. */
        private String shown(Expression value) {
            return switch (value) {
                case Constant constant -> constant.written();
                case Items list when list.items().isEmpty() -> "[]";
                case Members object when object.members().isEmpty() -> "{}";
                default -> written(value);
            };
        }
    }
}
