package dev.infrahub.console.remote;

/** Somebody who was asked did not answer, or not in time, or with what is no answer of theirs. */
public final class Away extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final Who who;
    private final String traceId;

    /** Who it is that is asked. */
    public enum Who {
        GATEWAY,
        IDENTITY_PROVIDER
    }

    Away(Who who, String traceId, String why) {
        super(why, null, false, false);
        this.who = who;
        this.traceId = traceId;
    }

    public Who who() {
        return who;
    }

    /** The question's, in the log of both. */
    public String traceId() {
        return traceId;
    }
}
