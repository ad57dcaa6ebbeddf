package dev.infrahub.secrets;

import dev.infrahub.json.Parts;
import dev.infrahub.json.Value;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The arguments of a resource that are secret because of its type, whatever they are called and whether anybody marked them or
 * not: the table {@code secret-arguments.tsv}, which names its sources.
 */
public final class SecretArguments {

    static final String TABLE = "secret-arguments.tsv";
    private static final String ALWAYS = "-";
    private static final String ANY = "*";
    private static final Value MARKED = new Value.Bool(true);
    private static final Value UNMARKED = new Value.Bool(false);

    private static final List<Row> ROWS = table();
    private static final Map<String, List<Row>> BY_TYPE = ROWS.stream()
            .filter(row -> !row.type.startsWith(ANY))
            .collect(Collectors.groupingBy(Row::type, Collectors.toUnmodifiableList()));
    private static final List<Row> BY_ENDING =
            ROWS.stream().filter(row -> row.type.startsWith(ANY)).toList();

    private static final SecretArguments NONE = new SecretArguments(List.of());

    private final List<Row> rows;

    private SecretArguments(List<Row> rows) {
        this.rows = rows;
    }

    /**
     * An argument.
     *
     * @param unless the other argument and what it says where this one is no secret; empty where it always is
     */
    record Row(String type, List<String> path, Unless unless) {

        private boolean hasType(String other) {
            return other.endsWith(type.substring(ANY.length()));
        }

        /** What the argument itself is called. */
        String name() {
            return path.getLast();
        }
    }

    /** What another argument says where there is no secret. */
    record Unless(String argument, Set<String> words) {

        private static Unless of(String cell) {
            List<String> sides = Parts.of(cell, '=');
            return cell.equals(ALWAYS)
                    ? new Unless("", Set.of())
                    : new Unless(sides.getFirst(), Set.copyOf(Parts.of(sides.getLast(), '|')));
        }

        private boolean holds(Value attributes) {
            return switch (attributes.at(argument)) {
                case Value.Text(String text) -> words.contains(text);
                case Value.Bool(boolean truth) -> words.contains(String.valueOf(truth));
                case Value.Num _, Value.Items _, Value.Members _, Value.Special _ -> false;
            };
        }
    }

    private static List<Row> table() {
        try (InputStream in = SecretArguments.class.getResourceAsStream(TABLE)) {
            if (in == null) {
                throw new IllegalStateException(TABLE + " is missing");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.startsWith("#"))
                    .map(line -> Parts.of(line, '\t'))
                    .map(cells -> new Row(cells.get(0), Parts.of(cells.get(1), '.'), Unless.of(cells.get(2))))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Those of the type of a resource; most have none. */
    public static SecretArguments of(String type) {
        List<Row> known = Stream.concat(
                        BY_TYPE.getOrDefault(type, List.of()).stream(),
                        BY_ENDING.stream().filter(row -> row.hasType(type)))
                .toList();
        return known.isEmpty() ? NONE : new SecretArguments(known);
    }

    static List<Row> all() {
        return ROWS;
    }

    /** The types that are known by all of their name. */
    static Set<String> types() {
        return BY_TYPE.keySet();
    }

    public boolean isEmpty() {
        return rows.isEmpty();
    }

    List<Row> rows() {
        return rows;
    }

    /** As Terraform marks what is sensitive: booleans in the shape of the attributes of a resource. */
    public Value marks(Value attributes) {
        return marks(
                attributes,
                rows.stream()
                        .filter(row -> !row.unless.holds(attributes))
                        .map(Row::path)
                        .toList());
    }

    private static Value marks(Value value, List<List<String>> paths) {
        if (paths.isEmpty() || value.isNull()) {
            return UNMARKED;
        }
        if (paths.stream().anyMatch(List::isEmpty)) {
            return MARKED;
        }
        return switch (value) {
            case Value.Members(var members) -> marksOfMembers(members, paths);
            case Value.Items(var items) ->
                new Value.Items(items.stream().map(item -> marks(item, paths)).toList());
            case Value.Text _, Value.Num _, Value.Bool _, Value.Special _ -> UNMARKED;
        };
    }

    private static Value marksOfMembers(Map<String, Value> members, List<List<String>> paths) {
        Map<String, Value> marks = new LinkedHashMap<>();
        members.forEach((name, member) -> {
            List<List<String>> below = new ArrayList<>(0);
            for (List<String> path : paths) {
                if (path.getFirst().equals(name)) {
                    below.add(path.subList(1, path.size()));
                }
            }
            if (!below.isEmpty()) {
                marks.put(name, marks(member, below));
            }
        });
        return new Value.Members(marks);
    }
}
