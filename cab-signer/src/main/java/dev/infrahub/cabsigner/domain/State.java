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

    public static State of(String spelling) {
        return valueOf(spelling.toUpperCase(Locale.ROOT));
    }
}
