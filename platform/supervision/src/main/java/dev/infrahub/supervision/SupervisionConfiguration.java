package dev.infrahub.supervision;

import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The supervisor of a service, and its health. A service imports this class. */
@Configuration(proxyBeanMethods = false)
public class SupervisionConfiguration {

    @Bean
    Supervisor supervisor() {
        return new Supervisor();
    }

    @Bean
    HealthIndicator workHealthIndicator(Supervisor supervisor) {
        return new WorkHealth(supervisor);
    }
}
