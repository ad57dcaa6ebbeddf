package dev.infrahub.ai;

import dev.infrahub.schemas.AiUsed;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationRegistry;
import java.util.function.Supplier;

/**
 * Spans and meters by OpenTelemetry's conventions for generative AI: how long, how much and of which model, and nothing of what was
 * said.
 */
record Telemetry(AiProperties properties, ObservationRegistry observations, MeterRegistry meters) {

    private static final String OPERATION = "gen_ai.operation.name";
    private static final String CHAT = "chat";
    private static final String EMBEDDINGS = "embeddings";
    private static final String PROVIDER = "gen_ai.provider.name";
    private static final String MODEL = "gen_ai.request.model";
    private static final String TOKEN_TYPE = "gen_ai.token.type";

    /** @param tokens known once there is an answer */
    <T> T observe(Purpose purpose, Supplier<T> call, Supplier<Tokens> tokens) {
        Observation observation = Observation.createNotStarted("gen_ai.client.operation.duration", observations)
                .contextualName(operation(purpose.action()) + " " + purpose.model())
                .lowCardinalityKeyValue(OPERATION, operation(purpose.action()))
                .lowCardinalityKeyValue(PROVIDER, properties.provider())
                .lowCardinalityKeyValue(MODEL, purpose.model())
                .lowCardinalityKeyValue("hub.ai.action", purpose.action());
        return observation.observe(() -> {
            try {
                return call.get();
            } catch (Calls.Failed failed) {
                observation.lowCardinalityKeyValue("error.type", failed.reason());
                throw failed;
            } finally {
                observation.highCardinalityKeyValue(
                        "gen_ai.usage.input_tokens",
                        Integer.toString(tokens.get().input()));
                observation.highCardinalityKeyValue(
                        "gen_ai.usage.output_tokens",
                        Integer.toString(tokens.get().output()));
            }
        });
    }

    void count(AiUsed use) {
        meters.counter("hub.ai.uses", "action", use.getAction(), "status", use.getStatus())
                .increment();
        record(use, "input", use.getInputTokens());
        record(use, "output", use.getOutputTokens());
    }

    private static String operation(String action) {
        return EmbeddingModel.ACTION.equals(action) ? EMBEDDINGS : CHAT;
    }

    private void record(AiUsed use, String type, int tokens) {
        if (tokens > 0) {
            DistributionSummary.builder("gen_ai.client.token.usage")
                    .tag(OPERATION, operation(use.getAction()))
                    .tag(PROVIDER, properties.provider())
                    .tag(MODEL, use.getModel())
                    .tag(TOKEN_TYPE, type)
                    .register(meters)
                    .record(tokens);
        }
    }
}
