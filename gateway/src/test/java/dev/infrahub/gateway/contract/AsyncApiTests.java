package dev.infrahub.gateway.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.infrahub.schemas.Topic;
import dev.infrahub.schemas.Topics;
import org.apache.avro.Schema;
import org.apache.avro.specific.SpecificData;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class AsyncApiTests {

    private final JsonMapper json = new JsonMapper();
    private final JsonNode channels = json.readTree(AsyncApi.document(json)).path("channels");

    @Test
    void every_field_of_every_event_is_explained() {
        for (Topic<?> topic : Topics.ALL) {
            Schema schema = SpecificData.get().getSchema(topic.type());
            JsonNode channel = channels.path(topic.name());
            JsonNode shown = channel.path("messages")
                    .path(schema.getName())
                    .path("payload")
                    .path("schema");

            assertThat(channel.path("description").asString()).isEqualTo(schema.getDoc());
            assertThat(shown.path("fields").values()).as(topic.name()).hasSameSizeAs(schema.getFields());
            for (JsonNode field : shown.path("fields").values()) {
                assertThat(field.path("doc").asString(""))
                        .as(topic + ": " + field.path("name").asString())
                        .isNotBlank();
            }
        }
    }
}
