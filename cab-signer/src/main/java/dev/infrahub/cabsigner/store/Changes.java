package dev.infrahub.cabsigner.store;

import dev.infrahub.cabsigner.domain.Change;
import dev.infrahub.cabsigner.domain.ChangeKey;
import dev.infrahub.cabsigner.domain.ChangeRequest;
import dev.infrahub.cabsigner.domain.RiskLevel;
import dev.infrahub.cabsigner.domain.State;
import dev.infrahub.events.Columns;
import dev.infrahub.events.Lookups;
import dev.infrahub.events.Write;
import dev.infrahub.proofs.AcceptedDrift;
import io.r2dbc.spi.Row;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The change requests. */
public final class Changes {

    private static final String SELECT = "select c.*, " + Activities.COLUMNS + """

            from change_requests c
            left join change_implementations i on i.client = c.client and i.change_request_id = c.change_request_id
            left join change_reviews r on r.client = c.client and r.change_request_id = c.change_request_id
            """;

    private Changes() {}

    public static Optional<Change> find(Lookups lookups, ChangeKey key) {
        return lookups.first(
                Write.of(SELECT + "where c.client = $1 and c.change_request_id = $2", key.client(), key.id()),
                Changes::read);
    }

    /** The one whose time ran out first, by both clocks, and that is not expired yet. */
    public static Optional<Change> due(Lookups lookups, Instant now) {
        return lookups.first(Write.of(SELECT + """
                where c.state in ('pending', 'approved') and c.expires_at <= $1 and c.expires_at <= clock_timestamp()
                order by c.expires_at limit 1""", now), Changes::read);
    }

    public static Write add(Change change) {
        ChangeRequest request = change.request();
        return Write.of(
                """
                insert into change_requests (change_request_id, client, module, environment, plan_id, plan_hash,
                                             fingerprint, risk_level, change_type, summary, pr_url, requested_by,
                                             requested_by_name, requested_at, state, approvals_needed,
                                             approvals_given, opened_at, expires_at, updated_at, leaf_index,
                                             acceptance)
                values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20,
                        $21, $22)""",
                request.id(),
                request.client(),
                request.module(),
                request.environment(),
                request.planId(),
                request.planHash(),
                request.fingerprint(),
                request.riskLevel().spelling(),
                request.changeType(),
                request.summary(),
                request.prUrl(),
                request.requestedBy(),
                request.requestedByName(),
                request.requestedAt(),
                change.state().spelling(),
                change.approvalsNeeded(),
                change.approvalsGiven(),
                change.openedAt(),
                change.expiresAt(),
                change.updatedAt(),
                change.leafIndex(),
                request.acceptance() == null ? null : request.acceptance().text());
    }

    /** Keeps state, count and time. */
    public static Write update(Change change) {
        return Write.of(
                """
                update change_requests set state = $3, approvals_given = $4, updated_at = $5
                where client = $1 and change_request_id = $2""",
                change.request().client(),
                change.request().id(),
                change.state().spelling(),
                change.approvalsGiven(),
                change.updatedAt());
    }

    private static Change read(Row row) {
        return new Change(
                request(row),
                State.of(Columns.text(row, "state")),
                Columns.value(row, "approvals_needed", Integer.class),
                Columns.value(row, "approvals_given", Integer.class),
                Columns.value(row, "opened_at", Instant.class),
                Columns.value(row, "expires_at", Instant.class),
                Columns.value(row, "updated_at", Instant.class),
                Columns.value(row, "leaf_index", Long.class),
                Activities.implementation(row),
                Activities.review(row));
    }

    private static ChangeRequest request(Row row) {
        return new ChangeRequest(
                Columns.text(row, "change_request_id"),
                Columns.text(row, "client"),
                Columns.text(row, "module"),
                row.get("environment", String.class),
                row.get("plan_id", String.class),
                Columns.text(row, "plan_hash"),
                row.get("fingerprint", String.class),
                RiskLevel.of(Columns.text(row, "risk_level")).orElseThrow(),
                Columns.text(row, "change_type"),
                row.get("summary", String.class),
                row.get("pr_url", String.class),
                Columns.text(row, "requested_by"),
                Columns.text(row, "requested_by_name"),
                Columns.value(row, "requested_at", Instant.class),
                acceptance(row.get("acceptance", String.class)));
    }

    private static @Nullable AcceptedDrift acceptance(@Nullable String text) {
        return text == null
                ? null
                : AcceptedDrift.ofText(text)
                        .orElseThrow(() -> new IllegalStateException("acceptance is none that was kept"));
    }
}
