package dev.infrahub.cabsigner.domain;

import java.util.Locale;

/** What became of a change request so far. */
public enum State {
    PENDING,
    APPROVED,
    REJECTED,
    /** Was approved, and the approval was withdrawn before it was used. */
    REVOKED,
    EXPIRED,
    /** Was applied, whatever came of it. */
    IMPLEMENTED;

    public String spelling() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static State of(String spelling) {
        return valueOf(spelling.toUpperCase(Locale.ROOT));
    }

    /** Whether time alone may end it. */
    public boolean mayExpire() {
        return this == PENDING || this == APPROVED;
    }

    /** Whether the board stands behind it. */
    boolean isGood() {
        return this == APPROVED || this == IMPLEMENTED;
    }
}
