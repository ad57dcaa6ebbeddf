package dev.infrahub.driftworker;

import dev.infrahub.events.EventsConfiguration;
import dev.infrahub.events.Lookups;
import dev.infrahub.events.Subscription;
import dev.infrahub.schemas.DriftAcceptanceDecided;
import dev.infrahub.schemas.DriftCheckSubmitted;
import dev.infrahub.schemas.Topics;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/** Every bean of the drift-worker. */
@Configuration(proxyBeanMethods = false)
@Import(EventsConfiguration.class)
@EnableConfigurationProperties(DriftWorkerProperties.class)
class DriftWorkerConfiguration {

    @Bean
    Subscription<DriftCheckSubmitted> checkDrift(DriftWorkerProperties properties, Lookups lookups) {
        return Subscription.concurrent(
                Topics.DRIFT_CHECK_SUBMITTED, new CheckDrift(lookups, properties.workplace(), properties.agreements()));
    }

    @Bean
    Subscription<DriftAcceptanceDecided> keepAcceptance() {
        return new Subscription<>(Topics.DRIFT_ACCEPTANCE_DECIDED, new KeepAcceptance());
    }
}
