package dev.infrahub.json;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A JSON object being made; its text is canonical (RFC 8785). */
public final class Json {

    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern(
                    "uuuu-MM-dd'T'HH:mm:ss.SSS'Z'", Locale.ROOT)
            .withZone(ZoneOffset.UTC);

    private final Map<String, Value> members = new LinkedHashMap<>();

    public Json with(String name, @Nullable String value) {
        members.put(name, value == null ? Value.Special.NULL : new Value.Text(value));
        return this;
    }

    public Json with(String name, long value) {
        members.put(name, new Value.Num(Long.toString(value)));
        return this;
    }

    public Json with(String name, boolean value) {
        members.put(name, new Value.Bool(value));
        return this;
    }

    public Json with(String name, Instant value) {
        return with(name, time(value));
    }

    public Json with(String name, Value value) {
        members.put(name, value);
        return this;
    }

    public Json with(String name, List<Json> values) {
        members.put(name, new Value.Items(values.stream().map(Json::value).toList()));
        return this;
    }

    public Json with(String name, Json value) {
        members.put(name, value.value());
        return this;
    }

    public Json withTexts(String name, List<String> values) {
        members.put(
                name,
                new Value.Items(
                        values.stream().<Value>map(text -> new Value.Text(text)).toList()));
        return this;
    }

    public Value value() {
        return new Value.Members(members);
    }

    public String text() {
        return CanonicalJson.of(value());
    }

    /** RFC 3339, milliseconds, UTC. */
    public static String time(Instant instant) {
        return TIME.format(instant);
    }

    /** An object's members; none of what is no object. */
    public static Map<String, Value> members(String json) {
        return Value.ofJson(json).map(Json::members).orElseGet(Map::of);
    }

    public static Map<String, Value> members(Value value) {
        return value instanceof Value.Members(var members) ? members : Map.of();
    }

    /** A string, or a number as it is spelt; empty of all else. */
    public static Optional<String> spelling(@Nullable Value value) {
        return switch (value) {
            case Value.Text(String text) -> Optional.of(text);
            case Value.Num(String digits) -> Optional.of(digits);
            case null, default -> Optional.empty();
        };
    }
}
