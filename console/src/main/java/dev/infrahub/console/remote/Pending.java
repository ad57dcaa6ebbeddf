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

    /** The page of the operation. */
    public Path page() {
        Path all = Path.of("/operations");
        return location.startsWith(AT) ? all.segment(location.substring(AT.length())) : all;
    }
}
