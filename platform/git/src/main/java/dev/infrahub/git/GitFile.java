package dev.infrahub.git;

/**
 * What stands at a path of a commit.
 *
 * @param path from the root of the repository, with slashes
 * @param id of its content: the same for the same bytes
 * @param size in bytes; 0 of what is no file
 */
public record GitFile(String path, Kind kind, String id, long size) {

    /** What it is. */
    public enum Kind {
        FILE,
        LINK,
        /** A commit of another repository, which is not fetched. */
        SUBMODULE
    }
}
