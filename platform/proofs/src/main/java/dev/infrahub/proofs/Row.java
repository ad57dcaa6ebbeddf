package dev.infrahub.proofs;

import dev.infrahub.json.Json;
import dev.infrahub.json.Value;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A row, or an object that was signed or logged: names and values. */
public record Row(Map<String, Value> members) {

    public static List<Row> list(Value items) {
        return items.each().stream().map(Json::members).map(Row::new).toList();
    }

    public static Row ofJson(String json) {
        return new Row(Json.members(json));
    }

    /** Null where there is none of the name. */
    public Value value(String name) {
        return members.getOrDefault(name, Value.Special.NULL);
    }

    /** The objects of a list. */
    public List<Row> rows(String name) {
        return list(value(name));
    }

    /** A string or number as it is spelt; empty text where it is neither. */
    public String text(String name) {
        return Json.spelling(members.get(name)).orElse("");
    }

    public long number(String name) {
        try {
            return Long.parseLong(text(name));
        } catch (NumberFormatException notANumber) {
            return -1;
        }
    }

    public Optional<Instant> time(String name) {
        try {
            return Optional.of(OffsetDateTime.parse(text(name)).toInstant());
        } catch (DateTimeParseException notATime) {
            return Optional.empty();
        }
    }

    /** Whether this row's column says what the member of the other does. */
    public boolean agrees(String column, Row other, String member) {
        Value mine = value(column);
        Value theirs = other.value(member);
        if (mine.isNull() || theirs.isNull()) {
            return mine.isNull() && theirs.isNull();
        }
        return text(column).equals(other.text(member)) || isSameTime(column, other, member);
    }

    private boolean isSameTime(String column, Row other, String member) {
        Optional<Instant> mine = time(column);
        return mine.isPresent() && mine.equals(other.time(member));
    }
}
