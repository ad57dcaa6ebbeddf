package dev.infrahub.catalog;

import java.util.ArrayList;
import java.util.List;

/**
 * A document of a YAML stream, as text: what is wrong with one is wrong with no other.
 *
 * @param line of its first line, from 1 on
 */
record YamlDocument(int line, String text) {

    static List<YamlDocument> of(String stream) {
        List<YamlDocument> documents = new ArrayList<>();
        StringBuilder text = new StringBuilder();
        int start = 1;
        int number = 0;
        for (String line : stream.lines().toList()) {
            number++;
            if (isMark("---", line) || isMark("...", line)) {
                add(documents, start, text);
                start = number;
                // something may stand behind the mark
                line = line.substring(3);
            }
            text.append(line).append('\n');
        }
        add(documents, start, text);
        return documents;
    }

    /** At the beginning of a line these end a document, whatever stands open in it. */
    private static boolean isMark(String mark, String line) {
        return line.startsWith(mark) && (line.length() == 3 || line.charAt(3) == ' ' || line.charAt(3) == '\t');
    }

    private static void add(List<YamlDocument> documents, int start, StringBuilder text) {
        boolean saysSomething = text.toString()
                .lines()
                .map(String::strip)
                .anyMatch(line -> !line.isEmpty() && line.charAt(0) != '#' && line.charAt(0) != '%');
        if (saysSomething) {
            documents.add(new YamlDocument(start, text.toString()));
        }
        text.setLength(0);
    }
}
