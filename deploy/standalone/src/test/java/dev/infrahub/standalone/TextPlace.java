package dev.infrahub.standalone;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.databind.node.StringNode;

/**
 * One text of one operation: a member of its body, or a parameter. The others are as in the contract's example.
 *
 * @param name of the member or parameter
 * @param in {@code body}, {@code query} or {@code path}
 * @param example of the body; empty where it takes none
 */
record TextPlace(String method, String path, String name, String in, Optional<JsonNode> example) {

    private static final JsonMapper JSON = new JsonMapper();
    private static final String ID = "00000000-0000-4000-8000-000000000001";

    /** All that an operation has. */
    static List<TextPlace> of(JsonNode contract, String path, String method, JsonNode operation) {
        List<TextPlace> places = new ArrayList<>();
        JsonNode content = operation.path("requestBody").path("content").path("application/json");
        Optional<JsonNode> example =
                content.isMissingNode() ? Optional.empty() : Optional.of(example(contract, content));
        String verb = method.toUpperCase(Locale.ROOT);
        for (JsonNode parameter : operation.path("parameters")) {
            String in = parameter.path("in").asString();
            if (in.equals("query") || in.equals("path")) {
                places.add(new TextPlace(verb, path, parameter.path("name").asString(), in, example));
            }
        }
        schema(contract, content.path("schema")).path("properties").properties().stream()
                .filter(member -> takesText(contract, member.getValue()))
                .forEach(member -> places.add(new TextPlace(verb, path, member.getKey(), "body", example)));
        return places;
    }

    private static boolean takesText(JsonNode contract, JsonNode member) {
        JsonNode schema = schema(contract, member);
        String type = schema.path("type").toString();
        return type.contains("string")
                || type.contains("array")
                || type.contains("object")
                || schema.path("type").isMissingNode();
    }

    private static JsonNode schema(JsonNode contract, JsonNode schema) {
        String reference = schema.path("$ref").asString("");
        return reference.isEmpty() ? schema : contract.at(reference.substring(1));
    }

    private static JsonNode example(JsonNode contract, JsonNode content) {
        if (content.has("example")) {
            return content.get("example");
        }
        for (Map.Entry<String, JsonNode> one : content.path("examples").properties()) {
            return schema(contract, one.getValue()).path("value");
        }
        return JSON.createObjectNode();
    }

    String uri(String text) {
        String encoded = URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
        String filled = in.equals("path") ? path.replace("{" + name + "}", encoded) : path;
        StringBuilder uri = new StringBuilder();
        for (int i = 0; i < filled.length(); i++) {
            if (filled.charAt(i) == '{') {
                uri.append(ID);
                i = filled.indexOf('}', i);
            } else {
                uri.append(filled.charAt(i));
            }
        }
        return in.equals("query") ? uri + "?" + name + "=" + encoded : uri.toString();
    }

    /** With this text as the member, as an item of it where it is a list. */
    Optional<String> body(String text) {
        return example.map(original -> {
            if (!in.equals("body") || !(original instanceof ObjectNode object)) {
                return original.toString();
            }
            ObjectNode copy = object.deepCopy();
            JsonNode before = copy.path(name);
            copy.set(
                    name,
                    before.isArray()
                            ? JSON.createArrayNode().add(text)
                            : before.isObject() ? JSON.createObjectNode().put("note", text) : StringNode.valueOf(text));
            return copy.toString();
        });
    }

    @Override
    public String toString() {
        return method + " " + path + " " + name + " in " + in;
    }
}
