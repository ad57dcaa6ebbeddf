package dev.infrahub.findings;

import java.util.Locale;

/** How grave one reason, or the whole plan, is. */
public enum Severity {
    LOW,
    MEDIUM,
    HIGH,
    CRITICAL;

    /** As events and answers spell it. */
    public String spelling() {
        return name().toLowerCase(Locale.ROOT);
    }

    static Severity of(String spelling) {
        return valueOf(spelling.toUpperCase(Locale.ROOT));
    }

    public Severity raised() {
        return switch (this) {
            case LOW -> MEDIUM;
            case MEDIUM -> HIGH;
            case HIGH, CRITICAL -> CRITICAL;
        };
    }

    public boolean atLeast(Severity other) {
        return compareTo(other) >= 0;
    }
}
