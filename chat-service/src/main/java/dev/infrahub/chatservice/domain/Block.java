package dev.infrahub.chatservice.domain;

import java.util.ArrayList;
import java.util.List;

/** What stands between blank lines of a document; of code also what has blank lines in it. */
record Block(Kind kind, String text) {

    enum Kind {
        TITLE,
        CODE,
        TEXT
    }

    private static final int DEEPEST = 6;
    private static final List<String> FENCES = List.of("```", "~~~");

    /** In their order; none is empty. */
    static List<Block> of(String document) {
        Reader reader = new Reader();
        document.lines().forEach(reader::read);
        reader.close();
        return reader.blocks;
    }

    private static boolean isTitle(String line) {
        int level = (int) line.chars().takeWhile(c -> c == '#').count();
        return level >= 1 && level <= DEEPEST && level < line.length() && Character.isWhitespace(line.charAt(level));
    }

    private static String fence(String line) {
        String start = line.stripLeading();
        return FENCES.stream().filter(start::startsWith).findFirst().orElse("");
    }

    private static final class Reader {

        private final List<Block> blocks = new ArrayList<>();
        private final StringBuilder lines = new StringBuilder();
        /** What ends the code that is being read; empty where none is. */
        private String fence = "";

        private void read(String line) {
            if (!fence.isEmpty()) {
                append(line);
                if (line.strip().equals(fence)) {
                    close();
                }
            } else if (!fence(line).isEmpty()) {
                close();
                fence = fence(line);
                append(line);
            } else if (isTitle(line)) {
                close();
                blocks.add(new Block(Kind.TITLE, line.strip()));
            } else if (line.isBlank()) {
                close();
            } else {
                append(line);
            }
        }

        private void append(String line) {
            lines.append(lines.isEmpty() ? "" : "\n").append(line.stripTrailing());
        }

        private void close() {
            String text = lines.toString();
            if (!text.isBlank()) {
                blocks.add(new Block(fence.isEmpty() ? Kind.TEXT : Kind.CODE, text));
            }
            lines.setLength(0);
            fence = "";
        }
    }
}
