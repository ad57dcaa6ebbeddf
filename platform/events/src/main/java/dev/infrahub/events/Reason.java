package dev.infrahub.events;

import dev.infrahub.faults.Fault;
import dev.infrahub.faults.RefusalKind;
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
        return cause instanceof Fault fault ? fault.code() : INTERNAL;
    }

    /** Trying again cannot help. */
    boolean hopeless() {
        return cause instanceof Fault.Invalid;
    }

    Refusal refusal() {
        return cause instanceof Fault fault ? Refusal.of(fault) : new Refusal(code(), BUG, RefusalKind.FAILED, true);
    }

    boolean outage() {
        return cause instanceof Outage;
    }

    boolean bug() {
        return !(cause instanceof Fault || cause instanceof Outage);
    }

    String forLog() {
        return cause instanceof Fault fault ? fault.code() + " (" + fault.detail() + ")" : cause.toString();
    }
}
