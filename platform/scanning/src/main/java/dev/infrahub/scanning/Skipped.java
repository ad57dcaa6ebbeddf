package dev.infrahub.scanning;

import java.util.Locale;

/** What was handed in and not looked into. */
public record Skipped(String path, Reason reason) {

    /** Why. */
    public enum Reason {
        BINARY,
        TOO_LARGE,
        LINK,
        NOT_A_FILE,
        /** It leads out of what is scanned, or cannot be told. */
        UNSAFE_PATH;

        /** As it is told, for example {@code too-large}. */
        public String text() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }

        /** The reason of such a text. */
        public static Reason of(String text) {
            return valueOf(text.toUpperCase(Locale.ROOT).replace('-', '_'));
        }
    }
}
