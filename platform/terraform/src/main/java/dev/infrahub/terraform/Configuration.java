package dev.infrahub.terraform;

import dev.infrahub.json.JsonValues;
import dev.infrahub.json.Value;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/** A module of a plan's {@code configuration}, reduced to names and references: it holds no literal of the code. */
record Configuration(List<Resource> resources, Map<String, References> outputs, Map<String, Call> calls) {

    private static final Set<String> KINDS_OF_NO_INTEREST = Set.of("each", "count", "path", "terraform", "self");

    static final Configuration EMPTY = new Configuration(List.of(), Map.of(), Map.of());

    /** A resource block. */
    record Resource(String address, String mode, String type, String name, String providerKey, References references) {}

    /** A module block and the module it calls. */
    record Call(References references, Configuration module) {}

    /** What a block refers to: by argument, through {@code count} or {@code for_each}, and by {@code depends_on}. */
    record References(Map<String, Set<String>> arguments, Set<String> repetition, Set<String> dependsOn) {

        static References of(Value block) {
            Map<String, Set<String>> arguments = new LinkedHashMap<>();
            if (block.at("expressions") instanceof Value.Members(var expressions)) {
                expressions.forEach((argument, expression) -> {
                    if (refers(expression)) {
                        arguments.put(argument, found(expression));
                    }
                });
            }
            Set<String> repetition = found(block.at("count_expression"));
            repetition.addAll(found(block.at("for_each_expression")));
            Set<String> dependsOn = new LinkedHashSet<>();
            block.at("depends_on").each().forEach(target -> addReference(target, dependsOn));
            return new References(arguments, repetition, dependsOn);
        }

        static References ofOutput(Value output) {
            Set<String> found = found(output.at("expression"));
            Set<String> dependsOn = new LinkedHashSet<>();
            output.at("depends_on").each().forEach(target -> addReference(target, dependsOn));
            return new References(Map.of("", found), Set.of(), dependsOn);
        }

        /** Whether anything but constants is in it, be it only {@code each.value}, which is no resource of its own. */
        private static boolean refers(Value expression) {
            return switch (expression) {
                case Value.Items(var items) -> items.stream().anyMatch(References::refers);
                case Value.Members(var members) ->
                    members.containsKey("references")
                            || members.entrySet().stream()
                                    .filter(member -> !member.getKey().equals("constant_value"))
                                    .anyMatch(member -> refers(member.getValue()));
                case Value.Text _, Value.Num _, Value.Bool _, Value.Special _ -> false;
            };
        }

        private static Set<String> found(Value expression) {
            Set<String> found = new LinkedHashSet<>();
            collect(expression, found);
            return found;
        }

        private static void collect(Value expression, Set<String> found) {
            switch (expression) {
                case Value.Items(var items) -> items.forEach(item -> collect(item, found));
                case Value.Members(var members) ->
                    members.forEach((name, member) -> {
                        switch (name) {
                            case "references" -> member.each().forEach(target -> addReference(target, found));
                            case "constant_value" -> {}
                            default -> collect(member, found);
                        }
                    });
                default -> {}
            }
        }

        /** Without instance keys: they are literals of the code. */
        private static void addReference(Value target, Set<String> found) {
            String text = target.text().orElse("");
            int key = text.indexOf('[');
            String reference = key < 0 ? text : text.substring(0, key);
            int dot = reference.indexOf('.');
            if (dot > 0 && !KINDS_OF_NO_INTEREST.contains(reference.substring(0, dot))) {
                found.add(reference);
            }
        }

        void write(JsonGenerator out) {
            out.writeName("expressions");
            out.writeStartObject();
            arguments.forEach((argument, found) -> writeExpression(argument, found, out));
            out.writeEndObject();
            if (!repetition.isEmpty()) {
                writeExpression("for_each_expression", repetition, out);
            }
            writeDependsOn(out);
        }

        void writeOutput(JsonGenerator out) {
            out.writeStartObject();
            writeExpression("expression", arguments.getOrDefault("", Set.of()), out);
            writeDependsOn(out);
            out.writeEndObject();
        }

        private void writeDependsOn(JsonGenerator out) {
            if (!dependsOn.isEmpty()) {
                writeStrings("depends_on", dependsOn, out);
            }
        }

