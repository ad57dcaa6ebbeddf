package dev.infrahub.driftworker.domain;

import java.util.Locale;

/** What became of drift; of several attributes the first of these counts. */
public enum State {
    /** Nobody has decided about it. */
    OPEN,
    /** A secret has another value, which Terraform does not know. */
    ROTATED,
    /** Somebody takes it as it is, for a time. */
    ACCEPTED,
    /** Something else is in charge of it. */
    CO_MANAGED;

    /** As events and answers spell it. */
    public String spelling() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** Whether it is drift that somebody has to look at. */
    boolean counts() {
        return this == OPEN || this == ROTATED;
    }

    State and(State other) {
        return compareTo(other) <= 0 ? this : other;
    }
}
