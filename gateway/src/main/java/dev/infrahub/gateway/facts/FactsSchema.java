package dev.infrahub.gateway.facts;

import io.swagger.v3.oas.models.media.ArraySchema;
import io.swagger.v3.oas.models.media.BooleanSchema;
import io.swagger.v3.oas.models.media.IntegerSchema;
import io.swagger.v3.oas.models.media.NumberSchema;
import io.swagger.v3.oas.models.media.ObjectSchema;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.media.StringSchema;
import java.util.Set;
import org.apache.avro.Schema.Field;

/** What OpenAPI says of the JSON of an event, with what each field's {@code doc} says: the walk of {@link Facts}. */
final class FactsSchema {

    private FactsSchema() {}

    static ObjectSchema of(org.apache.avro.Schema record) {
        ObjectSchema object = new ObjectSchema();
        object.description(record.getDoc());
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
        member.description(field.doc());
        if (field.schema().isNullable()) {
            member.types(Set.of(member.getType(), "null"));
        }
        return member;
    }

    private static Schema<?> type(org.apache.avro.Schema schema) {
        return switch (schema.getType()) {
            case RECORD -> of(schema);
            case ARRAY -> new ArraySchema().items(type(schema.getElementType()));
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
