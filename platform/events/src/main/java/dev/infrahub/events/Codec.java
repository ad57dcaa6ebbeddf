package dev.infrahub.events;

import dev.infrahub.faults.Fault;
import dev.infrahub.schemas.Topic;
import java.nio.ByteBuffer;
import java.util.Map;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificRecord;
import org.apache.avro.util.RandomData;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serializer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Avro in the Confluent wire format: a zero byte, a schema id of four bytes, the body. */
final class Codec implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(Codec.class);
    private static final byte MAGIC = 0;
    private static final int PREFIX_BYTES = 5;
    /** Room for the record's key and headers. */
    private static final int HEADROOM_BYTES = 16 * 1024;

    /** The same event each time. */
    private static final long SEED = 1;

    private final Serializer<Object> serializer;
    private final Deserializer<Object> deserializer;

    Codec(Serializer<Object> serializer, Deserializer<Object> deserializer, Map<String, ?> serde) {
        this.serializer = serializer;
        this.deserializer = deserializer;
        serializer.configure(serde, false);
        deserializer.configure(serde, false);
    }

    /**
     * @throws Fault.Invalid when the event is larger than its topic takes
     * @throws Outage when the registry is away
     */
    <T extends SpecificRecord> byte[] encode(Topic<T> topic, T value) {
        byte[] payload;
        try {
            payload = serializer.serialize(topic.name(), value);
        } catch (RuntimeException e) {
            throw Registry.isAway(e) ? Outage.registry(e) : e;
        }
        // the relay could never send it, and would keep every later event waiting
        if (payload.length > topic.maxMessageBytes() - HEADROOM_BYTES) {
            throw new Fault.Invalid(
                    "event.too_large",
                    "The event for topic %s is %d bytes; %d are allowed."
                            .formatted(topic, payload.length, topic.maxMessageBytes() - HEADROOM_BYTES));
        }
        return payload;
    }

    /**
     * @throws Fault.Invalid when the bytes are no event of this topic
     * @throws Outage when the registry is away
     */
    <T extends SpecificRecord> T decode(Topic<T> topic, byte @Nullable [] payload) {
        if (payload == null) {
            throw unreadable(topic, "has no value");
        }
        if (payload.length < PREFIX_BYTES || payload[0] != MAGIC) {
            throw unreadable(topic, "does not start with a schema id");
        }
        Object value;
        try {
            value = deserializer.deserialize(topic.name(), payload);
        } catch (RuntimeException e) {
            if (Registry.isAway(e)) {
                throw Outage.registry(e);
            }
            int schemaId = ByteBuffer.wrap(payload, 1, Integer.BYTES).getInt();
            throw unreadable(topic, "cannot be read with schema " + schemaId);
        }
        if (!topic.type().isInstance(value)) {
            throw unreadable(topic, "is of another type");
        }
        return topic.type().cast(value);
    }

    /**
     * Writes and reads some event of a topic, and forgets it: so what asks the registry and what reads Avro is loaded before somebody
     * waits for the first event. Where that fails nothing is lost, and the first event tells why.
     */
    void warmUp(Topic<?> topic) {
        try {
            Object any = new RandomData(SpecificData.get().getSchema(topic.type()), 1, SEED)
                    .iterator()
                    .next();
            deserializer.deserialize(topic.name(), serializer.serialize(topic.name(), any));
        } catch (RuntimeException e) {
            log.debug("No event of {} could be tried", topic, e);
        }
    }

    private static Fault.Invalid unreadable(Topic<?> topic, String why) {
        return new Fault.Invalid("event.unreadable", "A message on topic " + topic + " " + why + ".");
    }

    @Override
    public void close() {
        serializer.close();
        deserializer.close();
    }
}
