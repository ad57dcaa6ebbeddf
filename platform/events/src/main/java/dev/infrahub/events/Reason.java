package dev.infrahub.events;

import dev.infrahub.faults.Fault;
import dev.infrahub.faults.RefusalKind;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.kafka.listener.ListenerExecutionFailedException;

/** Why an event failed: the two questions of every failure, answered. */
record Reason(Throwable cause) {

    static final String INTERNAL = "internal";

    private static final String BUG = "The hub failed on this request; its operators find the cause in the log.";

    static Reason of(@Nullable Exception thrown) {
        Throwable cause = thrown instanceof ListenerExecutionFailedException ? thrown.getCause() : thrown;
        return new Reason(cause == null ? new IllegalStateException("no exception given", thrown) : cause);
    }

    String code() {
        return switch (cause) {
            case Fault fault -> fault.code();
            case Distrusted distrusted -> distrusted.code();
            default -> INTERNAL;
        };
    }

    /** Trying again cannot help. */
    boolean hopeless() {
        return cause instanceof Fault.Invalid || cause instanceof Distrusted;
    }

    /** For whoever waits; empty where nobody is told. */
    Optional<Refusal> refusal() {
        return switch (cause) {
            case Fault fault -> Optional.of(Refusal.of(fault));
            case Distrusted distrusted -> distrusted.refusal();
            default -> Optional.of(new Refusal(code(), BUG, RefusalKind.FAILED, true));
        };
    }

    boolean outage() {
        return cause instanceof Outage;
    }

    boolean bug() {
        return !(cause instanceof Fault || cause instanceof Outage || cause instanceof Distrusted);
    }

    String forLog() {
        return switch (cause) {
            case Fault fault -> fault.code() + " (" + fault.detail() + ")";
            case Distrusted distrusted -> distrusted.code() + " (" + distrusted.detail() + ")";
            default -> cause.toString();
        };
    }
}
