package dev.infrahub.ai;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micrometer.common.KeyValue;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationHandler;
import io.micrometer.observation.ObservationRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

/** Spans and meters have the names of OpenTelemetry's conventions for generative AI, and nothing of what was said. */
class TelemetryTests {

    private static final Purpose PURPOSE =
            new Purpose("plan-summary", "plan-summary.1", "m-1", "client-a", "team-a", "network");

    private final AiProperties properties = new Binder(new MapConfigurationPropertySource(
                    Map.of("hub.ai.endpoint", "http://127.0.0.1:1/v1", "hub.ai.chat-model", "m-1")))
            .bindOrCreate("hub.ai", Bindable.of(AiProperties.class));
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final ObservationRegistry observations = ObservationRegistry.create();
    private final List<Observation.Context> ended = new ArrayList<>();
    private final Telemetry telemetry = new Telemetry(properties, observations, meters);

    TelemetryTests() {
        observations.observationConfig().observationHandler(new ObservationHandler<>() {
            @Override
            public boolean supportsContext(Observation.Context context) {
                return true;
            }

            @Override
            public void onStop(Observation.Context context) {
                ended.add(context);
            }
        });
    }

    @Test
    void a_call_is_a_span_with_model_and_tokens_and_without_content() {
        telemetry.observe(PURPOSE, () -> "aws_db_instance.main is replaced", () -> new Tokens(12, 3));

        assertThat(ended).singleElement().satisfies(span -> {
            assertThat(span.getName()).isEqualTo("gen_ai.client.operation.duration");
            assertThat(span.getContextualName()).isEqualTo("chat m-1");
            assertThat(told(span))
                    .containsExactlyInAnyOrderEntriesOf(Map.of(
                            "gen_ai.operation.name", "chat",
                            "gen_ai.provider.name", "openai",
                            "gen_ai.request.model", "m-1",
                            "hub.ai.action", "plan-summary",
                            "gen_ai.usage.input_tokens", "12",
                            "gen_ai.usage.output_tokens", "3"));
        });
    }

    @Test
    void one_that_fails_says_why_and_what_it_took() {
        Calls.Failed failed = new Calls.Failed("answer.invalid", null);

        assertThatThrownBy(() -> telemetry.observe(
                        PURPOSE,
                        () -> {
                            throw failed;
                        },
                        () -> new Tokens(12, 3)))
                .isSameAs(failed);

        assertThat(ended)
                .singleElement()
                .satisfies(span -> assertThat(told(span))
                        .containsEntry("error.type", "answer.invalid")
                        .containsEntry("gen_ai.usage.input_tokens", "12"));
    }

    @Test
    void tokens_are_metered_by_their_kind() {
        telemetry.count(new Use(Use.Status.SUCCESS, null, new Tokens(12, 3), Duration.ZERO)
                .event(PURPOSE, properties, Instant.EPOCH));

        assertThat(tokens("input")).isEqualTo(12);
        assertThat(tokens("output")).isEqualTo(3);
    }

    private double tokens(String type) {
        return meters.get("gen_ai.client.token.usage")
                .tag("gen_ai.token.type", type)
                .summary()
                .totalAmount();
    }

    private static Map<String, String> told(Observation.Context span) {
        return span.getAllKeyValues().stream().collect(Collectors.toMap(KeyValue::getKey, KeyValue::getValue));
    }
}
