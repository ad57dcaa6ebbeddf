package dev.infrahub.gateway.facts;

import dev.infrahub.schemas.Topics;
import io.swagger.v3.oas.models.media.ArraySchema;
import io.swagger.v3.oas.models.media.BooleanSchema;
import io.swagger.v3.oas.models.media.IntegerSchema;
import io.swagger.v3.oas.models.media.NumberSchema;
import io.swagger.v3.oas.models.media.ObjectSchema;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.media.StringSchema;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.avro.Schema.Field;
import org.apache.avro.specific.SpecificData;

/** What OpenAPI says of the JSON of an event, with what each field's {@code doc} says: the walk of {@link Facts}. */
final class FactsSchema {

    /** Where a record is published, which is no matter of whoever asks for it. */
    private static final Pattern TOPIC = Pattern.compile(" Topic [^ ]+, key [^.]+\\.");

    private static final Pattern ELSEWHERE = Pattern.compile("As in (\\w+)\\.");

    private FactsSchema() {}

    static ObjectSchema of(org.apache.avro.Schema record) {
        ObjectSchema object = new ObjectSchema();
        object.title(record.getName());
        object.description(TOPIC.matcher(record.getDoc()).replaceFirst(""));
        for (Field field : record.getFields()) {
            if (!Facts.isDocument(field)) {
                object.addProperty(field.name(), member(field));
                object.addRequiredItem(field.name());
            }
        }
        return object;
    }

    private static Schema<?> member(Field field) {
        Schema<?> member = type(Facts.present(field.schema()));
        member.description(meaning(field));
        if (field.schema().isNullable()) {
            member.types(Set.of(member.getType(), "null"));
        }
        return member;
    }

    /** What is explained in another event is explained here. */
    private static String meaning(Field field) {
        Matcher elsewhere = ELSEWHERE.matcher(field.doc());
        return elsewhere.matches()
                ? Topics.ALL.stream()
                        .map(topic -> SpecificData.get().getSchema(topic.type()))
                        .filter(record -> record.getName().equals(elsewhere.group(1)))
                        .map(record -> record.getField(field.name()).doc())
                        .findFirst()
                        .orElseThrow()
                : field.doc();
    }

    private static Schema<?> type(org.apache.avro.Schema schema) {
        return switch (schema.getType()) {
            case RECORD -> of(schema);
            case ARRAY -> new ArraySchema().items(type(schema.getElementType()));
            case MAP -> new ObjectSchema().additionalProperties(type(schema.getValueType()));
            case LONG ->
                schema.getLogicalType() == null
                        ? new IntegerSchema().format("int64")
                        : new StringSchema().format("date-time");
            case INT -> new IntegerSchema();
            case DOUBLE -> new NumberSchema();
            case BOOLEAN -> new BooleanSchema();
            default -> new StringSchema();
        };
    }
}
