package dev.infrahub.gateway.views;

import java.util.Locale;

/** What a view is of. */
public enum ViewKind {
    PLAN,
    HANDED_IN_PLAN,
    DRIFT,
    DRIFT_SCAN,
    SECRETS,
    CHANGE,
    DECISION,
    EVIDENCE,
    SIGNING_KEY,
    SSH_CERTIFICATE,
    SSH_REVOCATION,
    SSH_AUTHORITY;

    /** As it is written in rows. */
    public String text() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
