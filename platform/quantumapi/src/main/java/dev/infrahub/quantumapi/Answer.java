package dev.infrahub.quantumapi;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A JSON object that must hold what is asked of it. */
record Answer(JsonNode node) {

    private static final JsonMapper JSON = JsonMapper.shared();

    /** @return empty where the bytes are no JSON object */
    static Optional<Answer> parse(byte[] body) {
        try {
            JsonNode node = JSON.readTree(body);
            return node.isObject() ? Optional.of(new Answer(node)) : Optional.empty();
        } catch (JacksonException e) {
            return Optional.empty();
        }
    }

    String text(String member) {
        JsonNode value = node.path(member);
        if (!value.isString() || value.asString().isBlank()) {
            throw new Malformed(member);
        }
        return value.asString();
    }

    Optional<String> optionalText(String member) {
        JsonNode value = node.path(member);
        return value.isString() ? Optional.of(value.asString()) : Optional.empty();
    }

    /** Texts too, and whole numbers beyond 64 bits: serials are unsigned. */
    String digits(String member) {
        String digits = node.path(member).asString("");
        if (!digits.matches("\\d{1,20}")) {
            throw new Malformed(member);
        }
        return digits;
    }

    int number(String member) {
        JsonNode value = node.path(member);
        if (!value.canConvertToInt() || !value.isIntegralNumber()) {
            throw new Malformed(member);
        }
        return value.intValue();
    }

    boolean flag(String member) {
        JsonNode value = node.path(member);
        if (!value.isBoolean()) {
            throw new Malformed(member);
        }
        return value.booleanValue();
    }

    UUID id(String member) {
        return converted(member, UUID::fromString);
    }

    Instant time(String member) {
        return converted(member, Instant::parse);
    }

    byte[] bytes(String member) {
        return converted(member, Base64.getDecoder()::decode);
    }

    /** Bytes that may be none. */
    byte[] anyBytes(String member) {
        return "".equals(node.path(member).asString("?")) ? new byte[0] : bytes(member);
    }

    Answer object(String member) {
        JsonNode value = node.path(member);
        if (!value.isObject()) {
            throw new Malformed(member);
        }
        return new Answer(value);
    }

    Optional<Answer> optionalObject(String member) {
        JsonNode value = node.path(member);
        return value.isObject() ? Optional.of(new Answer(value)) : Optional.empty();
    }

    /** Empty where there is no such member. */
    List<String> texts(String member) {
        return node.path(member).valueStream().map(JsonNode::asString).toList();
    }

    List<Answer> objects(String member) {
        if (!node.path(member).isArray()) {
            throw new Malformed(member);
        }
        return node.path(member).valueStream().map(Answer::new).toList();
    }

    private <T> T converted(String member, Function<String, T> conversion) {
        try {
            return conversion.apply(text(member));
        } catch (IllegalArgumentException | DateTimeException e) {
            throw new Malformed(member, e);
        }
    }

    /** The answer's contents may be a secret, so it is not printed. */
    @Override
    public String toString() {
        return "Answer";
    }

    /** A member is missing or not what it must be. */
    static final class Malformed extends RuntimeException {
        private static final long serialVersionUID = 1L;

        private final String member;

        Malformed(String member) {
            super(member);
            this.member = member;
        }

        private Malformed(String member, Exception cause) {
            super(member, cause);
            this.member = member;
        }

        String member() {
            return member;
        }
    }
}
