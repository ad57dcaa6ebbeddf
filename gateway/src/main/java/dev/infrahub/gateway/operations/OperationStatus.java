package dev.infrahub.gateway.operations;

import java.util.Locale;

/** Where an operation stands. It goes from accepted to one of the others, once. */
public enum OperationStatus {
    ACCEPTED,
    COMPLETED,
    FAILED;

    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static OperationStatus of(String text) {
        return valueOf(text.toUpperCase(Locale.ROOT));
    }
}
