package dev.infrahub.json;

import java.io.InputStream;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/** Values from and to JSON tokens. */
public final class JsonValues {

    private static final JsonFactory LIMITED = Limits.OF_PLANS.factory();
    private static final JsonFactory TEXTS = Limits.OF_TEXTS.factory();
    private static final JsonFactory CANONICAL = new JsonFactory();

    private JsonValues() {}

    /** Reads a document within the limits of plans: they are checked while it is read. */
    public static JsonParser parser(InputStream json) {
        return Limits.OF_PLANS.counting(LIMITED.createParser(ObjectReadContext.empty(), json));
    }

    /** The same of a document behind another one: together they have as many changes as one may have. */
    public static JsonParser parserBehind(JsonParser earlier, InputStream json) {
        JsonParser parser = parser(json);
        if (parser instanceof CountingParser counting && earlier instanceof CountingParser counted) {
            counting.countFrom(counted);
        }
        return parser;
    }

    /** The same of what is in memory. */
    public static JsonParser parser(String json) {
        return Limits.OF_PLANS.counting(LIMITED.createParser(ObjectReadContext.empty(), json));
    }

    /**
     * The value that starts at the parser's current token; leaves the parser on its last one. Its memory is accounted for until
     * the next one is read. Of a member that an object has twice the last counts.
     */
    public static Value read(JsonParser parser) {
        return tree(parser, JsonValues::value);
    }

    /**
     * The same of one of many of each of which something stays: they are counted.
     *
     * @param parts its members whose objects, like itself, have each member once
     * @throws RepeatedMember where one has a member twice
     */
    public static Value readChange(JsonParser parser, Set<String> parts) {
        if (parser instanceof CountingParser counting) {
            counting.countChange();
        }
        return tree(parser, in -> valueOnce(in, parts));
    }

    /** The same of a value that is reduced to names and references: half of its memory stays accounted for. */
    public static Value readToReduce(JsonParser parser) {
        Value value = read(parser);
        if (parser instanceof CountingParser counting) {
            counting.keepHalf();
        }
        return value;
    }

    /** The same of a value that is kept: its memory is accounted for as long as the allowance lasts. */
    public static Value readToKeep(JsonParser parser) {
        Value value = read(parser);
        if (parser instanceof CountingParser counting) {
            counting.keepTree();
        }
        return value;
    }

    /** Makes something in memory of the value that starts at the parser's current token. */
    public static <T> T tree(JsonParser parser, Function<JsonParser, T> reading) {
        if (!(parser instanceof CountingParser counting)) {
            return reading.apply(parser);
        }
        counting.beginTree();
        T made = reading.apply(parser);
        counting.endTree();
        return made;
    }

    private static Value value(JsonParser parser) {
        return switch (parser.currentToken()) {
            case START_OBJECT -> readMembers(parser);
            case START_ARRAY -> readItems(parser);
            default -> leaf(parser);
        };
    }

    /** What is neither list nor object, at the parser's current token. */
    public static Value leaf(JsonParser parser) {
        return switch (parser.currentToken()) {
            case VALUE_STRING -> new Value.Text(parser.getString());
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> new Value.Num(parser.getString());
            case VALUE_TRUE -> new Value.Bool(true);
            case VALUE_FALSE -> new Value.Bool(false);
            default -> Value.Special.NULL;
        };
    }

    public static Optional<Value> parse(String json) {
        return parse(json, JsonValues::read);
    }

    /** The same of what nobody can read in two ways: empty where an object has a member twice. */
    public static Optional<Value> parseUnambiguous(String json) {
        return parse(json, parser -> tree(parser, JsonValues::valueWithoutRepetition));
    }

    private static Optional<Value> parse(String json, Function<JsonParser, Value> reading) {
        try (JsonParser parser = Limits.OF_TEXTS.counting(TEXTS.createParser(ObjectReadContext.empty(), json))) {
            if (parser.nextToken() == null) {
                return Optional.empty();
            }
            Value value = reading.apply(parser);
            return parser.nextToken() == null ? Optional.of(value) : Optional.empty();
        } catch (JacksonException | BeyondLimit | RepeatedMember _) {
            return Optional.empty();
        }
    }

    private static Value valueWithoutRepetition(JsonParser parser) {
        return switch (parser.currentToken()) {
            case START_OBJECT -> {
                Map<String, Value> members = new LinkedHashMap<>();
                while (parser.nextToken() != JsonToken.END_OBJECT) {
                    String name = parser.currentName();
                    parser.nextToken();
                    if (members.put(name, valueWithoutRepetition(parser)) != null) {
                        throw new RepeatedMember();
                    }
                }
                yield new Value.Members(members);
            }
            case START_ARRAY -> {
                List<Value> items = new ArrayList<>();
                while (parser.nextToken() != JsonToken.END_ARRAY) {
                    items.add(valueWithoutRepetition(parser));
                }
                yield new Value.Items(items);
            }
            default -> leaf(parser);
        };
    }

    private static Value readMembers(JsonParser parser) {
        Map<String, Value> members = new LinkedHashMap<>();
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String name = parser.currentName();
            parser.nextToken();
            members.put(name, value(parser));
        }
        return new Value.Members(members);
    }

    private static Value valueOnce(JsonParser parser, Set<String> parts) {
        if (parser.currentToken() != JsonToken.START_OBJECT) {
            return value(parser);
        }
        Map<String, Value> members = new LinkedHashMap<>();
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String name = parser.currentName();
            parser.nextToken();
            Value member = parts.contains(name) ? valueOnce(parser, parts) : value(parser);
            if (members.put(name, member) != null) {
                throw new RepeatedMember();
            }
        }
        return new Value.Members(members);
    }

    private static Value readItems(JsonParser parser) {
        List<Value> items = new ArrayList<>();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            items.add(value(parser));
        }
        return new Value.Items(items);
    }

    public static void write(Value value, JsonGenerator out) {
        switch (value) {
            case Value.Members(var members) -> {
                out.writeStartObject();
                members.forEach((name, member) -> {
                    out.writeName(name);
                    write(member, out);
                });
                out.writeEndObject();
            }
            case Value.Items(var items) -> {
                out.writeStartArray();
                items.forEach(item -> write(item, out));
                out.writeEndArray();
            }
            case Value.Text(String text) -> out.writeString(text);
            case Value.Num(String spelling) -> out.writeNumber(spelling);
            case Value.Bool(boolean truth) -> out.writeBoolean(truth);
            case Value.Special _ -> out.writeNull();
        }
    }

    /** JSON that is equal for equal values, whatever the order of their members. */
    public static String canonical(Value value) {
        StringWriter text = new StringWriter();
        try (JsonGenerator out = CANONICAL.createGenerator(ObjectWriteContext.empty(), text)) {
            write(sorted(value), out);
        }
        return text.toString();
    }

    public static Value sorted(Value value) {
        return switch (value) {
            case Value.Members(var members) ->
                Replaced.members(
                        isInOrder(members) ? (Value.Members) value : new Value.Members(new TreeMap<>(members)),
                        (_, member) -> sorted(member));
            case Value.Items items -> Replaced.items(items, JsonValues::sorted);
            case Value.Text _, Value.Num _, Value.Bool _, Value.Special _ -> value;
        };
    }

    /** Whether the members stand in the order of their names' UTF-16 code units, as Terraform writes them. */
    public static boolean isInOrder(Map<String, Value> members) {
        String last = "";
        for (String name : members.keySet()) {
            if (last.compareTo(name) > 0) {
                return false;
            }
            last = name;
        }
        return true;
    }
}
