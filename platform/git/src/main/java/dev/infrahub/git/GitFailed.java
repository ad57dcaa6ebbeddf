package dev.infrahub.git;

import java.io.Serial;

/** A repository that was not read: the message is a sentence that says why and what to do, and holds nothing of what others said. */
public final class GitFailed extends RuntimeException {

    @Serial
    private static final long serialVersionUID = 1L;

    private final String code;

    GitFailed(String code, String sentence) {
        // no stack trace: this is an answer, not a bug
        super(sentence, null, false, false);
        this.code = code;
    }

    /** For programs, for example {@code repository.too_large}. */
    public String code() {
        return code;
    }

    public String sentence() {
        return String.valueOf(getMessage());
    }
}
