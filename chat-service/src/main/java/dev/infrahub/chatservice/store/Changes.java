package dev.infrahub.chatservice.store;

import dev.infrahub.chatservice.domain.ChangeFact;
import dev.infrahub.chatservice.domain.ChangeFact.Implemented;
import dev.infrahub.chatservice.domain.Filter;
import dev.infrahub.chatservice.domain.Kind;
import dev.infrahub.events.Columns;
import dev.infrahub.events.Write;
import io.r2dbc.spi.Row;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Changes as they stand. */
public final class Changes {

    private static final String WITHOUT_EVIDENCE = """
            not exists (select from heard_evidence e
                where e.client = heard_changes.client and e.change_id = heard_changes.change_id)""";

    private Changes() {}

    /** What is newer counts, whichever is heard first; of one time what has more approvals. */
    public static Write put(ChangeFact change) {
        Optional<Implemented> implemented = Optional.ofNullable(change.implemented());
        return Write.of(
                """
                insert into heard_changes (client, change_id, module, environment, plan_id, risk, change_type, state,
                    approvals_needed, approvals_given, requested_by, requested_by_name, requested_at, expires_at, updated_at,
                    outcome, reported_by_name, reported_at, review)
                values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18::timestamptz, $19)
                on conflict (client, change_id) do update set
                    module = excluded.module, environment = excluded.environment, plan_id = excluded.plan_id,
                    risk = excluded.risk, change_type = excluded.change_type, state = excluded.state,
                    approvals_needed = excluded.approvals_needed, approvals_given = excluded.approvals_given,
                    requested_by = excluded.requested_by, requested_by_name = excluded.requested_by_name,
                    requested_at = excluded.requested_at, expires_at = excluded.expires_at, updated_at = excluded.updated_at,
                    outcome = excluded.outcome, reported_by_name = excluded.reported_by_name,
                    reported_at = excluded.reported_at, review = excluded.review
                where (heard_changes.updated_at, heard_changes.approvals_given)
                    <= (excluded.updated_at, excluded.approvals_given)""",
                change.client(),
                change.changeId(),
                change.module(),
                change.environment().orElse(null),
                change.planId().orElse(null),
                change.risk(),
                change.type(),
                change.state(),
                change.approvalsNeeded(),
                change.approvalsGiven(),
                change.requestedBy(),
                change.requestedByName(),
                change.requestedAt(),
                change.expiresAt(),
                change.updatedAt(),
                implemented.map(Implemented::outcome).orElse(null),
                implemented.map(Implemented::by).orElse(null),
                implemented.map(one -> one.at().toString()).orElse(null),
                change.review().orElse(null));
    }

    /** The newest first. */
    public static List<ChangeFact> of(Rows rows, Filter filter) {
        return rows.of(
                Kind.CHANGE,
                "changes",
                select(rows, filter).during("updated_at", "requested_at", "reported_at"),
                "order by coalesce(reported_at, updated_at) desc, change_id",
                Changes::read);
    }

    /** Those that were applied, and that nobody sealed evidence of; the newest first. */
    public static List<ChangeFact> unsealed(Rows rows, Filter filter) {
        return rows.of(
                Kind.CHANGE,
                "changes without evidence",
                select(rows, filter)
                        .during("updated_at", "requested_at", "reported_at")
                        .and("outcome is not null")
                        .and(WITHOUT_EVIDENCE),
                "order by coalesce(reported_at, updated_at) desc, change_id",
                Changes::read);
    }

    /** Those that wait for an approval, the oldest first. */
    public static List<ChangeFact> waiting(Rows rows, Filter filter, Instant now) {
        return rows.of(
                Kind.CHANGE,
                "changes that wait",
                select(rows, filter)
                        .during("requested_at")
                        .and("state = 'pending'")
                        .after("expires_at", now),
                "order by requested_at, change_id",
                Changes::read);
    }

    private static Where select(Rows rows, Filter filter) {
        return new Where("select * from heard_changes", rows.reach(), filter, "client")
                .modules("module")
                .environments("environment")
                .risks("risk")
                .changes("change_id")
                .people("requested_by_name");
    }

    private static ChangeFact read(Row row) {
        String outcome = row.get("outcome", String.class);
        return new ChangeFact(
                Columns.text(row, "client"),
                Columns.text(row, "change_id"),
                Columns.text(row, "module"),
                Parts.text(row, "environment"),
                Parts.text(row, "plan_id"),
                Columns.text(row, "risk"),
                Columns.text(row, "change_type"),
                Columns.text(row, "state"),
                Columns.value(row, "approvals_needed", Integer.class),
                Columns.value(row, "approvals_given", Integer.class),
                Columns.text(row, "requested_by"),
                Columns.text(row, "requested_by_name"),
                Columns.value(row, "requested_at", Instant.class),
                Columns.value(row, "expires_at", Instant.class),
                Columns.value(row, "updated_at", Instant.class),
                outcome == null
                        ? null
                        : new Implemented(
                                outcome,
                                Columns.text(row, "reported_by_name"),
                                Columns.value(row, "reported_at", Instant.class)),
                Parts.text(row, "review"));
    }
}
