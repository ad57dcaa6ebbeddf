package dev.infrahub.driftworker;

import dev.infrahub.ai.AiConfiguration;
import dev.infrahub.ai.LanguageModel;
import dev.infrahub.driftworker.domain.Agreements;
import dev.infrahub.driftworker.domain.DriftAnalyst;
import dev.infrahub.driftworker.domain.Scan;
import dev.infrahub.events.EventsConfiguration;
import dev.infrahub.events.Lookups;
import dev.infrahub.events.Subscription;
import dev.infrahub.events.Subscription.Pace;
import dev.infrahub.schemas.DriftAcceptanceDecided;
import dev.infrahub.schemas.DriftCheckSubmitted;
import dev.infrahub.schemas.Topics;
import dev.infrahub.terraform.Plan;
import dev.infrahub.terraform.WarmUp;
import java.time.Instant;
import java.util.OptionalInt;
import org.springframework.boot.ApplicationRunner;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/** Every bean of the drift-worker. */
@Configuration(proxyBeanMethods = false)
@Import({EventsConfiguration.class, AiConfiguration.class})
@EnableConfigurationProperties(DriftWorkerProperties.class)
class DriftWorkerConfiguration {

    @Bean
    Subscription<DriftCheckSubmitted> checkDrift(
            DriftWorkerProperties properties, Lookups lookups, LanguageModel model) {
        return new Subscription<>(
                Topics.DRIFT_CHECK_SUBMITTED,
                new CheckDrift(lookups, properties.workplace(), properties.agreements(), new DriftWords(model)),
                Pace.PATIENT);
    }

    @Bean
    Subscription<DriftAcceptanceDecided> keepAcceptance() {
        return new Subscription<>(Topics.DRIFT_ACCEPTANCE_DECIDED, new KeepAcceptance());
    }

    @Bean
    ApplicationRunner warmUp() {
        Scan scan = new Scan("warm-up", OptionalInt.empty(), Instant.EPOCH, Agreements.NONE);
        return _ -> {
            for (Plan.Format format : Plan.Format.values()) {
                DriftAnalyst.analyze(() -> WarmUp.open(format), format, scan);
            }
        };
    }
}
