package dev.infrahub.console.remote;

import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * A server-sent event.
 *
 * @param name what kind it is
 * @param data what it says
 */
public record Told(String name, String data) {

    private static final String NAME = "event:";
    private static final String DATA = "data:";

    /** An empty line ends an event; a line that begins with a colon is no part of one. */
    static void read(Stream<String> lines, Consumer<Told> each) {
        StringBuilder name = new StringBuilder();
        StringBuilder data = new StringBuilder();
        lines.forEach(line -> {
            if (line.isEmpty() && !data.isEmpty()) {
                each.accept(new Told(name.toString(), data.toString()));
            }
            if (line.isEmpty()) {
                name.setLength(0);
                data.setLength(0);
            } else if (line.startsWith(NAME)) {
                name.append(value(line, NAME));
            } else if (line.startsWith(DATA)) {
                data.append(data.isEmpty() ? "" : "\n").append(value(line, DATA));
            }
        });
    }

    /** One space behind the colon is none of the value's. */
    private static String value(String line, String field) {
        String value = line.substring(field.length());
        return value.startsWith(" ") ? value.substring(1) : value;
    }
}
