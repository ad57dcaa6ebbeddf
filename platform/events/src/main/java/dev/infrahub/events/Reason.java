package dev.infrahub.events;

import dev.infrahub.faults.Fault;
import dev.infrahub.faults.RefusalKind;
import io.r2dbc.spi.R2dbcException;
import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.kafka.listener.ListenerExecutionFailedException;

/**
 * Why an event failed: the two questions of every failure, answered.
 *
 * @param cause what was thrown
 * @param unusable what is wrong with a value in it, where that is why
 */
record Reason(Throwable cause, Optional<Fault.Invalid> unusable) {

    static final String INTERNAL = "internal";

    private static final String BUG = "The hub failed on this request; its operators find the cause in the log.";

    static Reason of(@Nullable Throwable thrown) {
        Throwable cause = thrown instanceof ListenerExecutionFailedException ? thrown.getCause() : thrown;
        return cause == null
                ? new Reason(new IllegalStateException("no exception given", thrown), Optional.empty())
                : new Reason(
                        cause,
                        switch (cause) {
                            case Fault _, Distrusted _, Outage _ -> Optional.empty();
                            default -> Unusable.of(cause);
                        });
    }

    String code() {
        return unusable.<Throwable>map(fault -> fault).orElse(cause) instanceof Fault fault
                ? fault.code()
                : cause instanceof Distrusted distrusted ? distrusted.code() : INTERNAL;
    }

    /** Trying again cannot help. */
    boolean hopeless() {
        return unusable.isPresent() || cause instanceof Fault.Invalid || cause instanceof Distrusted;
    }

    /** For whoever waits; empty where nobody is told. */
    Optional<Refusal> refusal() {
        if (unusable.isPresent()) {
            return unusable.map(Refusal::of);
        }
        return switch (cause) {
            case Fault fault -> Optional.of(Refusal.of(fault));
            case Distrusted distrusted -> distrusted.refusal();
            default -> Optional.of(new Refusal(code(), BUG, RefusalKind.FAILED, true));
        };
    }

    boolean outage() {
        return cause instanceof Outage;
    }

    /** A dependency of the handler's is away. */
    boolean away() {
        return cause instanceof Fault.Unavailable;
    }

    boolean bug() {
        return !hopeless() && !outage() && !away();
    }

    /** Of what was wrong with a value the message is left out: many repeat the value. */
    String forLog() {
        return unusable.map(fault -> fault.code() + " (" + cause.getClass().getName() + where() + ")")
                .orElseGet(() -> switch (cause) {
                    case Fault fault -> fault.code() + " (" + fault.detail() + ")";
                    case Distrusted distrusted -> distrusted.code() + " (" + distrusted.detail() + ")";
                    default -> cause.toString();
                });
    }

    /** What the database calls it, or the first place in the hub's own code. */
    private String where() {
        if (cause instanceof R2dbcException said) {
            return " " + said.getSqlState();
        }
        return Arrays.stream(cause.getStackTrace())
                .filter(frame -> frame.getClassName().startsWith("dev.infrahub."))
                .findFirst()
                .map(frame -> " at " + frame)
                .orElse("");
    }
}
