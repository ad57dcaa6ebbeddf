package dev.infrahub.faults;

import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A failure that a handler decided on. Anything else that a handler throws is a bug.
 *
 * <p>Codes are lower case with a dot, {@code noun.problem}. The message may reach the caller, so it holds no input.
 */
public abstract sealed class Fault extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final String code;

    private Fault(String code, String detail) {
        super(detail);
        this.code = code;
    }

    /** What went wrong, for machines. */
    public String code() {
        return code;
    }

    /** What went wrong, in one sentence for people. */
    public String detail() {
        return String.valueOf(getMessage());
    }

    /** The event can never be handled: dead-lettered at once. */
    public static final class Invalid extends Fault {
        private static final long serialVersionUID = 1L;

        public Invalid(String code, String detail) {
            super(code, detail);
        }
    }

    /** A dependency is away: retried in place, in order, then dead-lettered. */
    public static final class Unavailable extends Fault {
        private static final long serialVersionUID = 1L;

        private final @Nullable Duration retryAfter;

        public Unavailable(String code, String detail) {
            this(code, detail, null);
        }

        /** @param retryAfter when the dependency wants to be asked again, where it said so */
        public Unavailable(String code, String detail, @Nullable Duration retryAfter) {
            super(code, detail);
            this.retryAfter = retryAfter;
        }

        public Optional<Duration> retryAfter() {
            return Optional.ofNullable(retryAfter);
        }
    }
}
