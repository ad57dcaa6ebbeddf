package dev.infrahub.gateway.facts;

import dev.infrahub.schemas.Topics;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Objects;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.avro.Schema;
import org.apache.avro.Schema.Field;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;

/**
 * Events with values that nobody chose.
 *
 * @param isSparse whether what has a default has it
 */
record Generated(Random random, boolean isSparse) {

    static {
        // Avro makes events of those classes alone that they say
        Objects.requireNonNull(Topics.ALL);
    }

    <T extends SpecificRecord> T event(Class<T> type) {
        return type.cast(event(SpecificData.get().getSchema(type)));
    }

    private SpecificRecord event(Schema schema) {
        SpecificRecord event = (SpecificRecord) SpecificData.get().newRecord(null, schema);
        for (Field field : schema.getFields()) {
            event.put(
                    field.pos(),
                    isSparse && field.hasDefaultValue()
                            ? SpecificData.get().getDefaultValue(field)
                            : value(field.schema()));
        }
        return event;
    }

    private @Nullable Object value(Schema declared) {
        if (declared.isNullable() && random.nextInt(3) == 0) {
            return null;
        }
        Schema schema = Facts.present(declared);
        return switch (schema.getType()) {
            case RECORD -> event(schema);
            case ARRAY ->
                IntStream.range(0, random.nextInt(4))
                        .mapToObj(_ -> value(schema.getElementType()))
                        .toList();
            case MAP ->
                IntStream.range(0, random.nextInt(4))
                        .boxed()
                        .collect(Collectors.toMap(number -> "member " + number, _ -> value(schema.getValueType())));
            case LONG ->
                schema.getLogicalType() == null
                        ? (Object) random.nextLong()
                        : Instant.ofEpochMilli(random.nextLong(-1_000_000_000_000L, 10_000_000_000_000L));
            case INT -> random.nextInt();
            case BOOLEAN -> random.nextBoolean();
            case DOUBLE -> random.nextDouble();
            case BYTES -> ByteBuffer.wrap(text().getBytes(StandardCharsets.UTF_8));
            default -> text();
        };
    }

    private String text() {
        String[] texts = {
            "", "plain", "\"quoted\"\\", "line\nbreak\ttab", "null", "\u00e4\ud83d\ude80\u2028", "2027-01-01T00:00:00Z"
        };
        return texts[random.nextInt(texts.length)];
    }
}
