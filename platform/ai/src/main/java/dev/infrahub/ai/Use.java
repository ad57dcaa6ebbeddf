package dev.infrahub.ai;

import dev.infrahub.schemas.AiUsed;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What became of one use, for the account.
 *
 * @param reason why there are no words; null where there are some
 */
record Use(Status status, @Nullable String reason, Tokens tokens, Duration took) {

    enum Status {
        SUCCESS("success"),
        STORED("stored"),
        BLOCKED("blocked"),
        ERROR("error");

        private final String text;

        Status(String text) {
            this.text = text;
        }
    }

    AiUsed event(Purpose purpose, AiProperties properties, Instant now) {
        return AiUsed.newBuilder()
                .setUseId(UUID.randomUUID().toString())
                .setClient(purpose.client())
                .setTeam(purpose.team())
                .setAction(purpose.action())
                .setEntityRef(purpose.entityRef())
                .setStatus(status.text)
                .setReason(reason)
                .setProvider(properties.provider())
                .setModel(purpose.model())
                .setPromptVersion(purpose.version())
                .setInputTokens(tokens.input())
                .setOutputTokens(tokens.output())
                .setCostMicros(
                        purpose.isOfVectors()
                                ? properties.prices().microsOfVectors(tokens)
                                : properties.prices().micros(tokens))
                .setDurationMs((int) Math.min(took.toMillis(), Integer.MAX_VALUE))
                .setUsedAt(now)
                .build();
    }
}
