package dev.infrahub.chatservice.domain.review;

import java.util.List;
import java.util.stream.Stream;

/**
 * A file that is changed.
 *
 * @param path in the new tree; of a deleted file in the old one; of a long one the end, which says what the file is
 * @param isBinary whether nothing of its content is shown
 */
public record DiffFile(String path, Kind kind, boolean isBinary, List<Hunk> hunks) {

    private static final int LONGEST_PATH = 300;
    private static final String ELLIPSIS = "…";

    /** What becomes of a file. */
    public enum Kind {
        ADDED,
        MODIFIED,
        DELETED,
        RENAMED,
        COPIED
    }

    public DiffFile {
        path = shortened(path);
        hunks = List.copyOf(hunks);
    }

    /** By its end. */
    static String shortened(String path) {
        if (path.length() <= LONGEST_PATH) {
            return path;
        }
        int from = path.length() - LONGEST_PATH + 1;
        return ELLIPSIS + path.substring(Character.isLowSurrogate(path.charAt(from)) ? from + 1 : from);
    }

    public Stream<DiffLine> lines() {
        return hunks.stream().flatMap(hunk -> hunk.lines().stream());
    }

    int count(DiffLine.Sign sign) {
        return (int) lines().filter(line -> line.sign() == sign).count();
    }
}
