package dev.infrahub.secretscanner.domain;

import java.util.Locale;

/** How a finding of a scan relates to what was known. */
public enum State {
    /** No earlier look saw it. */
    NEW,
    /** An earlier one did. */
    KNOWN,
    /** A comment beside it allows it. */
    ALLOWED,
    /** A newer scan of its file counts. */
    SUPERSEDED;

    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }
}
