package dev.infrahub.events;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.BindHandler;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.bind.handler.NoUnboundElementsBindHandler;
import org.springframework.boot.env.YamlPropertySourceLoader;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.MutablePropertySources;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.io.ClassPathResource;
import org.springframework.util.unit.DataSize;

/** What services share in events.yaml, as the record takes it. */
class EventsPropertiesTests {

    @Test
    void a_service_that_sets_nothing_has_the_defaults() throws IOException {
        EventsProperties properties = properties(Map.of());

        assertThat(properties.service()).isEqualTo("plan-analyzer");
        assertThat(properties.kafka()).containsOnlyKeys("bootstrap.servers");
        assertThat(properties.registry()).hasPath("/apis/ccompat/v7");
        assertThat(properties.serializer().getSimpleName()).isEqualTo("AvroKafkaSerializer");
        assertThat(properties.serde()).containsEntry("apicurio.registry.dereference-schema", "true");
        assertThat(properties.concurrency()).isEqualTo(3);
        assertThat(properties.firstRetry()).isEqualTo(Duration.ofMillis(500));
        assertThat(properties.giveUpAfter()).isEqualTo(Duration.ofMinutes(2));
        assertThat(properties.giveUpOnBugAfter()).isEqualTo(Duration.ofSeconds(5));
        assertThat(properties.maxParked()).isEqualTo(10_000);
        assertThat(properties.maxParkedBytes()).isEqualTo(DataSize.ofMegabytes(32));
        assertThat(properties.relayPoll()).isEqualTo(Duration.ofMillis(100));
        assertThat(properties.maxBacklog()).isEqualTo(10_000);
        assertThat(properties.beforeCommit()).isEmpty();
    }

    @Test
    void the_environment_says_where_kafka_and_the_registry_are() throws IOException {
        EventsProperties properties = properties(Map.of(
                "KAFKA_BOOTSTRAP_SERVERS", "kafka:9092",
                "SCHEMA_REGISTRY_URL", "http://registry:8081",
                "hub.events.kafka[security.protocol]", "SSL"));

        assertThat(properties.kafka())
                .containsOnly(Map.entry("bootstrap.servers", "kafka:9092"), Map.entry("security.protocol", "SSL"));
        assertThat(properties.registry()).isEqualTo(URI.create("http://registry:8081"));
    }

    @Test
    void the_environment_says_who_we_are_to_kafka() throws IOException {
        EventsProperties properties = properties(Map.of(
                "KAFKA_SECURITY_PROTOCOL", "SASL_SSL",
                "KAFKA_SASL_MECHANISM", "SCRAM-SHA-256",
                "KAFKA_USERNAME", "plan-analyzer",
                "KAFKA_PASSWORD", "sesame"));

        assertThat(properties.kafkaClient())
                .containsEntry("bootstrap.servers", "localhost:9092")
                .containsEntry("security.protocol", "SASL_SSL")
                .containsEntry("sasl.mechanism", "SCRAM-SHA-256")
                .containsKey("sasl.jaas.config");
        assertThat(properties).asString().doesNotContain("sesame");
    }

    @Test
    void a_bad_setting_stops_the_start_by_its_name() {
        assertThatThrownBy(() -> properties(Map.of("KAFKA_USERNAME", "plan-analyzer")))
                .rootCause()
                .hasMessageStartingWith("KAFKA_USERNAME is set, but KAFKA_SECURITY_PROTOCOL is PLAINTEXT");
    }

    @Test
    void a_key_that_does_not_exist_stops_the_start() {
        assertThatThrownBy(() -> properties(Map.of("hub.events.relay-pol", "1s")))
                .hasStackTraceContaining("hub.events.relay-pol");
    }

    private static EventsProperties properties(Map<String, Object> settings) throws IOException {
        StandardEnvironment environment = new StandardEnvironment();
        MutablePropertySources sources = environment.getPropertySources();
        sources.forEach(source -> sources.remove(source.getName()));
        sources.addLast(new MapPropertySource("settings", settings));
        sources.addLast(new MapPropertySource("service", Map.of("spring.application.name", "plan-analyzer")));
        new YamlPropertySourceLoader()
                .load("events", new ClassPathResource("events.yaml"))
                .forEach(sources::addLast);
        return Binder.get(environment, new NoUnboundElementsBindHandler(BindHandler.DEFAULT, _ -> true))
                .bind("hub.events", Bindable.of(EventsProperties.class))
                .get();
    }
}