        private static void writeExpression(String name, Set<String> found, JsonGenerator out) {
            out.writeName(name);
            out.writeStartObject();
            writeStrings("references", found, out);
            out.writeEndObject();
        }

        private static void writeStrings(String name, Set<String> strings, JsonGenerator out) {
            out.writeName(name);
            out.writeStartArray();
            strings.forEach(out::writeString);
            out.writeEndArray();
        }
    }

    /** The root module of the {@code configuration} member that the parser stands on. */
    static Configuration read(JsonParser parser) {
        List<Configuration> root = new ArrayList<>();
        eachMember(parser, (name, value) -> {
            if (name.equals("root_module")) {
                root.add(readModule(value));
            } else {
                value.skipChildren();
            }
        });
        return root.isEmpty() ? EMPTY : root.getFirst();
    }

    private static Configuration readModule(JsonParser parser) {
        List<Resource> resources = new ArrayList<>();
        Map<String, References> outputs = new LinkedHashMap<>();
        Map<String, Call> calls = new LinkedHashMap<>();
        eachMember(parser, (name, value) -> {
            switch (name) {
                case "resources" -> readResources(value, resources);
                case "outputs" ->
                    eachMember(value, (output, at) -> outputs.put(output, References.ofOutput(JsonValues.read(at))));
                case "module_calls" -> eachMember(value, (call, at) -> calls.put(call, readCall(at)));
                default -> value.skipChildren();
            }
        });
        return new Configuration(resources, outputs, calls);
    }

    private static void readResources(JsonParser parser, List<Resource> resources) {
        if (parser.currentToken() != JsonToken.START_ARRAY) {
            parser.skipChildren();
            return;
        }
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            Value block = JsonValues.read(parser);
            resources.add(new Resource(
                    block.at("address").text().orElse(""),
                    block.at("mode").text().orElse("managed"),
                    block.at("type").text().orElse(""),
                    block.at("name").text().orElse(""),
                    block.at("provider_config_key").text().orElse(""),
                    References.of(block)));
        }
    }

    private static Call readCall(JsonParser parser) {
        Map<String, Value> block = new LinkedHashMap<>();
        List<Configuration> module = new ArrayList<>();
        eachMember(parser, (name, value) -> {
            switch (name) {
                case "module" -> module.add(readModule(value));
                case "expressions", "count_expression", "for_each_expression", "depends_on" ->
                    block.put(name, JsonValues.read(value));
                default -> value.skipChildren();
            }
        });
        return new Call(References.of(new Value.Members(block)), module.isEmpty() ? EMPTY : module.getFirst());
    }

    private static void eachMember(JsonParser parser, BiConsumer<String, JsonParser> reader) {
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

    /** Writes the {@code configuration} member's value, in Terraform's own format. */
    void write(JsonGenerator out) {
        out.writeStartObject();
        out.writeName("root_module");
        writeModule(out);
        out.writeEndObject();
    }

    private void writeModule(JsonGenerator out) {
        out.writeStartObject();
        out.writeName("outputs");
        out.writeStartObject();
        outputs.forEach((name, output) -> {
            out.writeName(name);
            output.writeOutput(out);
        });
        out.writeEndObject();
        out.writeName("resources");
        out.writeStartArray();
        resources.forEach(resource -> writeResource(resource, out));
        out.writeEndArray();
        out.writeName("module_calls");
        out.writeStartObject();
        calls.forEach((name, call) -> writeCall(name, call, out));
        out.writeEndObject();
        out.writeEndObject();
    }

    private static void writeResource(Resource resource, JsonGenerator out) {
        out.writeStartObject();
        out.writeStringProperty("address", resource.address);
        out.writeStringProperty("mode", resource.mode);
        out.writeStringProperty("type", resource.type);
        out.writeStringProperty("name", resource.name);
        out.writeStringProperty("provider_config_key", resource.providerKey);
        resource.references.write(out);
        out.writeEndObject();
    }

    private static void writeCall(String name, Call call, JsonGenerator out) {
        out.writeName(name);
        out.writeStartObject();
        call.references.write(out);
        out.writeName("module");
        call.module.writeModule(out);
        out.writeEndObject();
    }
}
