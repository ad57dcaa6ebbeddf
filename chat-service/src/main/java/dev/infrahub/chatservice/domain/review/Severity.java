package dev.infrahub.chatservice.domain.review;

import java.util.Locale;

/** How grave a finding is; the gravest last. */
public enum Severity {
    LOW,
    MEDIUM,
    HIGH,
    CRITICAL;

    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }
}
