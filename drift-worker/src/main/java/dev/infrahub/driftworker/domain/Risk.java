package dev.infrahub.driftworker.domain;

import java.util.Collection;
import java.util.Locale;

/** How grave drift is. */
public enum Risk {
    NONE,
    LOW,
    MEDIUM,
    HIGH,
    CRITICAL;

    /** As events and answers spell it. */
    public String spelling() {
        return name().toLowerCase(Locale.ROOT);
    }

    Risk atLeast(Risk least) {
        return compareTo(least) < 0 ? least : this;
    }

    static Risk gravest(Collection<Risk> risks) {
        return risks.stream().reduce(NONE, Risk::atLeast);
    }
}
