package dev.infrahub.chatservice.domain;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.stream.Collectors;

/** The titles that a place of a document stands under. */
final class Titles {

    /** So long a title is none. */
    private static final int LONGEST = 120;

    private record Title(int level, String text) {}

    private final Deque<Title> open = new ArrayDeque<>();

    /** @param line of Markdown, such as {@code ## Restore} */
    void enter(String line) {
        int level = (int) line.chars().takeWhile(c -> c == '#').count();
        while (!open.isEmpty() && open.getLast().level() >= level) {
            open.removeLast();
        }
        open.addLast(new Title(level, shortened(line.substring(level).strip())));
    }

    /** Outermost first. */
    String path() {
        return open.stream().map(Title::text).filter(text -> !text.isEmpty()).collect(Collectors.joining(" > "));
    }

    private static String shortened(String title) {
        return title.codePoints()
                .limit(LONGEST)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }
}
