package dev.infrahub.secrets;

import dev.infrahub.json.Parts;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The attributes in code of Terraform whose values are secrets because of the block they stand in: the table {@code
 * terraform-attributes.tsv}, which names its sources, and for resources {@link SecretArguments} as well.
 */
final class TerraformAttributes {

    static final String TABLE = "terraform-attributes.tsv";
    private static final char SEPARATOR = '\t';
    private static final Map<String, Map<String, Holds>> ALL = rows().stream()
            .collect(Collectors.groupingBy(row -> key(row.block, row.type), Collectors.toMap(Row::path, Row::holds)));

    private TerraformAttributes() {}

    /** How much of a value is secret. */
    enum Holds {
        /** All of it. */
        SECRET,
        /** All of it, unless it is the path of a file. */
        OR_PATH,
        /** What is found in it. */
        PART
    }

    /** @param path names, joined by points */
    record Row(String block, String type, String path, Holds holds) {}

    static List<Row> rows() {
        try (InputStream in = TerraformAttributes.class.getResourceAsStream(TABLE)) {
            if (in == null) {
                throw new IllegalStateException(TABLE + " is missing");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.startsWith("#"))
                    .map(line -> Parts.of(line, SEPARATOR))
                    .map(cells -> new Row(cells.get(0), cells.get(1), cells.get(2), holds(cells.get(3))))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Holds holds(String cell) {
        return switch (cell) {
            case "secret" -> Holds.SECRET;
            case "or-path" -> Holds.OR_PATH;
            case "part" -> Holds.PART;
            default -> throw new IllegalStateException(TABLE + ": " + cell);
        };
    }

    private static String key(String block, String type) {
        return block + SEPARATOR + type;
    }

    /** By their paths, those of a type of resource, of a backend or of a provider; most have none. */
    static Map<String, Holds> of(String block, String type) {
        return ALL.getOrDefault(key(block, type), Map.of());
    }

    /** Of all types of a kind of block together. */
    static Map<String, Holds> ofAny(String block) {
        return ALL.entrySet().stream()
                .filter(type -> type.getKey().startsWith(key(block, "")))
                .flatMap(type -> type.getValue().entrySet().stream())
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue, (one, _) -> one));
    }
}
