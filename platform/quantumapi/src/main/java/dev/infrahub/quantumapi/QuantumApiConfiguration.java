package dev.infrahub.quantumapi;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.observation.ObservationRegistry;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The client and its health. A service imports this class, and {@code classpath:quantumapi.yaml}. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(QuantumApiProperties.class)
public class QuantumApiConfiguration {

    @Bean
    QuantumApi quantumApi(QuantumApiProperties properties, ObservationRegistry observations, MeterRegistry meters) {
        return new HttpQuantumApi(properties, observations, meters);
    }

    @Bean
    HealthIndicator quantumApiHealthIndicator(QuantumApi quantumApi) {
        return new QuantumApiHealth(quantumApi);
    }
}
