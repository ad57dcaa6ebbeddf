package dev.infrahub.ai;

import dev.infrahub.events.Lookups;
import dev.infrahub.events.Write;
import dev.infrahub.schemas.AiPolicyDecided;
import io.r2dbc.spi.Row;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What the policies say of a use. Days and months are UTC's. Calls that are under way are not counted yet: at most so many
 * more are made than a limit allows, in each service.
 */
final class Policies {

    private static final Logger log = LoggerFactory.getLogger(Policies.class);

    /** Each that limits with what was done of what it counts for, by an index alone: what never reached a model was no call. */
    private static final String FITTING = """
            select p.team, p.action, p.enabled, p.max_daily_calls, p.max_monthly_cost_micros,
                   count(u.used_at) filter (where u.used_at >= $3 and (u.status = 'success'
                       or u.reason in ('answer.invalid', 'provider.timeout', 'provider.rejected'))) as calls,
                   coalesce(sum(u.cost_micros), 0)::bigint as cost_micros
            from ai_policies p left join ai_usage_log u
                on (p.max_daily_calls is not null or p.max_monthly_cost_micros is not null)
                and u.used_at >= $4 and u.status in ('success', 'error')
                and (p.team = '*' or p.team = u.team) and (p.action = '*' or p.action = u.action)
            where p.team in ('*', $1) and p.action in ('*', $2)
            group by p.team, p.action\
            """;

    static final String DISABLED = "policy.disabled";

    private static final String NO_TEAM = "";

    private final Lookups lookups;
    private final Clock clock;
    private final Set<String> warned = ConcurrentHashMap.newKeySet();

    Policies(Lookups lookups, Clock clock) {
        this.lookups = lookups;
        this.clock = clock;
    }

    /** What fits a use; none where nobody decided anything. */
    List<Policy> of(Purpose purpose) {
        ZonedDateTime today = clock.instant().atZone(ZoneOffset.UTC).truncatedTo(ChronoUnit.DAYS);
        Instant month = today.withDayOfMonth(1).toInstant();
        return lookups.all(
                Write.of(
                        FITTING,
                        Objects.requireNonNullElse(purpose.team(), NO_TEAM),
                        purpose.action(),
                        today.toInstant(),
                        month),
                Policies::read);
    }

    /** The code of the reason why it may not be; empty where it may. */
    Optional<String> refusal(Purpose purpose) {
        List<Policy> fitting = of(purpose);
        return allow(fitting) ? exhausted(fitting) : Optional.of(DISABLED);
    }

    static boolean allow(List<Policy> policies) {
        return policies.stream()
                .max(Comparator.comparingInt(Policy::precision))
                .map(Policy::enabled)
                .orElse(true);
    }

    /** @return the code of the reason why nothing more may be asked */
    Optional<String> exhausted(List<Policy> policies) {
        policies.stream().filter(Policy::isNearlySpent).forEach(this::warn);
        return policies.stream().map(Policy::exhausted).filter(Objects::nonNull).findFirst();
    }

    /** Once a month. */
    private void warn(Policy policy) {
        String month = clock.instant().toString().substring(0, "2026-11".length());
        if (warned.add(policy.team() + "/" + policy.action() + "/" + month)) {
            log.warn(
                    "The budget of {} for {} is nearly spent this month: {} of {} US dollars",
                    policy.team(),
                    policy.action(),
                    dollars(policy.costMicros()),
                    dollars(Objects.requireNonNullElse(policy.maxMonthlyCostMicros(), 0L)));
        }
    }

    private static String dollars(long micros) {
        return "%.2f".formatted(micros / 1e6);
    }

    private static Policy read(Row row) {
        return new Policy(
                Objects.requireNonNull(row.get("team", String.class)),
                Objects.requireNonNull(row.get("action", String.class)),
                Boolean.TRUE.equals(row.get("enabled", Boolean.class)),
                row.get("max_daily_calls", Integer.class),
                row.get("max_monthly_cost_micros", Long.class),
                Objects.requireNonNull(row.get("calls", Long.class)),
                Objects.requireNonNull(row.get("cost_micros", Long.class)));
    }

    /** The latest decision counts, in whatever order they come. */
    static Write put(AiPolicyDecided decided) {
        return Write.of(
                """
                insert into ai_policies as kept
                    (team, action, enabled, max_daily_calls, max_monthly_cost_micros, decided_at)
                values ($1, $2, $3, $4::int, $5::bigint, $6)
                on conflict (team, action) do update set
                    enabled = excluded.enabled, max_daily_calls = excluded.max_daily_calls,
                    max_monthly_cost_micros = excluded.max_monthly_cost_micros, decided_at = excluded.decided_at
                where kept.decided_at <= excluded.decided_at\
                """,
                decided.getTeam(),
                decided.getAction(),
                decided.getEnabled(),
                text(decided.getMaxDailyCalls()),
                text(decided.getMaxMonthlyCostMicros()),
                decided.getDecidedAt());
    }

    private static @Nullable String text(@Nullable Number number) {
        return number == null ? null : number.toString();
    }
}
