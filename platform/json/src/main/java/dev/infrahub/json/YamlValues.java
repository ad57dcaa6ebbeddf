package dev.infrahub.json;

import java.io.StringReader;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.DumperOptions;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.events.AliasEvent;
import org.yaml.snakeyaml.events.Event;
import org.yaml.snakeyaml.events.MappingStartEvent;
import org.yaml.snakeyaml.events.ScalarEvent;
import org.yaml.snakeyaml.events.SequenceStartEvent;

/** Values from YAML, as manifests and the values of charts are given in strings. */
public final class YamlValues {

    private static final int MOST_CHARACTERS = 4 * 1024 * 1024;
    private static final int DEEPEST = 200;
    private static final int MOST_VALUES = 200_000;
    private static final long BYTES_A_VALUE = 160;

    private static final String MERGE = "<<";

    private static final Set<String> TRUE = Set.of("true", "True", "TRUE", "yes", "Yes", "YES", "on", "On", "ON");
    private static final Set<String> FALSE = Set.of("false", "False", "FALSE", "no", "No", "NO", "off", "Off", "OFF");
    private static final Set<String> NULL = Set.of("", "~", "null", "Null", "NULL");

    private YamlValues() {}

    /** The value of a text, or a list of them where it has several documents; empty where it is no YAML, or beyond bounds. */
    public static Optional<Value> parse(String yaml) {
        if (yaml.length() > MOST_CHARACTERS) {
            return Optional.empty();
        }
        LoaderOptions options = new LoaderOptions();
        options.setCodePointLimit(MOST_CHARACTERS);
        Holding holding = new Holding();
        try {
            Iterator<Event> events =
                    new Yaml(options).parse(new StringReader(yaml)).iterator();
            return new Reading(events, holding).documents();
        } catch (YAMLException | BeyondLimit _) {
            return Optional.empty();
        } finally {
            holding.end();
        }
    }

    /** One text on its way. What an alias stands for counts each time: few lines may say very much. */
    private static final class Reading {

        private final Iterator<Event> events;
        private final Holding holding;
        private final Map<String, Anchored> anchors = new HashMap<>();
        private int values;

        private record Anchored(Value value, int values) {}

        private Reading(Iterator<Event> events, Holding holding) {
            this.events = events;
            this.holding = holding;
        }

        private Optional<Value> documents() {
            List<Value> documents = new ArrayList<>();
            while (events.hasNext()) {
                Event event = events.next();
                switch (event.getEventId()) {
                    case StreamStart, DocumentStart, DocumentEnd, StreamEnd, Comment -> {}
                    default -> documents.add(value(event, 0));
                }
            }
            return documents.isEmpty()
                    ? Optional.empty()
                    : Optional.of(documents.size() == 1 ? documents.getFirst() : new Value.Items(documents));
        }

        private Value value(Event event, int depth) {
            if (depth > DEEPEST) {
                throw new YAMLException("too deep");
            }
            return switch (event) {
                case AliasEvent alias -> ofAlias(alias.getAnchor());
                case ScalarEvent scalar -> {
                    count(1);
                    yield anchored(scalar.getAnchor(), scalar(scalar), 1);
                }
                case SequenceStartEvent sequence -> {
                    int before = values;
                    Value items = items(depth);
                    yield anchored(sequence.getAnchor(), items, values - before);
                }
                case MappingStartEvent mapping -> {
                    int before = values;
                    Value members = members(depth);
                    yield anchored(mapping.getAnchor(), members, values - before);
                }
                default -> throw new YAMLException("no value");
            };
        }

        private Value ofAlias(String name) {
            Anchored anchored = anchors.get(name);
            if (anchored == null) {
                throw new YAMLException("no anchor");
            }
            count(anchored.values());
            return anchored.value();
        }

        private Value anchored(@Nullable String name, Value value, int size) {
            if (name != null) {
                anchors.put(name, new Anchored(value, size));
            }
            return value;
        }

        private Value items(int depth) {
            count(1);
            List<Value> items = new ArrayList<>();
            for (Event next = events.next(); next.getEventId() != Event.ID.SequenceEnd; next = events.next()) {
                items.add(value(next, depth + 1));
            }
            return new Value.Items(items);
        }

        private Value members(int depth) {
            count(1);
            Map<String, Value> members = new LinkedHashMap<>();
            List<Value> merged = new ArrayList<>();
            for (Event next = events.next(); next.getEventId() != Event.ID.MappingEnd; next = events.next()) {
                String name = value(next, depth + 1).text().orElse("");
                if (next instanceof ScalarEvent key) {
                    name = key.getValue();
                }
                Value member = value(events.next(), depth + 1);
                if (name.equals(MERGE)) {
                    merged.addAll(member.each());
                } else {
                    members.put(name, member);
                }
            }
            merged.forEach(other -> {
                if (other instanceof Value.Members(var more)) {
                    more.forEach(members::putIfAbsent);
                }
            });
            return new Value.Members(members);
        }

        private static Value scalar(ScalarEvent scalar) {
            String text = scalar.getValue();
            if (scalar.getScalarStyle() != DumperOptions.ScalarStyle.PLAIN) {
                return new Value.Text(text);
            }
            if (TRUE.contains(text) || FALSE.contains(text)) {
                return new Value.Bool(TRUE.contains(text));
            }
            if (NULL.contains(text)) {
                return Value.Special.NULL;
            }
            return isNumber(text) ? new Value.Num(text) : new Value.Text(text);
        }

        /** Decimal; whatever else YAML calls a number stays a text. */
        private static boolean isNumber(String text) {
            int digits = text.charAt(0) == '-' ? 1 : 0;
            return text.length() > digits
                    && text.length() < 20
                    && text.chars().skip(digits).allMatch(c -> c >= '0' && c <= '9');
        }

        private void count(int more) {
            values += more;
            if (values > MOST_VALUES) {
                throw new YAMLException("too many values");
            }
            holding.grow(BYTES_A_VALUE * more);
        }
    }
}
