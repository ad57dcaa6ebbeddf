package dev.infrahub.gateway.store;

import static dev.infrahub.gateway.store.Columns.required;

import dev.infrahub.events.Write;
import dev.infrahub.gateway.domain.Change;
import dev.infrahub.gateway.domain.Change.Implementation;
import dev.infrahub.gateway.domain.Change.Review;
import dev.infrahub.gateway.domain.ChangeState;
import dev.infrahub.gateway.domain.Clients;
import io.r2dbc.spi.Readable;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** The change requests, as this gateway shows them; the cab-signer's own rows decide. */
public final class Changes {

    private static final String COLUMNS = """
        id, client, module, environment, plan_id, plan_hash, fingerprint, risk_level, change_type, summary, pr_url,
        requested_by, requested_by_name, requested_at, state, approvals_needed, approvals_given, expires_at, updated_at,
        implementation_outcome, run_url, implementation_comment, reported_by, reported_by_name, reported_at,
        review_outcome, review_comment, reviewed_by, reviewed_by_name, reviewed_at\
        """;

    private static final int IMPLEMENTATION_COLUMNS = 6;
    private static final int REVIEW_COLUMNS = 5;

    private static final String PUT = "insert into changes (" + COLUMNS + """
                ) values ($1, $2, $3, $4, $5::uuid, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19,
                          $20, $21, $22, $23, $24, $25::timestamptz, $26, $27, $28, $29, $30::timestamptz)
                on conflict (id) do update set
                    state = excluded.state, approvals_needed = excluded.approvals_needed,
                    approvals_given = excluded.approvals_given, expires_at = excluded.expires_at,
                    updated_at = excluded.updated_at,
                    implementation_outcome = excluded.implementation_outcome, run_url = excluded.run_url,
                    implementation_comment = excluded.implementation_comment, reported_by = excluded.reported_by,
                    reported_by_name = excluded.reported_by_name, reported_at = excluded.reported_at,
                    review_outcome = excluded.review_outcome, review_comment = excluded.review_comment,
                    reviewed_by = excluded.reviewed_by, reviewed_by_name = excluded.reviewed_by_name,
                    reviewed_at = excluded.reviewed_at
                where changes.updated_at <= excluded.updated_at\
                """;

    private final VisibleRows rows;

    public Changes(VisibleRows rows) {
        this.rows = rows;
    }

    /** Keeps the latest state; one that comes late changes nothing. */
    public static Write put(Change change) {
        List<@Nullable Object> values = new ArrayList<>();
        values.addAll(standing(change));
        values.addAll(implementation(change.implementation()));
        values.addAll(review(change.review()));
        return Write.of(PUT, values.toArray());
    }

    private static List<@Nullable Object> standing(Change change) {
        return Arrays.asList(
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

    private static List<@Nullable Object> implementation(@Nullable Implementation report) {
        return report == null
                ? Collections.nCopies(IMPLEMENTATION_COLUMNS, null)
                : Arrays.asList(
                        report.outcome(),
                        report.runUrl(),
                        report.comment(),
                        report.reportedBy(),
                        report.reportedByName(),
                        report.reportedAt());
    }

    private static List<@Nullable Object> review(@Nullable Review review) {
        return review == null
                ? Collections.nCopies(REVIEW_COLUMNS, null)
                : Arrays.asList(
                        review.outcome(),
                        review.comment(),
                        review.reviewedBy(),
                        review.reviewedByName(),
                        review.reviewedAt());
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
                        .bind("state", filter.state().map(ChangeState::text).orElse(""))
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
                required(row, "updated_at", Instant.class),
                implementation(row),
                review(row));
    }

    private static @Nullable Implementation implementation(Readable row) {
        String outcome = row.get("implementation_outcome", String.class);
        return outcome == null
                ? null
                : new Implementation(
                        outcome,
                        row.get("run_url", String.class),
                        row.get("implementation_comment", String.class),
                        required(row, "reported_by", String.class),
                        required(row, "reported_by_name", String.class),
                        required(row, "reported_at", Instant.class));
    }

    private static @Nullable Review review(Readable row) {
        String outcome = row.get("review_outcome", String.class);
        return outcome == null
                ? null
                : new Review(
                        outcome,
                        row.get("review_comment", String.class),
                        required(row, "reviewed_by", String.class),
                        required(row, "reviewed_by_name", String.class),
                        required(row, "reviewed_at", Instant.class));
    }
}
