package dev.infrahub.quantumapilocal.domain;

/** What was given cannot be used; the message says why and holds nothing of what was given. */
public final class Rejected extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public Rejected(String why) {
        super(why, null, false, false);
    }

    /** The sentence for the caller. */
    public String why() {
        return String.valueOf(getMessage());
    }
}
