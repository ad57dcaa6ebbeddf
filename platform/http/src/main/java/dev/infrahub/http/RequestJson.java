package dev.infrahub.http;

import dev.infrahub.json.Limits;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.ValueDeserializer;
import tools.jackson.databind.deser.DeserializationProblemHandler;
import tools.jackson.databind.deser.std.StdDeserializer;
import tools.jackson.databind.exc.MismatchedInputException;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.module.SimpleModule;

/**
 * How the JSON of requests is read: nothing twice, nothing behind it, nothing taken for what it is not, and no member that is
 * like one of ours.
 */
public final class RequestJson {

    private RequestJson() {}

    public static JsonMapper.Builder builder() {
        JsonFactory strict = JsonFactory.builder()
                .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
                .streamReadConstraints(Limits.OF_REQUESTS.constraints())
                .build();
        return JsonMapper.builder(strict)
                .enable(
                        DeserializationFeature.FAIL_ON_TRAILING_TOKENS,
                        DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
                .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
                .addHandler(new Misspelt())
                .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
                .addModule(values());
    }

    /**
     * ISO 8601 alone for instants: a number may be anything, and one with a huge exponent is work without end. Jackson's own
     * lists of strings take one within a further list and lose their place.
     */
    private static SimpleModule values() {
        return new SimpleModule("values")
                .addDeserializer(String.class, written(String.class, Optional::of, "a string"))
                .addDeserializer(
                        Instant.class,
                        written(Instant.class, Parameters::instant, "an instant like 2027-01-31T12:00:00Z"))
                .addDeserializer(UUID.class, written(UUID.class, Parameters::uuid, "a UUID"))
                .addDeserializer(byte[].class, written(byte[].class, RequestJson::base64, "standard Base64"));
    }

    /** Strings without the white space around them; a blank one is as good as none. */
    public static SimpleModule trimmedStrings() {
        return new SimpleModule("trimmed").addDeserializer(String.class, new Trimmed());
    }

    /** What is like none of ours is said to somebody else, and passed over. */
    private static final class Misspelt extends DeserializationProblemHandler {

        @Override
        public boolean handleUnknownProperty(
                DeserializationContext context,
                JsonParser parser,
                ValueDeserializer<?> deserializer,
                Object beanOrClass,
                String name) {
            new KnownNames(deserializer.getKnownPropertyNames().stream()
                            .map(Object::toString)
                            .toList())
                    .misspelt(name)
                    .ifPresent(problem -> {
                        throw problem;
                    });
            parser.skipChildren();
            return true;
        }
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

    /**
     * Reads values that are written as strings.
     *
     * @param read the value of a text, or nothing where it is none
     * @param takes what the member takes, as {@code "a UUID"} in "keyId takes a UUID."
     */
    public static <T> ValueDeserializer<T> written(Class<T> type, Function<String, Optional<T>> read, String takes) {
        return new Written<>(type, read, takes);
    }

    private static final class Written<T> extends StdDeserializer<T> {

        private final Class<T> type;
        private final Function<String, Optional<T>> read;
        private final String takes;

        private Written(Class<T> type, Function<String, Optional<T>> read, String takes) {
            super(type);
            this.type = type;
            this.read = read;
            this.takes = takes;
        }

        @Override
        public T deserialize(JsonParser parser, DeserializationContext context) {
            return Optional.of(parser)
                    .filter(at -> at.hasToken(JsonToken.VALUE_STRING))
                    .map(JsonParser::getString)
                    .flatMap(read)
                    .orElseThrow(() -> new NotTaken(parser, takes, type));
        }
    }

    /** A member that is not what it takes; the message says what that is. */
    static final class NotTaken extends MismatchedInputException {

        private static final long serialVersionUID = 1L;

        private NotTaken(JsonParser parser, String takes, Class<?> type) {
            super(parser, takes, type);
        }
    }

    private static Optional<byte[]> base64(String text) {
        try {
            return Optional.of(Base64.getDecoder().decode(text));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
