package dev.infrahub.quantumapi;

import dev.infrahub.supervision.Recurring;
import dev.infrahub.supervision.SupervisionConfiguration;
import dev.infrahub.supervision.Supervisor;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.observation.ObservationRegistry;
import java.time.Duration;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/** The client and its health. A service imports this class, and {@code classpath:quantumapi.yaml}. */
@Configuration(proxyBeanMethods = false)
@Import(SupervisionConfiguration.class)
@EnableConfigurationProperties(QuantumApiProperties.class)
public class QuantumApiConfiguration {

    private static final Duration STOP_WITHIN = Duration.ofSeconds(1);

    @Bean
    QuantumApi quantumApi(QuantumApiProperties properties, ObservationRegistry observations, MeterRegistry meters) {
        return new HttpQuantumApi(properties, observations, meters);
    }

    @Bean
    QuantumApiHealth quantumApiHealthIndicator(QuantumApi quantumApi) {
        return new QuantumApiHealth(quantumApi);
    }

    @Bean
    Recurring lookingAtQuantumApi(QuantumApiHealth health, QuantumApiProperties properties, Supervisor supervisor) {
        return new Recurring(
                supervisor,
                "looking at QuantumAPI",
                properties.lookEvery(),
                STOP_WITHIN,
                Recurring.whole(health::look));
    }
}
