package dev.infrahub.gateway.facts;

import io.swagger.v3.oas.models.media.ObjectSchema;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.media.StringSchema;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Stream;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificRecord;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * How an event is answered: its facts, with some left out, renamed or added. One description makes the answer and what
 * OpenAPI says of it.
 */
public final class Shape {

    private static final JsonMapper JSON = new JsonMapper();

    private final Class<? extends SpecificRecord> type;
    private final List<Step> steps;
    /** Whether the answer is the facts as they are. */
    private final boolean isPlain;

    /** A change of the JSON, and the same change of its schema. */
    private record Step(Consumer<ObjectNode> json, Consumer<ObjectSchema> schema) {}

    private Shape(Class<? extends SpecificRecord> type, List<Step> steps, boolean isPlain) {
        this.type = type;
        this.steps = List.copyOf(steps);
        this.isPlain = isPlain;
    }

    /** All facts of the event. */
    public static Shape of(Class<? extends SpecificRecord> type) {
        return new Shape(type, List.of(), true);
    }

    /** A document, which is answered as it is: nothing is known of its members here. */
    public static Shape ofDocument(Class<? extends SpecificRecord> type) {
        Step undocumented = new Step(_ -> {}, schema -> {
            schema.getProperties().clear();
            schema.setRequired(null);
        });
        return new Shape(type, List.of(undocumented), true);
    }

    public Shape only(String... names) {
        Set<String> kept = Set.of(names);
        return then(json -> json.retain(kept), schema -> {
            schema.getProperties().keySet().retainAll(kept);
            schema.getRequired().retainAll(kept);
        });
    }

    public Shape without(String name) {
        return then(json -> json.remove(name), schema -> remove(schema, name));
    }

    /** The members of a member in its place. */
    public Shape inlining(String name) {
        return then(json -> json.setAll((ObjectNode) json.remove(name)), schema -> {
            Schema<?> nested = remove(schema, name);
            schema.getProperties().putAll(nested.getProperties());
            nested.getRequired().forEach(schema::addRequiredItem);
        });
    }

    public Shape renaming(String name, String to) {
        return then(
                json -> json.set(to, json.remove(name)),
                schema -> schema.addProperty(to, remove(schema, name)).addRequiredItem(to));
    }

    /**
     * The JSON that a text holds, in its place and under another name; nothing where there is none. Answers of older versions
     * have it there already.
     */
    public Shape parsing(String name, String to) {
        return then(
                json -> {
                    JsonNode text = json.remove(name);
                    if (text != null && text.isString()) {
                        json.set(to, JSON.readTree(text.asString()));
                    }
                },
                schema -> schema.addProperty(
                        to, new Schema<>().description(remove(schema, name).getDescription())));
    }

    /** A member that the gateway adds. */
    public Shape adding(String name, String description, Function<ObjectNode, String> value) {
        return then(
                json -> json.put(name, value.apply(json)),
                schema -> add(schema, name, new StringSchema().description(description)));
    }

    /** A member that the facts have already, added where they were kept. */
    public Shape documenting(String name, String description) {
        return documenting(name, description, new StringSchema());
    }

    /** The same of a member that is no text. */
    public Shape documenting(String name, String description, Schema<?> member) {
        return new Shape(
                type, append(new Step(_ -> {}, schema -> add(schema, name, member.description(description)))), isPlain);
    }

    private static void add(ObjectSchema schema, String name, Schema<?> member) {
        schema.addProperty(name, member);
        schema.addRequiredItem(name);
    }

    private static Schema<?> remove(ObjectSchema schema, String name) {
        schema.getRequired().remove(name);
        return Objects.requireNonNull(schema.getProperties().remove(name), name);
    }

    private Shape then(Consumer<ObjectNode> json, Consumer<ObjectSchema> schema) {
        return new Shape(type, append(new Step(json, schema)), false);
    }

    private List<Step> append(Step step) {
        return Stream.concat(steps.stream(), Stream.of(step)).toList();
    }

    /** @param facts of an event, as {@link Facts#json} makes them, as text */
    public String apply(String facts) {
        return isPlain ? facts : apply((ObjectNode) JSON.readTree(facts)).toString();
    }

    /** @param facts the same; they are changed */
    public ObjectNode apply(ObjectNode facts) {
        steps.forEach(step -> step.json().accept(facts));
        return facts;
    }

    /** What OpenAPI says of the answer. */
    public Schema<?> schema() {
        ObjectSchema schema = FactsSchema.of(SpecificData.get().getSchema(type));
        steps.forEach(step -> step.schema().accept(schema));
        return schema;
    }
}
