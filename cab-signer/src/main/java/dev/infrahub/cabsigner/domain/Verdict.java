package dev.infrahub.cabsigner.domain;

import java.util.Locale;

/** What a member of the board decides. */
public enum Verdict {
    APPROVE,
    REJECT;

    public String spelling() {
        return name().toLowerCase(Locale.ROOT);
    }
}
