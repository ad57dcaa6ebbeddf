package dev.infrahub.secretscanner;

import dev.infrahub.ai.AiConfiguration;
import dev.infrahub.ai.LanguageModel;
import dev.infrahub.catalog.CatalogSource;
import dev.infrahub.events.Commits;
import dev.infrahub.events.EventsConfiguration;
import dev.infrahub.events.Lookups;
import dev.infrahub.events.Subscription;
import dev.infrahub.events.Subscription.Pace;
import dev.infrahub.git.Git;
import dev.infrahub.git.GitLimits;
import dev.infrahub.schemas.SecretScanRequested;
import dev.infrahub.schemas.Topics;
import dev.infrahub.supervision.Recurring;
import dev.infrahub.supervision.Supervisor;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/** Every bean of the secret-scanner. */
@Configuration(proxyBeanMethods = false)
@Import({EventsConfiguration.class, AiConfiguration.class})
@EnableConfigurationProperties(SecretScannerProperties.class)
class SecretScannerConfiguration {

    /** How often somebody looks whether the turn of a module has come. */
    private static final Duration LOOK_EVERY = Duration.ofSeconds(2);

    /** A fetch is given up sooner than the service is killed. */
    private static final Duration STOP_WITHIN = Duration.ofSeconds(5);

    @Bean
    Subscription<SecretScanRequested> compareScan(Lookups lookups, LanguageModel model) {
        return new Subscription<>(
                Topics.SECRET_SCAN_REQUESTED, new CompareScan(lookups, new TriageWords(model)), Pace.PATIENT);
    }

    @Bean
    Git git(SecretScannerProperties properties) {
        return new Git(properties.git().access(), properties.git().limits());
    }

    /** None where there is no catalog. */
    @Bean
    Together scheduledScans(
            SecretScannerProperties properties,
            Git git,
            Lookups lookups,
            Commits commits,
            Clock clock,
            Supervisor supervisor) {
        Optional<CatalogSource> source = properties.catalog().source(git);
        if (source.isEmpty()) {
            return new Together(List.of());
        }
        FollowCatalog follow =
                new FollowCatalog(source.get(), properties.catalog().client(), lookups, commits, clock);
        GitLimits limits = properties.git().limits();
        ScheduledScans scans = new ScheduledScans(
                lookups,
                commits,
                new RepositoryLook(git, properties.key(), limits.longest()),
                properties.scanEvery(),
                limits,
                clock);
        List<Recurring> all = new ArrayList<>();
        all.add(new Recurring(
                supervisor,
                "reading of the catalog",
                properties.catalog().every(),
                STOP_WITHIN,
                Recurring.whole(follow::follow)));
        for (int n = 0; n < properties.git().atOnce(); n++) {
            all.add(new Recurring(
                    supervisor, "scanning of the catalog's modules", LOOK_EVERY, STOP_WITHIN, scans::next));
        }
        return new Together(List.copyOf(all));
    }
}
