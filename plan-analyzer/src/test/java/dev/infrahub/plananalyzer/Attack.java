package dev.infrahub.plananalyzer;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Objects;

/**
 * Words that somebody hides where a model will read them.
 *
 * @param place what they stand in: key (of an instance), module, environment, output, attribute, value or log
 * @param obeyed what a model says that does as they ask
 */
record Attack(String name, String place, String planted, String obeyed) {

    static List<Attack> all() {
        try (InputStream in = Objects.requireNonNull(Attack.class.getResourceAsStream("attacks.tsv"))) {
            return new String(in.readAllBytes(), UTF_8)
                    .lines()
                    .filter(line -> !line.startsWith("#"))
                    .map(line -> line.split("\t", -1))
                    .map(cells -> new Attack(cells[0], cells[1], unescaped(cells[2]), unescaped(cells[3])))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String unescaped(String cell) {
        return cell.replace("\\n", "\n")
                .replace("\\u200b", "\u200b")
                .replace("\\u2060", "\u2060")
                .replace("\\u202e", "\u202e")
                .replace("\\u202c", "\u202c");
    }
}
