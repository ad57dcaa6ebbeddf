package dev.infrahub.chatservice.domain.review;

/**
 * A line of a hunk.
 *
 * @param number in the new file; of a removed line that before which it stood
 * @param text without the sign, and without the end of the line
 */
public record DiffLine(Sign sign, int number, String text) {

    /** What becomes of the line. */
    public enum Sign {
        CONTEXT,
        ADDED,
        REMOVED
    }

    public boolean isAdded() {
        return sign == Sign.ADDED;
    }

    boolean isRemoved() {
        return sign == Sign.REMOVED;
    }
}
