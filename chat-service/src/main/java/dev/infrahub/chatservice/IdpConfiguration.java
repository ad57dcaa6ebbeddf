package dev.infrahub.chatservice;

import dev.infrahub.ai.LanguageModel;
import dev.infrahub.chatservice.remote.GitHub;
import dev.infrahub.events.Lookups;
import dev.infrahub.events.Subscription;
import dev.infrahub.events.Subscription.Pace;
import dev.infrahub.schemas.ComponentSubmitted;
import dev.infrahub.schemas.IncidentReported;
import dev.infrahub.schemas.ReviewRequested;
import dev.infrahub.schemas.ServiceRequested;
import dev.infrahub.schemas.Topics;
import dev.infrahub.workplace.Workplace;
import java.net.http.HttpClient;
import java.time.Clock;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The beans of what a developer platform asks: components, services, reviews and incidents. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(GitHubProperties.class)
class IdpConfiguration {

    @Bean
    Subscription<ComponentSubmitted> enrichComponent(Workplace workplace, LanguageModel model, Clock clock) {
        return new Subscription<>(
                Topics.COMPONENT_SUBMITTED,
                new EnrichComponent(workplace, new ComponentWords(model), clock),
                Pace.PATIENT);
    }

    @Bean
    Subscription<ServiceRequested> outlineService(LanguageModel model, Clock clock) {
        return new Subscription<>(
                Topics.SERVICE_REQUESTED, new OutlineService(new OutlineWords(model), clock), Pace.PATIENT);
    }

    /** It waits for GitHub, whether or not for a model. */
    @Bean
    Subscription<ReviewRequested> reviewChange(
            GitHubProperties properties, Lookups lookups, Workplace workplace, LanguageModel model, Clock clock) {
        GitHub github = new GitHub(
                HttpClient.newBuilder().connectTimeout(properties.timeout()).build(),
                properties.apiUrl(),
                properties.token(),
                properties.timeout(),
                clock);
        return new Subscription<>(
                Topics.REVIEW_REQUESTED,
                new ReviewChange(lookups, github, workplace, new ReviewWords(model), clock),
                Pace.PATIENT);
    }

    @Bean
    Subscription<IncidentReported> analyzeIncident(
            Lookups lookups, Workplace workplace, LanguageModel model, Clock clock) {
        return new Subscription<>(
                Topics.INCIDENT_REPORTED,
                new AnalyzeIncident(new HeardLately(lookups), workplace, new IncidentWords(model), clock),
                Pace.PATIENT);
    }
}
