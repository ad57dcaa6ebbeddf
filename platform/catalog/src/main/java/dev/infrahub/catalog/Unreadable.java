package dev.infrahub.catalog;

/**
 * What is in the catalog and cannot be read.
 *
 * @param origin the file, or the reference; {@link #ANY} where not even that is known
 * @param place where it stands, for people
 * @param why one sentence, with nothing of what stands there
 */
public record Unreadable(String origin, String place, String why) {

    static final String ANY = "*";

    boolean mayBe(String other) {
        return origin.equals(ANY) || origin.equals(other);
    }
}
