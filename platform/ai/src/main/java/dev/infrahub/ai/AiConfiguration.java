package dev.infrahub.ai;

import dev.infrahub.events.Commits;
import dev.infrahub.events.Lookups;
import dev.infrahub.events.Subscription;
import dev.infrahub.schemas.AiPolicyDecided;
import dev.infrahub.schemas.AiUsed;
import dev.infrahub.schemas.Topics;
import dev.infrahub.supervision.Recurring;
import dev.infrahub.supervision.Supervisor;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.observation.ObservationRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The door, and what it keeps. A service imports this class beside that of the events, and {@code classpath:ai.yaml}. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(AiProperties.class)
public class AiConfiguration {

    private static final Duration TIDY_EVERY = Duration.ofHours(6);
    private static final Duration STOP_WITHIN = Duration.ofSeconds(5);

    /** A year and a month: what is spent is compared with the same month before. */
    private static final Duration KEEP_USES = Duration.ofDays(396);

    @Bean
    LanguageModel languageModel(
            AiProperties properties,
            Lookups lookups,
            Commits commits,
            ObservationRegistry observations,
            MeterRegistry meters,
            Clock clock) {
        return properties.isOn()
                ? new Door(
                        properties,
                        new Calls(Calls.WORDS, properties, meters),
                        lookups,
                        commits,
                        new Telemetry(properties, observations, meters),
                        clock)
                : LanguageModel.none();
    }

    @Bean
    EmbeddingModel embeddingModel(
            AiProperties properties,
            Lookups lookups,
            Commits commits,
            ObservationRegistry observations,
            MeterRegistry meters,
            Clock clock) {
        return properties.hasEmbeddings()
                ? new EmbeddingDoor(
                        properties,
                        new Calls(Calls.VECTORS, properties, meters),
                        lookups,
                        commits,
                        new Telemetry(properties, observations, meters),
                        clock)
                : EmbeddingModel.none();
    }

    @Bean
    Subscription<AiUsed> hearUse() {
        return new Subscription<>(Topics.AI_USED, new HearUse());
    }

    @Bean
    Subscription<AiPolicyDecided> keepPolicy() {
        return new Subscription<>(Topics.AI_POLICY_DECIDED, new KeepPolicy());
    }

    @Bean
    Recurring tidyingUses(AiProperties properties, Commits commits, Clock clock, Supervisor supervisor) {
        return new Recurring(
                supervisor, "tidying of what models answered", TIDY_EVERY, STOP_WITHIN, Recurring.whole(() -> {
                    Instant now = clock.instant();
                    var _ = commits.write(
                                    UsageLog.removeBefore(now.minus(KEEP_USES)),
                                    Answers.removeBefore(now.minus(properties.keepAnswers())))
                            .block();
                }));
    }
}
