package dev.infrahub.events;

import dev.infrahub.faults.Fault;
import org.jspecify.annotations.Nullable;
import org.springframework.kafka.listener.ListenerExecutionFailedException;

/** Why an event failed: the two questions of every failure, answered. */
record Reason(Throwable cause) {

    static final String INTERNAL = "internal";

    static Reason of(@Nullable Exception thrown) {
        Throwable cause = thrown instanceof ListenerExecutionFailedException ? thrown.getCause() : thrown;
        return new Reason(cause == null ? new IllegalStateException("no exception given", thrown) : cause);
    }

    String code() {
        return cause instanceof Fault fault ? fault.code() : INTERNAL;
    }

    String detail() {
        return cause instanceof Fault fault
                ? fault.detail()
                : "The hub failed on this request; its operators find the cause in the log.";
    }

    /** Trying again cannot help. */
    boolean hopeless() {
        return cause instanceof Fault.Invalid;
    }

    /** Whether the caller may send the same again later. */
    boolean retryable() {
        return !hopeless();
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
