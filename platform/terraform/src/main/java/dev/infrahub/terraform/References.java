package dev.infrahub.terraform;

import dev.infrahub.json.Value;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import tools.jackson.core.JsonGenerator;

/** What a block refers to: by argument, through {@code count} or {@code for_each}, and by {@code depends_on}. */
record References(Map<String, Set<String>> arguments, Set<String> repetition, Set<String> dependsOn) {

    private static final Set<String> KINDS_OF_NO_INTEREST = Set.of("each", "count", "path", "terraform", "self");

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
    static boolean refers(Value expression) {
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
        String reference = withoutKey(target.text().orElse(""));
        int dot = reference.indexOf('.');
        if (dot > 0 && !KINDS_OF_NO_INTEREST.contains(reference.substring(0, dot))) {
            found.add(reference);
        }
    }

    static String withoutKey(String reference) {
        int key = reference.indexOf('[');
        return key < 0 ? reference : reference.substring(0, key);
    }

    /** @param code of arguments that are written as their code says, instead of as their references */
    void write(Map<String, Expression> code, JsonGenerator out) {
        out.writeName("expressions");
        out.writeStartObject();
        arguments.forEach((argument, found) -> {
            if (!code.containsKey(argument)) {
                writeExpression(argument, found, out);
            }
        });
        code.forEach((argument, expression) -> {
            out.writeName(argument);
            expression.write(out);
        });
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

    static void writeStrings(String name, Set<String> strings, JsonGenerator out) {
        out.writeName(name);
        out.writeStartArray();
        strings.forEach(out::writeString);
        out.writeEndArray();
    }
}
