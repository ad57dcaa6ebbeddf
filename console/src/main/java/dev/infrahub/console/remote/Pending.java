package dev.infrahub.console.remote;

/** The gateway took the request, and has no answer yet: whoever asked looks at the operation. */
public final class Pending extends RuntimeException {

    private static final long serialVersionUID = 1L;
    private static final String AT = "/api/operations/";

    private final String location;

    Pending(String location) {
        super("pending", null, false, false);
        this.location = location;
    }

    /** The operation's id. */
    public String operation() {
        return location.startsWith(AT) ? location.substring(AT.length()) : "";
    }
}
