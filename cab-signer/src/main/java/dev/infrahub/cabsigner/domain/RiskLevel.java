package dev.infrahub.cabsigner.domain;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** How risky a change is: decides how many must approve it. */
public enum RiskLevel {
    LOW,
    MEDIUM,
    HIGH,
    CRITICAL;

    public String spelling() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Optional<RiskLevel> of(String spelling) {
        return Arrays.stream(values())
                .filter(level -> level.spelling().equals(spelling))
                .findFirst();
    }
}
