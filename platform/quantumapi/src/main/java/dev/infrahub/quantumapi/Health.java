package dev.infrahub.quantumapi;

/**
 * How QuantumAPI is, from here.
 *
 * @param detail one sentence for operators, without input and without secrets
 */
public record Health(State state, String detail) {

    /** What an operator can do about it differs. */
    public enum State {
        HEALTHY,
        /** It does not answer, or says itself that it is unhealthy. */
        UNHEALTHY,
        /** It answers, and last refused the hub's key for something that the hub needed. */
        REFUSED,
        /** The hub has no key for it. */
        UNCONFIGURED,
        /** Nobody has looked yet. */
        UNKNOWN
    }
}
