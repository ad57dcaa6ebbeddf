package dev.infrahub.scanning;

/**
 * What an expression has matched in a text, by indices.
 *
 * @param secretStart of the part that is secret
 */
record Match(int start, int end, int secretStart, int secretEnd) {

    /** One that is secret as a whole. */
    static Match of(int start, int end) {
        return new Match(start, end, start, end);
    }
}
