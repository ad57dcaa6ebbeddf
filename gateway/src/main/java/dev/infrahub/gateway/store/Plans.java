package dev.infrahub.gateway.store;

import static dev.infrahub.gateway.store.Columns.required;

import dev.infrahub.events.Write;
import dev.infrahub.gateway.domain.Clients;
import dev.infrahub.gateway.domain.PlanOrigin;
import dev.infrahub.gateway.domain.PlanView;
import io.r2dbc.spi.Readable;
import java.time.Instant;
import java.util.UUID;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** The analysed plans, as this gateway answers from them. */
public final class Plans {

    private static final String HEADER = """
        id, client, module, environment, team, pr_url, commit, run_url, plan_hash, fingerprint,
        headline, risk_level, risk_score, requires_cab, analyzed_at\
        """;

    private final VisibleRows rows;

    public Plans(VisibleRows rows) {
        this.rows = rows;
    }

    /** Keeps the latest analysis of a plan. */
    public static Write put(PlanView plan) {
        PlanView.Header header = plan.header();
        return Write.of(
                """
                insert into plans (id, client, module, environment, team, pr_url, commit, run_url, plan_hash, fingerprint,
                                   headline, risk_level, risk_score, requires_cab, analyzed_at, summary, risk, rollback)
                values ($1::uuid, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15,
                        $16::json, $17::json, $18::json)
                on conflict (id) do update set
                    fingerprint = excluded.fingerprint, team = excluded.team, pr_url = excluded.pr_url, commit = excluded.commit,
                    run_url = excluded.run_url, headline = excluded.headline, risk_level = excluded.risk_level,
                    risk_score = excluded.risk_score, requires_cab = excluded.requires_cab,
                    analyzed_at = excluded.analyzed_at, summary = excluded.summary, risk = excluded.risk,
                    rollback = excluded.rollback\
                """,
                header.planId().toString(),
                header.client(),
                header.module(),
                header.environment(),
                header.team(),
                header.prUrl(),
                header.commit(),
                header.runUrl(),
                header.planHash(),
                header.fingerprint(),
                header.headline(),
                header.riskLevel(),
                header.riskScore(),
                header.requiresCab(),
                header.analyzedAt(),
                plan.summary(),
                plan.risk(),
                plan.rollback());
    }

    /** The same plan came again, from another run or pull request. */
    public static Write handInAgain(UUID id, PlanOrigin origin) {
        return Write.of(
                """
                update plans set team = coalesce($2, team), pr_url = coalesce($3, pr_url), commit = coalesce($4, commit),
                       run_url = coalesce($5, run_url)
                where id = $1::uuid\
                """,
                id.toString(),
                origin.team().orElse(null),
                origin.prUrl().orElse(null),
                origin.commit().orElse(null),
                origin.runUrl().orElse(null));
    }

    public Mono<PlanView> find(Clients clients, UUID id) {
        return rows.to(
                        clients,
                        visible -> visible.sql("select " + HEADER
                                        + ", summary::text, risk::text, rollback::text from plans where id = :id")
                                .bind("id", id)
                                .map(row -> new PlanView(
                                        header(row),
                                        required(row, "summary", String.class),
                                        required(row, "risk", String.class),
                                        required(row, "rollback", String.class)))
                                .all())
                .singleOrEmpty();
    }

    /** Whether the plan was analysed since then. */
    public Mono<Boolean> isAnalyzedSince(Clients clients, UUID id, Instant since) {
        return rows.to(
                        clients,
                        visible -> visible.sql("select id from plans where id = :id and analyzed_at > :since")
                                .bind("id", id)
                                .bind("since", since)
                                .map(row -> required(row, "id", UUID.class))
                                .all())
                .hasElements();
    }

    public Flux<PlanView.Header> list(Clients clients, PlanView.Filter filter) {
        return rows.to(
                clients,
                visible -> visible.sql("select " + HEADER + """

             from plans
            where client = coalesce(nullif(:client, ''), client)
              and module = coalesce(nullif(:module, ''), module)
              and coalesce(environment, '') = coalesce(nullif(:environment, ''), environment, '')
              and risk_level = coalesce(nullif(:riskLevel, ''), risk_level)
              and analyzed_at < :before
            order by analyzed_at desc limit :limit\
            """)
                        .bind("client", filter.client().orElse(""))
                        .bind("module", filter.module().orElse(""))
                        .bind("environment", filter.environment().orElse(""))
                        .bind("riskLevel", filter.riskLevel().orElse(""))
                        .bind("before", filter.before().orElse(Instant.parse("9999-12-31T00:00:00Z")))
                        .bind("limit", filter.limit())
                        .map(Plans::header)
                        .all());
    }

    private static PlanView.Header header(Readable row) {
        return new PlanView.Header(
                required(row, "id", UUID.class),
                required(row, "client", String.class),
                required(row, "module", String.class),
                row.get("environment", String.class),
                row.get("team", String.class),
                row.get("pr_url", String.class),
                row.get("commit", String.class),
                row.get("run_url", String.class),
                required(row, "plan_hash", String.class),
                row.get("fingerprint", String.class),
                required(row, "headline", String.class),
                required(row, "risk_level", String.class),
                required(row, "risk_score", Integer.class),
                required(row, "requires_cab", Boolean.class),
                required(row, "analyzed_at", Instant.class));
    }
}
