package dev.infrahub.cabsigner.domain;

import java.util.Locale;

/** What became of a change request so far. */
public enum State {
    PENDING,
    APPROVED,
    REJECTED,
    EXPIRED;

    public String spelling() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Whether the board stands behind it. */
    boolean isGood() {
        return this == APPROVED;
    }

    public static State of(String spelling) {
        return valueOf(spelling.toUpperCase(Locale.ROOT));
    }
}
