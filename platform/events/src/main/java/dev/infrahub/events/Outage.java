package dev.infrahub.events;

import dev.infrahub.faults.Fault;

/**
 * Postgres, Kafka or the schema registry is away. Without them there is neither an effect nor a dead letter, so the event
 * is retried until they are back.
 */
public final class Outage extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final String code;

    private Outage(String code, String message, Throwable cause) {
        super(message, cause);
        this.code = code;
    }

    static Outage postgres(Throwable cause) {
        return new Outage("postgres.unavailable", "Postgres is away", cause);
    }

    static Outage kafka(Throwable cause) {
        return new Outage("kafka.unavailable", "Kafka is away", cause);
    }

    static Outage registry(Throwable cause) {
        return new Outage("registry.unavailable", "The schema registry is away", cause);
    }

    /** For whoever does not retry it. */
    public Fault.Unavailable asFault() {
        Fault.Unavailable fault = new Fault.Unavailable(code, getMessage() + "; nothing was accepted.");
        fault.initCause(getCause());
        return fault;
    }
}
