package dev.infrahub.quantumapilocal.web.calls;

import dev.infrahub.quantumapilocal.web.problems.Problem;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.StreamSupport;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectReader;
import tools.jackson.databind.json.JsonMapper;

/**
 * The members of a request's JSON object, each as a value or as a 422 that names it. Names are read in any case and with
 * underscores: {@code keyId}, {@code KeyId} and {@code key_id} are one.
 */
public final class Fields {

    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9 ._:/@+-]{0,127}");
    private static final Pattern LABEL = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._:/=@+-]{0,63}");
    private static final int MAX_LABELS = 32;

    private final Map<String, JsonNode> members;

    private Fields(Map<String, JsonNode> members) {
        this.members = members;
    }

    static Fields read(JsonMapper json, byte[] body) {
        if (body.length == 0) {
            return new Fields(Map.of());
        }
        checkUtf8(body);
        JsonNode node = parse(json, body);
        if (!node.isObject()) {
            throw Problem.of(400, "body.not_object", "The body is JSON, but no object; send {…}.");
        }
        Map<String, JsonNode> members = new HashMap<>();
        for (Map.Entry<String, JsonNode> member : node.properties()) {
            if (members.put(normal(member.getKey()), member.getValue()) != null) {
                throw Problem.of(400, "body.duplicate", "The body has one member twice, in two spellings.");
            }
        }
        return new Fields(members);
    }

    private static void checkUtf8(byte[] body) {
        try {
            StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(body));
        } catch (CharacterCodingException e) {
            throw Problem.of(400, "body.not_utf8", "The body is not UTF-8.");
        }
    }

    private static JsonNode parse(JsonMapper json, byte[] body) {
        try {
            ObjectReader reader = json.reader()
                    .with(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .with(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                    .without(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION);
            return reader.readTree(body);
        } catch (JacksonException e) {
            throw Problem.of(400, "body.not_json", "The body is no JSON that can be read; send one object.");
        }
    }

    private static String normal(String name) {
        return name.replace("_", "").toLowerCase(Locale.ROOT);
    }

    private Optional<JsonNode> member(String name) {
        return Optional.ofNullable(members.get(normal(name))).filter(node -> !node.isNull() && !node.isMissingNode());
    }

    private static Problem missing(String name) {
        return Problem.of(422, "field.missing", name + " is missing.").field(name);
    }

    public boolean has(String name) {
        return member(name).isPresent();
    }

    public Optional<String> text(String name) {
        return member(name).map(node -> {
            if (!node.isString()) {
                throw Problem.invalid(name, "is not a string");
            }
            return node.stringValue();
        });
    }

    public Optional<String> text(String name, int longest) {
        return text(name).map(text -> {
            if (text.length() > longest || text.chars().anyMatch(c -> Character.isISOControl(c) && c != '\n')) {
                throw Problem.invalid(name, "is not text of at most " + longest + " characters");
            }
            return text;
        });
    }

    public String requiredText(String name) {
        return text(name).orElseThrow(() -> missing(name));
    }

    public String requiredText(String name, int longest) {
        return text(name, longest).filter(text -> !text.isBlank()).orElseThrow(() -> missing(name));
    }

    /** The name of something: 1 to 128 letters, digits and some signs. */
    public String requiredName(String name) {
        String value = requiredText(name);
        if (!NAME.matcher(value).matches()) {
            throw Problem.invalid(
                    name, "is not 1 to 128 letters, digits, spaces or . _ : / @ + -, with a letter or digit first");
        }
        return value;
    }

    public Optional<byte[]> base64(String name) {
        return text(name).map(text -> {
            try {
                return Base64.getDecoder().decode(text);
            } catch (IllegalArgumentException e) {
                throw Problem.invalid(name, "is not standard Base64");
            }
        });
    }

    public byte[] requiredBase64(String name) {
        return base64(name).orElseThrow(() -> missing(name));
    }

    public Optional<UUID> uuid(String name) {
        return text(name).map(text -> {
            try {
                return UUID.fromString(text);
            } catch (IllegalArgumentException e) {
                throw Problem.invalid(name, "is not a UUID");
            }
        });
    }

    public Optional<Integer> number(String name, int least, int most) {
        return member(name).map(node -> {
            if (!node.isIntegralNumber()
                    || !node.canConvertToInt()
                    || node.intValue() < least
                    || node.intValue() > most) {
                throw Problem.invalid(name, "is not a whole number from " + least + " to " + most);
            }
            return node.intValue();
        });
    }

    public Optional<Instant> instant(String name) {
        return text(name).map(text -> {
            try {
                return Instant.parse(text);
            } catch (DateTimeParseException e) {
                throw Problem.invalid(name, "is not a time like 2026-01-31T12:00:00Z");
            }
        });
    }

    public <T extends Enum<T>> Optional<T> oneOf(String name, Function<String, Optional<T>> read, String names) {
        return text(name)
                .map(text -> read.apply(text).orElseThrow(() -> Problem.invalid(name, "is not one of " + names)));
    }

    public Optional<List<String>> texts(String name) {
        return member(name).map(node -> {
            if (!node.isArray()
                    || !StreamSupport.stream(node.spliterator(), false).allMatch(JsonNode::isString)) {
                throw Problem.invalid(name, "is not an array of strings");
            }
            return StreamSupport.stream(node.spliterator(), false)
                    .map(JsonNode::stringValue)
                    .toList();
        });
    }

    public List<String> requiredTexts(String name) {
        return texts(name).filter(values -> !values.isEmpty()).orElseThrow(() -> missing(name));
    }

    /** An object of strings. */
    public Map<String, String> textMap(String name) {
        Map<String, String> map = new LinkedHashMap<>();
        member(name).ifPresent(node -> {
            if (!node.isObject()) {
                throw Problem.invalid(name, "is not an object of strings");
            }
            node.properties().forEach(entry -> {
                if (!entry.getValue().isString()) {
                    throw Problem.invalid(name, "is not an object of strings");
                }
                map.put(entry.getKey(), entry.getValue().stringValue());
            });
        });
        return map;
    }

    /** {@code labels}: at most 32 different ones, of 1 to 64 letters, digits and some signs. */
    public Optional<List<String>> labels() {
        return texts("labels").map(labels -> {
            List<String> distinct = labels.stream().distinct().toList();
            if (distinct.size() > MAX_LABELS
                    || !distinct.stream().allMatch(label -> LABEL.matcher(label).matches())) {
                throw Problem.invalid(
                        "labels", "are not at most 32, each of 1 to 64 letters, digits or . _ : / = @ + -");
            }
            return distinct;
        });
    }

    /** Names of members that may not stand together: 422 about the second. */
    public void notBoth(String first, String second) {
        if (has(first) && has(second)) {
            throw Problem.invalid(second, "does not go with " + first + "; send one of them");
        }
    }

    /** 422 about the first when none is there. */
    public void oneOf(String... names) {
        if (Arrays.stream(names).noneMatch(this::has)) {
            throw Problem.of(422, "field.missing", String.join(" or ", names) + " is missing.")
                    .field(names[0]);
        }
    }
}
