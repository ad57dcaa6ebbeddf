package dev.infrahub.cabsigner.domain;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What came of an apply. */
public enum ImplementationResult {
    SUCCEEDED,
    FAILED,
    ROLLED_BACK;

    public String spelling() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    public static Optional<ImplementationResult> of(String spelling) {
        return Arrays.stream(values())
                .filter(result -> result.spelling().equals(spelling))
                .findFirst();
    }
}
