package dev.infrahub.terraform;

import dev.infrahub.json.JsonValues;
import dev.infrahub.json.Value;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.BiPredicate;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/**
 * A module of a plan's {@code configuration}, reduced to names, references and digests: it holds no literal of the code.
 *
 * @param defaults digests of the variables' default values, where digests were asked for
 * @param unknown members that no format has
 */
record ModuleBlock(
        List<Resource> resources,
        Map<String, Output> outputs,
        Map<String, Call> calls,
        Map<String, String> defaults,
        List<Action> actions,
        UnknownMembers unknown) {

    static final ModuleBlock EMPTY =
            new ModuleBlock(List.of(), Map.of(), Map.of(), Map.of(), List.of(), new UnknownMembers());

    /**
     * A resource block.
     *
     * @param arguments the code of those that are wanted, and of the opaque ones
     * @param repetition the code of {@code count} or {@code for_each}, where digests were asked for
     */
    record Resource(
            String address,
            String mode,
            String type,
            String name,
            String providerKey,
            References references,
            Map<String, Expression> arguments,
            Expression repetition,
            List<Provisioner> provisioners,
            UnknownMembers unknown) {

        /** The code of which the plan's JSON does not hold all. */
        Map<String, Expression> opaqueArguments() {
            Map<String, Expression> opaque = new LinkedHashMap<>(arguments);
            opaque.values().removeIf(code -> !code.opaque());
            return opaque;
        }
    }

    /**
     * An output.
     *
     * @param code where digests were asked for
     */
    record Output(References references, Expression code) {}

    /** A provisioner block, in its place among those of the resource. */
    record Provisioner(String type, Map<String, Expression> arguments, UnknownMembers unknown) {}

    /** An action block. */
    record Action(String address, String providerKey, UnknownMembers unknown) {}

    /**
     * A module block and the module it calls.
     *
     * @param arguments their code, where digests were asked for
     * @param repetition the code of {@code count} or {@code for_each}, where digests were asked for
     */
    record Call(
            References references,
            Map<String, Expression> arguments,
            Expression repetition,
            ModuleBlock module,
            UnknownMembers unknown) {}

    /**
     * Reads modules, with or without digests.
     *
     * @param wanted whether the code of a block's argument is kept, where digests are: of most arguments the plan says the value
     */
    record Reader(Optional<FingerprintKey.Digester> digester, BiPredicate<String, String> wanted) {

        /** For readers, who want to know names. */
        static final Reader OF_NAMES = new Reader(Optional.empty(), (_, _) -> false);

        ModuleBlock read(JsonParser parser) {
            return read(parser, "");
        }

        private ModuleBlock read(JsonParser parser, String path) {
            List<Resource> resources = new ArrayList<>();
            Map<String, Output> outputs = new LinkedHashMap<>();
            Map<String, Call> calls = new LinkedHashMap<>();
            Map<String, String> defaults = new LinkedHashMap<>();
            List<Action> actions = new ArrayList<>();
            UnknownMembers unknown = new UnknownMembers();
            eachMember(parser, (name, at) -> {
                switch (name) {
                    case "resources" -> eachItem(at, block -> resources.add(resource(block, path)));
                    case "outputs" ->
                        eachMember(at, (output, in) -> outputs.put(output, output(JsonValues.readToReduce(in))));
                    case "module_calls" ->
                        eachMember(at, (call, in) -> calls.put(call, call(in, path + "module." + call + ".")));
                    case "variables" -> readDefaults(at, defaults);
                    case "actions" -> eachItem(at, block -> actions.add(action(block)));
                    default -> unknownMember(Known.MODULE, name, at, unknown);
                }
            });
            return new ModuleBlock(resources, outputs, calls, defaults, actions, unknown);
        }

        private Resource resource(Value block, String path) {
            String address = text(block, "address");
            return new Resource(
                    address,
                    block.at("mode").text().orElse("managed"),
                    text(block, "type"),
                    text(block, "name"),
                    text(block, "provider_config_key"),
                    References.of(block),
                    arguments(block.at("expressions"), path + address),
                    repetition(block),
                    block.at("provisioners").each().stream()
                            .map(this::provisioner)
                            .toList(),
                    Known.RESOURCE.unknownIn(block));
        }

        private Output output(Value block) {
            return new Output(References.ofOutput(block), toFollow(block.at("expression")));
        }

        private Map<String, Expression> arguments(Value expressions, String block) {
            Map<String, Expression> kept = new LinkedHashMap<>();
            if (expressions instanceof Value.Members(var members)) {
                members.forEach((name, code) -> {
                    Expression expression =
                            wanted.test(block, name) ? toFollow(code) : Expression.of(code, Optional.empty());
                    if (wanted.test(block, name) || expression.opaque()) {
                        kept.put(name, expression);
                    }
                });
            }
            return kept.isEmpty() ? Map.of() : kept;
        }

        private Map<String, Expression> toFollow(Map<String, Value> arguments) {
            Map<String, Expression> kept = new LinkedHashMap<>();
            arguments.forEach((name, code) -> kept.put(name, toFollow(code)));
            return kept;
        }

        private Expression toFollow(Value code) {
            return digester.isPresent() ? Expression.of(code, digester).toFollow() : Expression.NONE;
        }

        private Expression repetition(Value block) {
            Value repeated = new Value.Items(List.of(block.at("count_expression"), block.at("for_each_expression")));
            return digester.isPresent() && repeated.each().stream().anyMatch(code -> !code.isNull())
                    ? toFollow(repeated)
                    : Expression.NONE;
        }

        private Provisioner provisioner(Value block) {
            return new Provisioner(
                    text(block, "type"), expressions(block.at("expressions")), Known.PROVISIONER.unknownIn(block));
        }

        Map<String, Expression> expressions(Value expressions) {
            Map<String, Expression> read = new LinkedHashMap<>();
            if (expressions instanceof Value.Members(var members)) {
                members.forEach((name, expression) -> read.put(name, Expression.of(expression, digester)));
            }
            return read;
        }

        private static Action action(Value block) {
            return new Action(
                    text(block, "address"), text(block, "provider_config_key"), Known.ACTION.unknownIn(block));
        }

        private void readDefaults(JsonParser parser, Map<String, String> defaults) {
            if (digester.isEmpty()) {
                parser.skipChildren();
                return;
            }
            FingerprintKey.Digester keyed = digester.get();
            eachMember(parser, (variable, at) -> {
                if (JsonValues.readToReduce(at) instanceof Value.Members(var members)
                        && members.containsKey("default")) {
                    defaults.put(variable, keyed.text(members.getOrDefault("default", Value.Special.NULL)));
                }
            });
        }

        private Call call(JsonParser parser, String path) {
            Map<String, Value> block = new LinkedHashMap<>();
            List<ModuleBlock> module = new ArrayList<>();
            UnknownMembers unknown = new UnknownMembers();
            eachMember(parser, (name, at) -> {
                switch (name) {
                    case "module" -> module.add(read(at, path));
                    case "expressions", "count_expression", "for_each_expression", "depends_on" ->
                        block.put(name, JsonValues.readToKeep(at));
                    default -> unknownMember(Known.CALL, name, at, unknown);
                }
            });
            Value call = new Value.Members(block);
            return new Call(
                    References.of(call),
                    digester.isPresent() && call.at("expressions") instanceof Value.Members(var arguments)
                            ? toFollow(arguments)
                            : Map.of(),
                    repetition(call),
                    module.isEmpty() ? EMPTY : module.getFirst(),
                    unknown);
        }
    }

    static String text(Value block, String name) {
        return block.at(name).text().orElse("");
    }

    static void unknownMember(Known known, String name, JsonParser parser, UnknownMembers unknown) {
        if (known.has(name)) {
            parser.skipChildren();
        } else {
            unknown.add(name, parser);
        }
    }

    /** Receives one block. */
    @FunctionalInterface
    private interface BlockReader {
        void read(Value block);
    }

    private static void eachItem(JsonParser parser, BlockReader reader) {
        if (parser.currentToken() != JsonToken.START_ARRAY) {
            parser.skipChildren();
            return;
        }
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            reader.read(JsonValues.readToReduce(parser));
        }
    }

    static void eachMember(JsonParser parser, BiConsumer<String, JsonParser> reader) {
        if (parser.currentToken() != JsonToken.START_OBJECT) {
            parser.skipChildren();
            return;
        }
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String name = parser.currentName();
            parser.nextToken();
            reader.accept(name, parser);
        }
    }

    /** Writes the module in Terraform's own format. */
    void write(JsonGenerator out) {
        out.writeStartObject();
        writeMembers("outputs", outputs, (output, to) -> output.references.writeOutput(to), out);
        writeItems("resources", resources, ModuleBlock::writeResource, out);
        writeMembers("module_calls", calls, ModuleBlock::writeCall, out);
        if (!actions.isEmpty()) {
            writeItems("actions", actions, ModuleBlock::writeAction, out);
        }
        unknown.write(out);
        out.writeEndObject();
    }

    private static void writeResource(Resource resource, JsonGenerator out) {
        out.writeStartObject();
        out.writeStringProperty("address", resource.address);
        out.writeStringProperty("mode", resource.mode);
        out.writeStringProperty("type", resource.type);
        out.writeStringProperty("name", resource.name);
        out.writeStringProperty("provider_config_key", resource.providerKey);
        if (!resource.provisioners.isEmpty()) {
            writeItems("provisioners", resource.provisioners, ModuleBlock::writeProvisioner, out);
        }
        resource.references.write(resource.opaqueArguments(), out);
        resource.unknown.write(out);
        out.writeEndObject();
    }

    private static void writeProvisioner(Provisioner provisioner, JsonGenerator out) {
        out.writeStartObject();
        out.writeStringProperty("type", provisioner.type);
        writeMembers("expressions", provisioner.arguments, Expression::write, out);
        provisioner.unknown.write(out);
        out.writeEndObject();
    }

    private static void writeAction(Action action, JsonGenerator out) {
        out.writeStartObject();
        out.writeStringProperty("address", action.address);
        out.writeStringProperty("provider_config_key", action.providerKey);
        action.unknown.write(out);
        out.writeEndObject();
    }

    private static void writeCall(Call call, JsonGenerator out) {
        out.writeStartObject();
        call.references.write(Map.of(), out);
        out.writeName("module");
        call.module.write(out);
        call.unknown.write(out);
        out.writeEndObject();
    }

    private static <T> void writeItems(
            String name, List<T> items, BiConsumer<T, JsonGenerator> writer, JsonGenerator out) {
        out.writeName(name);
        out.writeStartArray();
        items.forEach(item -> writer.accept(item, out));
        out.writeEndArray();
    }

    static <T> void writeMembers(
            String name, Map<String, T> members, BiConsumer<T, JsonGenerator> writer, JsonGenerator out) {
        out.writeName(name);
        out.writeStartObject();
        members.forEach((member, value) -> {
            out.writeName(member);
            writer.accept(value, out);
        });
        out.writeEndObject();
    }
}
