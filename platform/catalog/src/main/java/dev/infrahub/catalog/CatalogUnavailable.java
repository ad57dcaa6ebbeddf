package dev.infrahub.catalog;

import java.io.Serial;

/** A catalog that was not read: the message is a sentence that says why and what to do. */
public final class CatalogUnavailable extends RuntimeException {

    @Serial
    private static final long serialVersionUID = 1L;

    private final String code;

    CatalogUnavailable(String code, String sentence) {
        // no stack trace: this is an answer, not a bug
        super(sentence, null, false, false);
        this.code = code;
    }

    /** For programs, for example {@code catalog.forbidden}. */
    public String code() {
        return code;
    }

    public String sentence() {
        return String.valueOf(getMessage());
    }
}
