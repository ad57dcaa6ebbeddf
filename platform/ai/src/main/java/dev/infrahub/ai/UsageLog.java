package dev.infrahub.ai;

import dev.infrahub.events.Write;
import dev.infrahub.schemas.AiUsed;
import java.time.Instant;

/** What models were used for, by every service: each writes its own at once, and the others' as it hears of them. */
final class UsageLog {

    private UsageLog() {}

    /** Once, however often it is heard. */
    static Write add(AiUsed use) {
        return Write.of(
                """
                insert into ai_usage_log (use_id, used_at, client, action, entity_ref, team, input_tokens, output_tokens,
                                          model, duration_ms, status, reason, cost_micros)
                values ($1::uuid, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)
                on conflict (use_id) do nothing\
                """,
                use.getUseId(),
                use.getUsedAt(),
                use.getClient(),
                use.getAction(),
                use.getEntityRef(),
                use.getTeam(),
                use.getInputTokens(),
                use.getOutputTokens(),
                use.getModel(),
                use.getDurationMs(),
                use.getStatus(),
                use.getReason(),
                use.getCostMicros());
    }

    static Write removeBefore(Instant time) {
        return Write.of("delete from ai_usage_log where used_at < $1", time);
    }
}
