package dev.infrahub.events;

import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;

/** Down where events are not consumed any more although the service is up: nothing but a restart helps then. */
record ConsumersHealth(Consumers consumers) implements HealthIndicator {

    @Override
    public Health health() {
        return consumers.ended().isEmpty()
                ? Health.up().build()
                : Health.down().withDetail("ended", consumers.ended()).build();
    }
}
