package dev.infrahub.gateway.facts;

import static org.assertj.core.api.Assertions.assertThat;

import dev.infrahub.gateway.SchemaMatch;
import dev.infrahub.schemas.SshAuthorityUpdated;
import dev.infrahub.schemas.Topic;
import dev.infrahub.schemas.Topics;
import io.swagger.v3.core.util.Json31;
import io.swagger.v3.oas.models.media.ObjectSchema;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.avro.Schema;
import org.apache.avro.Schema.Field;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

class FactsTests {

    private static final int TIMES = 200;

    private final Generated any = new Generated(new Random(11), false);

    static Stream<Class<? extends SpecificRecord>> events() {
        return Topics.ALL.stream().map(Topic::type);
    }

    @ParameterizedTest
    @MethodSource("events")
    <T extends SpecificRecord> void an_event_comes_back_out_of_its_json_but_for_its_documents(Class<T> type) {
        for (int i = 0; i < TIMES; i++) {
            T event = any.event(type);
            T back = Facts.event(Facts.json(event).toString(), type);

            for (Field field : event.getSchema().getFields()) {
                assertThat(back.get(field.pos()))
                        .as(field.name())
                        .isEqualTo(Facts.isDocument(field) ? null : event.get(field.pos()));
            }
        }
    }

    @ParameterizedTest
    @MethodSource("events")
    void the_json_has_every_field_of_the_event_but_its_documents(Class<? extends SpecificRecord> type) {
        assertThat(Facts.json(any.event(type)).propertyNames()).containsExactlyElementsOf(facts(type));
    }

    private static List<String> facts(Class<? extends SpecificRecord> type) {
        return SpecificData.get().getSchema(type).getFields().stream()
                .filter(field -> Facts.present(field.schema()).getType() != Schema.Type.BYTES)
                .map(Field::name)
                .toList();
    }

    @ParameterizedTest
    @MethodSource("events")
    <T extends SpecificRecord> void what_is_missing_has_its_default(Class<T> type) {
        T event = new Generated(new Random(12), true).event(type);
        ObjectNode json = Facts.json(event);
        removeDefaults(json, event.getSchema());

        assertThat(Facts.json(Facts.event(json.toString(), type))).isEqualTo(Facts.json(event));
    }

    private static void removeDefaults(JsonNode json, Schema schema) {
        switch (schema.getType()) {
            case ARRAY -> json.forEach(item -> removeDefaults(item, schema.getElementType()));
            case RECORD -> {
                for (Field field : schema.getFields()) {
                    if (field.hasDefaultValue()) {
                        ((ObjectNode) json).remove(field.name());
                    } else {
                        removeDefaults(json.path(field.name()), Facts.present(field.schema()));
                    }
                }
            }
            default -> {}
        }
    }

    @ParameterizedTest
    @MethodSource("events")
    void the_schema_is_of_what_the_json_is(Class<? extends SpecificRecord> type) throws Exception {
        ObjectSchema schema = FactsSchema.of(SpecificData.get().getSchema(type));
        JsonNode read = new JsonMapper().readTree(Json31.mapper().writeValueAsString(typed(schema)));

        assertThat(schema.getProperties().keySet()).containsExactlyElementsOf(facts(type));
        assertThat(schema.getRequired()).containsExactlyInAnyOrderElementsOf(facts(type));
        for (int i = 0; i < TIMES; i++) {
            assertThat(SchemaMatch.differences(read, Facts.json(any.event(type))))
                    .isEmpty();
        }
    }

    /** What springdoc does before it writes: OpenAPI 3.1 has types in place of a type. */
    private static io.swagger.v3.oas.models.media.Schema<?> typed(io.swagger.v3.oas.models.media.Schema<?> schema) {
        if (schema.getTypes() == null && schema.getType() != null) {
            schema.setTypes(Set.of(schema.getType()));
        }
        if (schema.getProperties() != null) {
            schema.getProperties().values().forEach(FactsTests::typed);
        }
        if (schema.getItems() != null) {
            typed(schema.getItems());
        }
        return schema;
    }

    @ParameterizedTest
    @MethodSource("events")
    void every_member_says_what_it_is(Class<? extends SpecificRecord> type) {
        ObjectSchema schema = FactsSchema.of(SpecificData.get().getSchema(type));

        for (String name : schema.getProperties().keySet()) {
            assertThat(schema.getProperties().get(name).getDescription())
                    .as(name)
                    .isNotBlank()
                    .doesNotStartWith("As in ");
        }
    }

    @Test
    void a_document_is_left_out() {
        assertThat(Facts.json(any.event(SshAuthorityUpdated.class)).has("revocations"))
                .isFalse();
    }
}
