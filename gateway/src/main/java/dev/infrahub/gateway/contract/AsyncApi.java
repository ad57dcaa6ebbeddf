package dev.infrahub.gateway.contract;

import dev.infrahub.schemas.Topic;
import dev.infrahub.schemas.Topics;
import java.util.Map;
import java.util.TreeMap;
import org.apache.avro.Schema;
import org.apache.avro.specific.SpecificData;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.util.RawValue;

/** The topics and their events as AsyncAPI 3.0, written from the catalogue and the Avro schemas. */
public final class AsyncApi {

    private static final String AVRO = "application/vnd.apache.avro+json;version=1.9.0";
    private static final Map<String, String> HEADERS = Map.of(
            "ce_id", "The event's id (CloudEvents 1.0, binary mode); a repeat has the same",
            "ce_type", "dev.infrahub. and the topic",
            "ce_source", "/infrahub/ and the service that published it",
            "ce_subject", "The record's key",
            "ce_time", "When it was committed (RFC 3339)",
            "correlation-id", "The operation it belongs to; absent where nobody waits",
            "operation-relation", "answers: it settles the operation; belongs: it came of it",
            "traceparent", "W3C Trace Context");

    private AsyncApi() {}

    public static String document(JsonMapper json) {
        Map<String, Object> channels = new TreeMap<>();
        Topics.ALL.forEach(topic -> channels.put(topic.name(), channel(topic)));
        return json.writeValueAsString(new TreeMap<>(Map.of(
                "asyncapi",
                "3.0.0",
                "info",
                Map.of(
                        "title", "Infrastructure Hub",
                        "version", "1",
                        "description",
                                "Values are Avro in the Confluent wire format, subject <topic>-value, compatibility"
                                        + " FULL_TRANSITIVE. Dead letters are in <topic>-dlt."),
                "defaultContentType",
                "application/avro",
                "channels",
                channels)));
    }

    private static Map<String, Object> channel(Topic<?> topic) {
        Schema schema = SpecificData.get().getSchema(topic.type());
        return Map.of(
                "address", topic.name(),
                "description", schema.getDoc(),
                "messages", Map.of(schema.getName(), message(schema)));
    }

    private static Map<String, Object> message(Schema schema) {
        Map<String, Object> headers = new TreeMap<>();
        HEADERS.forEach((name, text) -> headers.put(name, Map.of("type", "string", "description", text)));
        return Map.of(
                "contentType",
                "application/avro",
                "headers",
                Map.of("type", "object", "properties", headers),
                "payload",
                Map.of("schemaFormat", AVRO, "schema", new RawValue(schema.toString())));
    }
}
