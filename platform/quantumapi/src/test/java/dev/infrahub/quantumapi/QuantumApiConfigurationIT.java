package dev.infrahub.quantumapi;

import static dev.infrahub.testkit.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.micrometer.observation.ObservationRegistry;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.health.contributor.Health;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.util.ClassUtils;

/** A service imports the configuration and its file, and sets one variable. */
class QuantumApiConfigurationIT {

    /** A service. */
    @Configuration(proxyBeanMethods = false)
    @Import(QuantumApiConfiguration.class)
    static class Service {

        @Bean
        MeterRegistry meters() {
            return new SimpleMeterRegistry();
        }

        @Bean
        ObservationRegistry observations() {
            return ObservationRegistry.NOOP;
        }
    }

    private static ConfigurableApplicationContext start(String... arguments) {
        return new SpringApplicationBuilder(Service.class)
                .web(WebApplicationType.NONE)
                .properties("spring.config.import=classpath:quantumapi.yaml")
                .run(arguments);
    }

    @ParameterizedTest
    @ValueSource(strings = {"QUANTUMAPI_KEY", "QUANTUMAPI_APIKEY", "QUANTUMAPI__APIKEY"})
    void the_key_has_three_names(String variable) {
        try (ConfigurableApplicationContext service = start("--" + variable + "=qapi_1")) {
            assertThat(service.getBean(QuantumApiProperties.class).apiKey()).isEqualTo("qapi_1");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"QUANTUMAPI_ENDPOINT", "QUANTUMAPI__ENDPOINT"})
    void the_endpoint_has_two(String variable) {
        try (ConfigurableApplicationContext service = start("--" + variable + "=http://localhost:5282")) {
            assertThat(service.getBean(QuantumApiProperties.class).base()).hasToString("http://localhost:5282/api/v1");
        }
    }

    @Test
    void without_any_a_service_starts_and_health_says_so() {
        try (ConfigurableApplicationContext service = start()) {
            QuantumApiProperties settings = service.getBean(QuantumApiProperties.class);
            assertThat(settings.base()).hasToString("https://api.quantumapi.eu/api/v1");
            assertThat(settings.responseTimeout()).isEqualTo(Duration.ofSeconds(5));
            QuantumApiHealth health = service.getBean(QuantumApiHealth.class);
            eventually(() -> assertThat(health.health())
                    .isEqualTo(Health.unknown()
                            .withDetail("detail", "No key for QuantumAPI is configured.")
                            .build()));
        }
    }

    @Test
    void no_servlet_stack_comes_with_it() {
        assertThat(ClassUtils.isPresent("org.springframework.web.servlet.DispatcherServlet", null))
                .isFalse();
        assertThat(ClassUtils.isPresent("jakarta.servlet.Servlet", null)).isFalse();
    }
}
