package dev.infrahub.events;

import java.util.Locale;

/** What a publication is to the request that its outcome is of. */
public enum Relation {
    /** It settles the request; at most one of an outcome does. */
    ANSWERS,
    /** It came of the request, and the request is not settled by it. */
    BELONGS,
    /** It starts something of its own: whoever waits for the request does not wait for that. */
    STARTS;

    /** As it is written in the header {@code operation-relation}. */
    String text() {
        return name().toLowerCase(Locale.ROOT);
    }
}
