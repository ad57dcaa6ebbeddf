package dev.infrahub.chatservice.domain.review;

import java.util.List;

/**
 * A change as {@code git diff} writes one.
 *
 * @param limits what could not be read of it, a sentence each
 */
public record Diff(List<DiffFile> files, List<String> limits) {

    public Diff {
        files = List.copyOf(files);
        limits = List.copyOf(limits);
    }

    int count(DiffLine.Sign sign) {
        return files.stream().mapToInt(file -> file.count(sign)).sum();
    }
}
