package dev.infrahub.json;

import java.io.Serial;

/** A document is too large in some way; the message says which, as in "JSON nested deeper than 500 levels", from "nested" on. */
public final class BeyondLimit extends RuntimeException {

    @Serial
    private static final long serialVersionUID = 1L;

    private final Limit limit;

    BeyondLimit(Limit limit, String found) {
        // no stack trace: hostile input should cost little
        super(found, null, false, false);
        this.limit = limit;
    }

    public Limit limit() {
        return limit;
    }

    /** What was found, to stand behind the name of what was read. */
    public String found() {
        return String.valueOf(getMessage());
    }
}
