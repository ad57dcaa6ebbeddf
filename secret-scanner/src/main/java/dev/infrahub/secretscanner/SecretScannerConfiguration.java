package dev.infrahub.secretscanner;

import dev.infrahub.events.EventsConfiguration;
import dev.infrahub.events.Lookups;
import dev.infrahub.events.Subscription;
import dev.infrahub.schemas.SecretScanRequested;
import dev.infrahub.schemas.Topics;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/** Every bean of the secret-scanner. */
@Configuration(proxyBeanMethods = false)
@Import(EventsConfiguration.class)
class SecretScannerConfiguration {

    @Bean
    Subscription<SecretScanRequested> compareScan(Lookups lookups) {
        return Subscription.concurrent(Topics.SECRET_SCAN_REQUESTED, new CompareScan(lookups));
    }
}
