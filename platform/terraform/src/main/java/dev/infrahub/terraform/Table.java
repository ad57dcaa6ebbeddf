package dev.infrahub.terraform;

import dev.infrahub.json.Parts;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Tables among the resources: under a line of titles, lines of a name, its kind and where that is known from. */
final class Table {

    private Table() {}

    /** The names of one kind. */
    static Set<String> names(String table, String kind) {
        try (InputStream in = Table.class.getResourceAsStream(table)) {
            if (in == null) {
                throw new IllegalStateException(table + " is missing");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .skip(1)
                    .map(line -> Parts.of(line, '\t'))
                    .filter(row -> row.get(1).equals(kind))
                    .map(List::getFirst)
                    .collect(Collectors.toUnmodifiableSet());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
