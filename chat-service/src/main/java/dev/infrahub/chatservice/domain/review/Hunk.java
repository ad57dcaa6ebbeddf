package dev.infrahub.chatservice.domain.review;

import java.util.List;

/**
 * Lines of a file that stand together.
 *
 * @param heading the line above them that git believes they belong to; empty where it names none
 */
public record Hunk(String heading, List<DiffLine> lines) {

    public Hunk {
        lines = List.copyOf(lines);
    }
}
