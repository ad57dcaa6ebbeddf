package dev.infrahub.supervision;

import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;

/** Down from the death of any work on: for whoever looks while the process ends, or where it is not its own. */
record WorkHealth(Supervisor supervisor) implements HealthIndicator {

    @Override
    public Health health() {
        return supervisor
                .death()
                .map(death -> Health.down().withDetail("detail", death.toString()))
                .orElseGet(Health::up)
                .build();
    }
}
