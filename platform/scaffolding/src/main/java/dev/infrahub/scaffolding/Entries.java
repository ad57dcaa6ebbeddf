package dev.infrahub.scaffolding;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What stands in the files of this library: texts, and lines of {@code key = value} below a name in brackets, or below none. */
final class Entries {

    private static final String EQUALS = " = ";

    private Entries() {}

    static String text(String path) {
        try (InputStream in = Entries.class.getResourceAsStream(path)) {
            if (in == null) {
                throw new IllegalStateException("there is no " + path);
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(path, e);
        }
    }

    /** Without what is empty or begins with {@code #}. */
    static List<String> lines(String path) {
        return text(path)
                .lines()
                .filter(line -> !line.isBlank() && line.charAt(0) != '#')
                .toList();
    }

    /** By the names in brackets, then by the keys; what stands below no name is below the empty one. */
    static Map<String, Map<String, List<String>>> sections(String path) {
        Map<String, Map<String, List<String>>> sections = new LinkedHashMap<>();
        Map<String, List<String>> section = sections.computeIfAbsent("", _ -> new LinkedHashMap<>());
        for (String line : lines(path)) {
            int equals = line.indexOf(EQUALS);
            if (line.charAt(0) == '[') {
                section = sections.computeIfAbsent(line.substring(1, line.length() - 1), _ -> new LinkedHashMap<>());
            } else if (equals < 0) {
                throw new IllegalStateException(path + " has no entry in: " + line);
            } else {
                section.computeIfAbsent(line.substring(0, equals), _ -> new ArrayList<>())
                        .add(line.substring(equals + EQUALS.length()));
            }
        }
        return sections;
    }
}
