package dev.infrahub.chatservice.domain.component;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.StringTokenizer;

/** What packages, images and addresses are for: {@code technologies.tsv}. */
final class Technologies {

    private static final Map<String, Technology> BY_NAME = load();

    private Technologies() {}

    /**
     * What a package stands for.
     *
     * @param isNeeded whether it is a service that has to run, or a way to build one
     */
    private record Technology(String name, boolean isNeeded) {}

    /** Tells what it stands for, where that is known. */
    static void named(String ecosystem, String name, Found found) {
        Technology technology = BY_NAME.get(ecosystem + ":" + name.toLowerCase(Locale.ROOT));
        if (technology != null) {
            found.tag(technology.name());
            if (technology.isNeeded()) {
                found.dependency(technology.name());
            }
        }
    }

    static boolean isKnown(String ecosystem, String name) {
        return BY_NAME.containsKey(ecosystem + ":" + name.toLowerCase(Locale.ROOT));
    }

    private static Map<String, Technology> load() {
        try (InputStream in = Objects.requireNonNull(Technologies.class.getResourceAsStream("technologies.tsv"))) {
            Map<String, Technology> known = new HashMap<>();
            new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .forEach(line -> add(line, known));
            return known;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void add(String row, Map<String, Technology> known) {
        List<String> cells = new ArrayList<>();
        StringTokenizer tokens = new StringTokenizer(row, "\t ");
        while (tokens.hasMoreTokens()) {
            cells.add(tokens.nextToken());
        }
        Technology technology = new Technology(cells.get(0), cells.get(1).equals("needs"));
        cells.subList(2, cells.size()).forEach(name -> known.put(name, technology));
    }
}
