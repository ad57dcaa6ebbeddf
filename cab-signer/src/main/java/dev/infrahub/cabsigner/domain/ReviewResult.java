package dev.infrahub.cabsigner.domain;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** How a change went, seen from its review. */
public enum ReviewResult {
    SUCCESSFUL,
    SUCCESSFUL_WITH_ISSUES,
    UNSUCCESSFUL;

    public String spelling() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    public static Optional<ReviewResult> of(String spelling) {
        return Arrays.stream(values())
                .filter(result -> result.spelling().equals(spelling))
                .findFirst();
    }
}
