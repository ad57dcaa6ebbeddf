package dev.infrahub.cabsigner.domain;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What a member of the board decides. */
public enum Verdict {
    APPROVE,
    REJECT,
    /** Withdraws an approval that was given and not used yet. */
    REVOKE;

    public String spelling() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Optional<Verdict> of(String spelling) {
        return Arrays.stream(values())
                .filter(verdict -> verdict.spelling().equals(spelling))
                .findFirst();
    }
}
