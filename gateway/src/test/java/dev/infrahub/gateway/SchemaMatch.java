package dev.infrahub.gateway;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/** How a JSON value differs from a schema of the contract, a sentence each: in members, types, forms and words. */
public final class SchemaMatch {

    private final List<String> wrong = new ArrayList<>();

    private SchemaMatch() {}

    public static List<String> differences(JsonNode schema, JsonNode value) {
        SchemaMatch match = new SchemaMatch();
        match.compare("", schema, value);
        return match.wrong;
    }

    private void compare(String at, JsonNode schema, JsonNode value) {
        Set<String> types = types(schema);
        if (types.isEmpty()) {
            return;
        }
        if (!types.contains(type(value)) && !(types.contains("number") && value.isNumber())) {
            wrong.add(at + " is " + type(value) + " and not " + types);
        } else if (value.isObject()) {
            members(at, schema, value);
        } else if (value.isArray()) {
            value.forEach(item -> compare(at + "[]", schema.path("items"), item));
        } else if (value.isString()) {
            text(at, schema, value.asString());
        }
    }

    private void members(String at, JsonNode schema, JsonNode value) {
        Set<String> known = new TreeSet<>(schema.path("properties").propertyNames());
        if (known.isEmpty()) {
            return;
        }
        value.propertyNames().stream()
                .filter(name -> !known.contains(name))
                .forEach(name -> wrong.add(at + "." + name + " is no member"));
        schema.path("required").values().stream()
                .map(JsonNode::asString)
                .filter(name -> !value.has(name))
                .forEach(name -> wrong.add(at + "." + name + " is missing"));
        known.stream()
                .filter(value::has)
                .forEach(name ->
                        compare(at + "." + name, schema.path("properties").path(name), value.path(name)));
    }

    private void text(String at, JsonNode schema, String text) {
        if (!isOfFormat(schema.path("format").asString(""), text)) {
            wrong.add(at + " is no " + schema.path("format").asString());
        }
        if (schema.has("enum")
                && schema.path("enum").values().stream()
                        .noneMatch(word -> word.asString().equals(text))) {
            wrong.add(at + " is none of " + schema.path("enum"));
        }
        if (schema.has("pattern")
                && !Pattern.compile(schema.path("pattern").asString())
                        .matcher(text)
                        .find()) {
            wrong.add(at + " does not match " + schema.path("pattern"));
        }
        if (schema.has("maxLength") && text.length() > schema.path("maxLength").asInt()) {
            wrong.add(at + " is too long");
        }
    }

    private static boolean isOfFormat(String format, String text) {
        try {
            switch (format) {
                case "date-time" -> Instant.parse(text);
                case "uuid" -> UUID.fromString(text);
                default -> {}
            }
            return true;
        } catch (RuntimeException other) {
            return false;
        }
    }

    private static Set<String> types(JsonNode schema) {
        JsonNode type = schema.path("type");
        Set<String> types = new TreeSet<>();
        if (type.isString()) {
            types.add(type.asString());
        }
        type.values().forEach(one -> types.add(one.asString()));
        return types;
    }

    private static String type(JsonNode value) {
        return switch (value.getNodeType()) {
            case OBJECT -> "object";
            case ARRAY -> "array";
            case BOOLEAN -> "boolean";
            case NUMBER -> value.isIntegralNumber() ? "integer" : "number";
            case STRING -> "string";
            default -> "null";
        };
    }
}
