package dev.infrahub.quantumapilocal.domain;

import java.util.Arrays;

/** What a key, or one version of it, may still do. */
public enum KeyState {
    /** Everything. */
    ACTIVE("active"),
    /** A former version: verifies and decrypts what it signed and encrypted. */
    DEPRECATED("deprecated"),
    /** Nothing, and gone when its grace is over. */
    PENDING_DELETION("pending-deletion");

    private final String text;

    KeyState(String text) {
        this.text = text;
    }

    public String text() {
        return text;
    }

    /** @throws IllegalArgumentException when there is no such state */
    public static KeyState of(String text) {
        return Arrays.stream(values())
                .filter(state -> state.text.equals(text))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no key state " + text));
    }
}
