package dev.infrahub.console.remote;

/** The gateway answered with more than a page, or a file, of the console's takes. */
public final class Oversized extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final long most;
    private final String traceId;

    Oversized(long most, String traceId) {
        super("oversized", null, false, false);
        this.most = most;
        this.traceId = traceId;
    }

    /** In bytes. */
    public long most() {
        return most;
    }

    public String traceId() {
        return traceId;
    }
}
