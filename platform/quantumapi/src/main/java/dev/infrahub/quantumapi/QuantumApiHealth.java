package dev.infrahub.quantumapi;

import dev.infrahub.faults.Fault;
import dev.infrahub.quantumapi.Health.State;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.health.contributor.Status;

/**
 * How QuantumAPI was when it was last looked at: who asks for health costs it nothing. The probes leave it out, because a
 * service without QuantumAPI still does its other work.
 */
final class QuantumApiHealth implements HealthIndicator {

    /** A refusal is a line in somebody's audit trail: it is asked for again, but not at every look. */
    static final int LOOKS_AFTER_REFUSAL = 11;

    /** No key has it; looking for it takes a key that is accepted, and one call. */
    private static final String NO_KEY = "infrahub-health";

    private final QuantumApi quantumApi;
    private volatile Health found = new Health(State.UNKNOWN, "QuantumAPI was not looked at yet.");
    private int looksUntilAsked;

    QuantumApiHealth(QuantumApi quantumApi) {
        this.quantumApi = quantumApi;
    }

    void look() {
        Health now = quantumApi.health();
        switch (now.state()) {
            case UNHEALTHY, UNCONFIGURED, UNKNOWN -> looksUntilAsked = 0;
            case HEALTHY, REFUSED -> now = looksUntilAsked-- > 0 ? now : asked();
        }
        found = now;
    }

    /** Once it answers: a key that is refused is to be known before somebody needs a signature. */
    private Health asked() {
        try {
            var _ = quantumApi.findKey(NO_KEY);
            looksUntilAsked = Integer.MAX_VALUE;
        } catch (Fault fault) {
            looksUntilAsked = fault.code().equals(Judge.UNAVAILABLE) ? 0 : LOOKS_AFTER_REFUSAL;
        }
        return quantumApi.health();
    }

    @Override
    public org.springframework.boot.health.contributor.Health health() {
        Health last = found;
        Status status = switch (last.state()) {
            case HEALTHY -> Status.UP;
            case UNHEALTHY, REFUSED -> Status.DOWN;
            case UNCONFIGURED, UNKNOWN -> Status.UNKNOWN;
        };
        return org.springframework.boot.health.contributor.Health.status(status)
                .withDetail("detail", last.detail())
                .build();
    }
}
