package dev.infrahub.console.remote;

/** The gateway did not answer, or not in time, or with what is no answer of its. */
public final class Away extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final String traceId;

    Away(String traceId, String why) {
        super(why, null, false, false);
        this.traceId = traceId;
    }

    /** The question's, in the log of both. */
    public String traceId() {
        return traceId;
    }
}
