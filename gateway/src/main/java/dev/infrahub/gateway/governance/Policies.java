package dev.infrahub.gateway.governance;

import static dev.infrahub.gateway.clients.Rows.text;
import static dev.infrahub.gateway.clients.Rows.value;

import dev.infrahub.events.Commits;
import dev.infrahub.events.Outcome;
import dev.infrahub.events.Write;
import dev.infrahub.gateway.access.AuditEntry;
import dev.infrahub.gateway.access.AuditTrail;
import dev.infrahub.gateway.clients.Clients;
import dev.infrahub.gateway.clients.Rows;
import dev.infrahub.schemas.Topics;
import io.r2dbc.spi.Row;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * The policies, which are of no client, and how workers know them: each decision is told with the row that keeps it, and again
 * each day, since its topic forgets and a worker may be new. Blocks.
 */
public record Policies(Commits commits, Rows rows) {

    private static final Duration TOLD_AGAIN_AFTER = Duration.ofDays(1);

    private static final String SELECT =
            "select team, action, enabled, max_daily_calls, max_monthly_cost_micros, decided_by, decided_at from ai_policies ";

    List<Policy> all() {
        return all("order by team collate \"C\", action collate \"C\"");
    }

    private List<Policy> all(String which, Object... values) {
        return rows.all(Clients.all(), Write.of(SELECT + which, values), Policies::read);
    }

    /** Keeps it instead of what was decided of the same before, tells workers and the audit trail, or none of that. */
    void decide(Policy wished, AuditEntry entry) {
        boolean isKept = false;
        while (!isKept) {
            Policy policy = all("where id = $1", wished.id()).stream()
                    .findFirst()
                    .map(before -> wished.after(before.decidedAt()))
                    .orElse(wished);
            isKept = happens(keep(policy), told(policy).and(AuditTrail.line(entry)));
        }
    }

    /** Counts no row where somebody else decided meanwhile. */
    private static Write keep(Policy policy) {
        return Write.of(
                """
                insert into ai_policies (id, team, action, enabled, max_daily_calls, max_monthly_cost_micros, decided_by,
                                         decided_at, told_at)
                values ($1, $2, $3, $4, $5::int, $6::bigint, $7, $8, now())
                on conflict (id) do update set
                    enabled = excluded.enabled, max_daily_calls = excluded.max_daily_calls,
                    max_monthly_cost_micros = excluded.max_monthly_cost_micros, decided_by = excluded.decided_by,
                    decided_at = excluded.decided_at, told_at = excluded.told_at
                where ai_policies.decided_at < excluded.decided_at""",
                policy.id(),
                policy.team(),
                policy.action(),
                policy.enabled(),
                policy.maxDailyCalls().orElse(null),
                policy.maxMonthlyCostMicros().orElse(null),
                policy.decidedBy(),
                policy.decidedAt());
    }

    /**
     * Tells again the policy that was told longest ago, where that is a day or more.
     *
     * @return whether there may be another
     */
    public boolean tellAgain(Instant now) {
        Instant due = now.minus(TOLD_AGAIN_AFTER);
        Optional<Policy> next = all("where told_at <= $1 order by told_at limit 1", due).stream()
                .findFirst();
        next.ifPresent(policy -> happens(claim(policy, due, now), told(policy)));
        return next.isPresent();
    }

    /** Counts no row where another gateway told it, or it was decided anew: what is told last is what was decided last. */
    private static Write claim(Policy policy, Instant due, Instant now) {
        return Write.of(
                "update ai_policies set told_at = $4 where id = $1 and decided_at = $2 and told_at <= $3",
                policy.id(),
                policy.decidedAt(),
                due,
                now);
    }

    private static Outcome told(Policy policy) {
        return Outcome.nothing().start(Topics.AI_POLICY_DECIDED, policy.key(), policy.event());
    }

    private boolean happens(Write guard, Outcome outcome) {
        return Boolean.TRUE.equals(
                commits.commit(guard, outcome, Optional.empty()).block());
    }

    private static Policy read(Row row) {
        return new Policy(
                text(row, "team"),
                text(row, "action"),
                value(row, "enabled", Boolean.class),
                Optional.ofNullable(row.get("max_daily_calls", Integer.class)),
                Optional.ofNullable(row.get("max_monthly_cost_micros", Long.class)),
                text(row, "decided_by"),
                value(row, "decided_at", Instant.class));
    }
}
