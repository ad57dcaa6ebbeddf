package dev.infrahub.http;

import java.time.Instant;
import java.time.format.DateTimeParseException;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.cfg.CoercionAction;
import tools.jackson.databind.cfg.CoercionInputShape;
import tools.jackson.databind.deser.std.StdDeserializer;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.module.SimpleModule;
import tools.jackson.databind.type.LogicalType;

/**
 * How the JSON of requests is read: nothing twice, nothing behind it, nothing taken for what it is not. Members that nobody
 * knows are left alone.
 */
public final class RequestJson {

    static final int DEEPEST = 100;

    private RequestJson() {}

    public static JsonMapper.Builder builder() {
        JsonFactory strict = JsonFactory.builder()
                .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
                .streamReadConstraints(
                        StreamReadConstraints.builder().maxNestingDepth(DEEPEST).build())
                .build();
        return JsonMapper.builder(strict)
                .enable(
                        DeserializationFeature.FAIL_ON_TRAILING_TOKENS,
                        DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
                .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
                .withCoercionConfig(
                        LogicalType.Textual,
                        config -> config.setCoercion(CoercionInputShape.Integer, CoercionAction.Fail)
                                .setCoercion(CoercionInputShape.Float, CoercionAction.Fail)
                                .setCoercion(CoercionInputShape.Boolean, CoercionAction.Fail))
                .addModule(new SimpleModule("instants").addDeserializer(Instant.class, new Instants()));
    }

    /** Strings without the white space around them; a blank one is as good as none. */
    public static SimpleModule trimmedStrings() {
        return new SimpleModule("trimmed").addDeserializer(String.class, new Trimmed());
    }

    private static final class Trimmed extends StdDeserializer<String> {

        private Trimmed() {
            super(String.class);
        }

        @Override
        public @Nullable String deserialize(JsonParser parser, DeserializationContext context) {
            if (!parser.hasToken(JsonToken.VALUE_STRING)) {
                return (String) context.handleUnexpectedToken(String.class, parser);
            }
            String text = parser.getString().strip();
            return text.isEmpty() ? null : text;
        }
    }

    /** ISO 8601 alone: a number may be anything, and one with a huge exponent is work without end. */
    private static final class Instants extends StdDeserializer<Instant> {

        private Instants() {
            super(Instant.class);
        }

        @Override
        public Instant deserialize(JsonParser parser, DeserializationContext context) {
            try {
                return Instant.parse(parser.getValueAsString(""));
            } catch (DateTimeParseException e) {
                return (Instant) context.handleWeirdStringValue(Instant.class, "", "no instant");
            }
        }
    }
}
