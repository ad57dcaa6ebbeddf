package dev.infrahub.quantumapi;

import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;

/** Tells operators; the probes leave it out, because a service without QuantumAPI still does its other work. */
record QuantumApiHealth(QuantumApi quantumApi) implements HealthIndicator {

    @Override
    public Health health() {
        var found = quantumApi.health();
        Health.Builder health = switch (found.state()) {
            case HEALTHY -> Health.up();
            case UNHEALTHY, REFUSED -> Health.down();
            case UNCONFIGURED -> Health.unknown();
        };
        return health.withDetail("detail", found.detail()).build();
    }
}
