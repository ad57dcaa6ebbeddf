package dev.infrahub.gateway.facts;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.avro.Schema;
import org.apache.avro.Schema.Field;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Events as JSON, by their schema, and back: a record is an object of its fields' names, a null is a null, an instant is ISO
 * 8601. Bytes are documents, which are kept beside the JSON and not in it.
 */
public final class Facts {

    private static final JsonMapper JSON = new JsonMapper();
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private Facts() {}

    public static ObjectNode json(SpecificRecord event) {
        ObjectNode object = NODES.objectNode();
        for (Field field : event.getSchema().getFields()) {
            if (!isDocument(field)) {
                object.set(field.name(), node(event.get(field.pos())));
            }
        }
        return object;
    }

    /** Whose the event says that it is; empty where it names no client. */
    public static Optional<String> client(SpecificRecord event) {
        return Optional.ofNullable(event.getSchema().getField("client"))
                .map(field -> event.get(field.pos()))
                .map(Object::toString);
    }

    private static JsonNode node(@Nullable Object value) {
        return switch (value) {
            case null -> NODES.nullNode();
            case SpecificRecord nested -> json(nested);
            case Collection<?> several ->
                NODES.arrayNode().addAll(several.stream().map(Facts::node).toList());
            case Map<?, ?> members -> {
                ObjectNode object = NODES.objectNode();
                // as the wire gives them they are in no order
                new TreeMap<>(members).forEach((name, member) -> object.set(name.toString(), node(member)));
                yield object;
            }
            case Boolean truth -> NODES.booleanNode(truth);
            case Integer number -> NODES.numberNode(number);
            case Long number -> NODES.numberNode(number);
            case Double number -> NODES.numberNode(number);
            default -> NODES.stringNode(value.toString());
        };
    }

    /** The event of JSON that {@link #json} made of it or of an older one: what is not there has its field's default. */
    public static <T extends SpecificRecord> T event(String json, Class<T> type) {
        return type.cast(event(JSON.readTree(json), SpecificData.get().getSchema(type)));
    }

    private static SpecificRecord event(JsonNode json, Schema schema) {
        SpecificRecord event = (SpecificRecord) SpecificData.get().newRecord(null, schema);
        for (Field field : schema.getFields()) {
            JsonNode member = json.get(field.name());
            if (member != null) {
                event.put(field.pos(), value(member, field.schema()));
            } else if (field.hasDefaultValue()) {
                event.put(field.pos(), SpecificData.get().getDefaultValue(field));
            }
        }
        return event;
    }

    private static @Nullable Object value(JsonNode node, Schema declared) {
        if (node.isNull()) {
            return null;
        }
        Schema schema = present(declared);
        return switch (schema.getType()) {
            case RECORD -> event(node, schema);
            case ARRAY -> {
                List<@Nullable Object> items = new ArrayList<>();
                node.forEach(item -> items.add(value(item, schema.getElementType())));
                yield items;
            }
            case MAP -> {
                Map<String, @Nullable Object> members = new TreeMap<>();
                node.properties()
                        .forEach(member ->
                                members.put(member.getKey(), value(member.getValue(), schema.getValueType())));
                yield members;
            }
            case LONG -> schema.getLogicalType() == null ? (Object) node.asLong() : Instant.parse(node.asString());
            case INT -> node.asInt();
            case BOOLEAN -> node.asBoolean();
            case DOUBLE -> node.asDouble();
            case STRING -> node.asString();
            default -> throw new IllegalArgumentException("no event has a field of type " + schema.getType());
        };
    }

    /** What is there, of what may be null. */
    static Schema present(Schema schema) {
        return schema.getType() == Schema.Type.UNION
                ? schema.getTypes().stream()
                        .filter(type -> type.getType() != Schema.Type.NULL)
                        .findFirst()
                        .orElseThrow()
                : schema;
    }

    static boolean isDocument(Field field) {
        return present(field.schema()).getType() == Schema.Type.BYTES;
    }
}
