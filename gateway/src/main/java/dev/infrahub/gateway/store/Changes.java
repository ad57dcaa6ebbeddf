package dev.infrahub.gateway.store;

import static dev.infrahub.gateway.store.Columns.required;

import dev.infrahub.events.Write;
import dev.infrahub.gateway.domain.Change;
import dev.infrahub.gateway.domain.Clients;
import io.r2dbc.spi.Readable;
import java.time.Instant;
import java.util.Objects;
import java.util.UUID;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** The change requests, as this gateway shows them; the cab-signer's own rows decide. */
public final class Changes {

    private static final String COLUMNS = """
        id, client, module, environment, plan_id, plan_hash, fingerprint, risk_level, change_type, summary, pr_url,
        requested_by, requested_by_name, requested_at, state, approvals_needed, approvals_given, expires_at, updated_at\
        """;

    private final VisibleRows rows;

    public Changes(VisibleRows rows) {
        this.rows = rows;
    }

    /** Keeps the latest state; one that comes late changes nothing. */
    public static Write put(Change change) {
        return Write.of(
                "insert into changes (" + COLUMNS + """
                ) values ($1, $2, $3, $4, $5::uuid, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19)
                on conflict (id) do update set
                    state = excluded.state, approvals_needed = excluded.approvals_needed,
                    approvals_given = excluded.approvals_given, expires_at = excluded.expires_at,
                    updated_at = excluded.updated_at
                where changes.updated_at <= excluded.updated_at\
                """,
                change.changeRequestId(),
                change.client(),
                change.module(),
                change.environment(),
                Objects.toString(change.planId(), null),
                change.planHash(),
                change.fingerprint(),
                change.riskLevel(),
                change.changeType(),
                change.summary(),
                change.prUrl(),
                change.requestedBy(),
                change.requestedByName(),
                change.requestedAt(),
                change.state(),
                change.approvalsNeeded(),
                change.approvalsGiven(),
                change.expiresAt(),
                change.updatedAt());
    }

    public Mono<Change> find(Clients clients, String id) {
        return rows.to(
                        clients,
                        visible -> visible.sql("select " + COLUMNS + " from changes where id = :id")
                                .bind("id", id)
                                .map(Changes::read)
                                .all())
                .singleOrEmpty();
    }

    public Flux<Change> list(Clients clients, Change.Filter filter) {
        return rows.to(
                clients,
                visible -> visible.sql("select " + COLUMNS + """

                         from changes
                        where client = coalesce(nullif(:client, ''), client)
                          and module = coalesce(nullif(:module, ''), module)
                          and state = coalesce(nullif(:state, ''), state)
                          and requested_at < :before
                        order by requested_at desc limit :limit""")
                        .bind("client", filter.client().orElse(""))
                        .bind("module", filter.module().orElse(""))
                        .bind("state", filter.state().orElse(""))
                        .bind("before", filter.before().orElse(Instant.parse("9999-12-31T00:00:00Z")))
                        .bind("limit", filter.limit())
                        .map(Changes::read)
                        .all());
    }

    private static Change read(Readable row) {
        return new Change(
                required(row, "id", String.class),
                required(row, "client", String.class),
                required(row, "module", String.class),
                row.get("environment", String.class),
                row.get("plan_id", UUID.class),
                required(row, "plan_hash", String.class),
                row.get("fingerprint", String.class),
                required(row, "risk_level", String.class),
                required(row, "change_type", String.class),
                row.get("summary", String.class),
                row.get("pr_url", String.class),
                required(row, "requested_by", String.class),
                required(row, "requested_by_name", String.class),
                required(row, "requested_at", Instant.class),
                required(row, "state", String.class),
                required(row, "approvals_needed", Integer.class),
                required(row, "approvals_given", Integer.class),
                required(row, "expires_at", Instant.class),
                required(row, "updated_at", Instant.class));
    }
}
