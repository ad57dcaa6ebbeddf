package dev.infrahub.chatservice.domain.review;

import java.util.List;
import java.util.stream.Stream;

/**
 * A file that is changed.
 *
 * @param path in the new tree; of a deleted file in the old one
 * @param isBinary whether nothing of its content is shown
 */
public record DiffFile(String path, Kind kind, boolean isBinary, List<Hunk> hunks) {

    /** What becomes of a file. */
    public enum Kind {
        ADDED,
        MODIFIED,
        DELETED,
        RENAMED,
        COPIED
    }

    public DiffFile {
        hunks = List.copyOf(hunks);
    }

    public Stream<DiffLine> lines() {
        return hunks.stream().flatMap(hunk -> hunk.lines().stream());
    }

    int count(DiffLine.Sign sign) {
        return (int) lines().filter(line -> line.sign() == sign).count();
    }
}
