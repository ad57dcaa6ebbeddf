package dev.infrahub.faults;

import java.util.Locale;

/** What kind of no a request is told. */
public enum RefusalKind {
    /** There is no such thing, or none for whoever asks. */
    UNKNOWN,
    /** Not by whoever asks. */
    FORBIDDEN,
    /** Not as things stand. */
    CONFLICT,
    /** Never: the request itself is wrong. */
    INVALID,
    /** Nobody said no; it could not be done. */
    FAILED;

    /** As it is written in events. */
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Of what a newer service writes: {@link #FAILED}. */
    public static RefusalKind of(String text) {
        for (RefusalKind kind : values()) {
            if (kind.text().equals(text)) {
                return kind;
            }
        }
        return FAILED;
    }
}
