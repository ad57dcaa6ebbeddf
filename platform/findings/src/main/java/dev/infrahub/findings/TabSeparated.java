package dev.infrahub.findings;

import dev.infrahub.json.Parts;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** The tables kept beside these classes, one row a line, comments after {@code #}. */
public final class TabSeparated {

    private TabSeparated() {}

    public static List<String[]> rows(String name) {
        try (InputStream in = TabSeparated.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalStateException("no table " + name);
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .map(line -> Parts.of(line, '\t').toArray(String[]::new))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
