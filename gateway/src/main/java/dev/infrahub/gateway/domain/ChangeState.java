package dev.infrahub.gateway.domain;

import java.util.Locale;

/** What may become of a change request; the cab-signer decides. */
public enum ChangeState {
    PENDING,
    APPROVED,
    REJECTED,
    REVOKED,
    EXPIRED,
    IMPLEMENTED;

    /** As it is written in parameters, rows and answers. */
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }
}
