package dev.infrahub.findings;

import java.util.Locale;

/** What a rule answers; one that answers no is not heard. */
public enum Verdict {
    /** It is so. */
    YES,
    /** It cannot be told before apply, which is no pass. */
    UNKNOWN;

    /** As events and answers spell it. */
    public String spelling() {
        return name().toLowerCase(Locale.ROOT);
    }
}
