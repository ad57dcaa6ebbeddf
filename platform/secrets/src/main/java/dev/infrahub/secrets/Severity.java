package dev.infrahub.secrets;

import java.util.Locale;

/** How much whoever has a credential of some kind can do. */
public enum Severity {
    /** Little, or only beside something else that is secret. */
    LOW,
    /** Some: to post into one channel, to read what is hardly private. */
    MEDIUM,
    /** Much of one service: its data, in the name of its owner. */
    HIGH,
    /** A cloud account, an organisation, a vault, money, or what is delivered to others. */
    CRITICAL;

    /** As rules, events and answers spell it. */
    public String spelling() {
        return name().toLowerCase(Locale.ROOT);
    }

    static Severity of(String spelling) {
        return valueOf(spelling.toUpperCase(Locale.ROOT));
    }
}
