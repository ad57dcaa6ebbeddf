package dev.infrahub.supervision;

/** Something that was to go on has come to its end without a word. */
public final class Ended extends Error {

    private static final long serialVersionUID = 1L;

    /** @param what has ended; for the log, and without anybody's input */
    public Ended(String what) {
        super(what + " has ended; what was logged before may say why");
    }
}
