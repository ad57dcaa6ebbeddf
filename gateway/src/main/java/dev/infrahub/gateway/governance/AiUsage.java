package dev.infrahub.gateway.governance;

import static dev.infrahub.gateway.clients.Rows.text;
import static dev.infrahub.gateway.clients.Rows.value;

import dev.infrahub.events.Commits;
import dev.infrahub.events.Write;
import dev.infrahub.gateway.clients.Clients;
import dev.infrahub.gateway.clients.Rows;
import dev.infrahub.schemas.AiUsed;
import io.r2dbc.spi.Row;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;

/** The uses of language models that were told, a row each, and their sums. Blocks. */
public record AiUsage(Commits commits, Rows rows) {

    /** @param team {@code unknown} where nobody told */
    record UsageSum(
            String action,
            String team,
            String status,
            long callCount,
            long totalInputTokens,
            long totalOutputTokens,
            long avgDurationMs) {}

    /** @param day as 2027-01-31, by UTC */
    record DayCost(String day, long inputTokens, long outputTokens, BigDecimal estimatedCostUsd) {}

    /** What one feature of the hub asks a model for. */
    record FeatureCost(
            String action,
            long calls,
            int medianInputTokens,
            int medianOutputTokens,
            long totalInputTokens,
            long totalOutputTokens,
            BigDecimal costUsd) {}

    /** One that is told twice is one row; as another client's it is refused. */
    static Write add(AiUsed use) {
        return Write.of(
                """
                insert into ai_usage (use_id, client, team, action, status, input_tokens, output_tokens, cost_micros,
                                      duration_ms, used_at)
                values ($1::uuid, $2, $3, $4, $5, $6, $7, $8, $9, $10)
                on conflict (use_id) do update set client = excluded.client""",
                use.getUseId(),
                use.getClient(),
                use.getTeam(),
                use.getAction(),
                use.getStatus(),
                use.getInputTokens(),
                use.getOutputTokens(),
                use.getCostMicros(),
                use.getDurationMs(),
                use.getUsedAt());
    }

    /** What nobody can ask for any more. */
    public void forget(Instant now) {
        commits.write(Write.of("delete from ai_usage where used_at < $1", UsageQuery.since(UsageQuery.MOST_DAYS, now)))
                .block();
    }

    /** By action, team and status, most calls first. */
    List<UsageSum> sums(Clients clients, UsageQuery query) {
        return rows.all(
                clients,
                Write.of(
                        """
                        select action, coalesce(team, 'unknown') as team, status, count(*) as calls,
                               sum(input_tokens) as input, sum(output_tokens) as output,
                               round(avg(duration_ms))::bigint as duration
                        from ai_usage
                        where used_at >= $1 and client = coalesce($2, client) and action = coalesce($3, action)
                            and coalesce(team, 'unknown') = coalesce($4, team, 'unknown')
                        group by 1, 2, 3 order by calls desc, 1, 2, 3""",
                        query.since(),
                        query.client().orElse(null),
                        query.action().orElse(null),
                        query.team().orElse(null)),
                AiUsage::sum);
    }

    /** By day, the oldest first, of what came to something. */
    List<DayCost> days(Clients clients, UsageQuery query) {
        return rows.all(clients, Write.of("""
                        select (used_at at time zone 'UTC')::date::text as day,
                               sum(input_tokens) as input, sum(output_tokens) as output,
                               round(sum(cost_micros) / 1000000, 4) as cost
                        from ai_usage
                        where used_at >= $1 and client = coalesce($2, client) and status = 'success'
                        group by 1 order by 1""", query.since(), query.client().orElse(null)), AiUsage::day);
    }

    /** By action, what costs most first, of all that took tokens, whatever came of it: what the provider bills. */
    List<FeatureCost> features(Clients clients, UsageQuery query) {
        return rows.all(clients, Write.of("""
                        select action, count(*) as calls,
                               percentile_disc(0.5) within group (order by input_tokens) as median_input,
                               percentile_disc(0.5) within group (order by output_tokens) as median_output,
                               sum(input_tokens) as input, sum(output_tokens) as output,
                               round(sum(cost_micros) / 1000000, 4) as cost
                        from ai_usage
                        where used_at >= $1 and client = coalesce($2, client) and input_tokens + output_tokens > 0
                        group by action order by sum(cost_micros) desc, action""", query.since(), query.client().orElse(null)), AiUsage::feature);
    }

    private static UsageSum sum(Row row) {
        return new UsageSum(
                text(row, "action"),
                text(row, "team"),
                text(row, "status"),
                number(row, "calls"),
                number(row, "input"),
                number(row, "output"),
                number(row, "duration"));
    }

    private static DayCost day(Row row) {
        return new DayCost(text(row, "day"), number(row, "input"), number(row, "output"), dollars(row));
    }

    private static FeatureCost feature(Row row) {
        return new FeatureCost(
                text(row, "action"),
                number(row, "calls"),
                value(row, "median_input", Integer.class),
                value(row, "median_output", Integer.class),
                number(row, "input"),
                number(row, "output"),
                dollars(row));
    }

    private static long number(Row row, String column) {
        return value(row, column, Long.class);
    }

    private static BigDecimal dollars(Row row) {
        return value(row, "cost", BigDecimal.class);
    }
}
