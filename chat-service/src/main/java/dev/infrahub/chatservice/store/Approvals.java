package dev.infrahub.chatservice.store;

import dev.infrahub.chatservice.domain.ApprovalFact;
import dev.infrahub.chatservice.domain.Filter;
import dev.infrahub.chatservice.domain.Kind;
import dev.infrahub.chatservice.domain.VerificationFact;
import dev.infrahub.events.Columns;
import dev.infrahub.events.Write;
import io.r2dbc.spi.Row;
import java.time.Instant;
import java.util.Collection;
import java.util.List;

/** Signed decisions, and what verifying them found. */
public final class Approvals {

    private Approvals() {}

    public static Write put(ApprovalFact approval) {
        return Write.of(
                """
                insert into heard_approvals (client, change_id, sequence, module, risk, decision, approved_by,
                                             approved_by_name, approved_at, key_id)
                values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
                on conflict (client, change_id, sequence) do nothing""",
                approval.client(),
                approval.changeId(),
                approval.sequence(),
                approval.module(),
                approval.risk(),
                approval.decision(),
                approval.by(),
                approval.byName(),
                approval.at(),
                approval.keyId());
    }

    /** What was heard last counts: it says not when it was found. */
    public static Write put(VerificationFact verification) {
        return Write.of(
                """
                insert into heard_verifications (client, change_id, valid, reason, heard_at)
                values ($1, $2, $3, $4, $5)
                on conflict (client, change_id) do update set
                    valid = excluded.valid, reason = excluded.reason, heard_at = excluded.heard_at
                where heard_verifications.heard_at <= excluded.heard_at""",
                verification.client(),
                verification.changeId(),
                verification.valid(),
                verification.reason().orElse(null),
                verification.heardAt());
    }

    /** The newest first. Of an environment is what its change is of. */
    public static List<ApprovalFact> of(Rows rows, Filter filter) {
        return rows.of(
                Kind.CHANGE,
                "signed decisions",
                new Where(
                                "select a.* from heard_approvals a left join heard_changes c on c.client = a.client"
                                        + " and c.change_id = a.change_id",
                                rows.reach(),
                                filter,
                                "a.client")
                        .modules("a.module")
                        .environments("c.environment")
                        .risks("a.risk")
                        .changes("a.change_id")
                        .people("a.approved_by_name")
                        .during("a.approved_at"),
                "order by a.approved_at desc, a.sequence desc",
                Approvals::approval);
    }

    public static List<VerificationFact> verifications(Rows rows, Filter filter, Collection<String> changes) {
        return rows.of(
                Kind.CHANGE,
                "verifications",
                new Where("select * from heard_verifications", rows.reach(), filter, "client")
                        .oneOf("change_id", changes),
                "order by heard_at desc, change_id",
                Approvals::verification);
    }

    private static ApprovalFact approval(Row row) {
        return new ApprovalFact(
                Columns.text(row, "client"),
                Columns.text(row, "change_id"),
                Columns.value(row, "sequence", Long.class),
                Columns.text(row, "module"),
                Columns.text(row, "risk"),
                Columns.text(row, "decision"),
                Columns.text(row, "approved_by"),
                Columns.text(row, "approved_by_name"),
                Columns.value(row, "approved_at", Instant.class),
                Columns.text(row, "key_id"));
    }

    private static VerificationFact verification(Row row) {
        return new VerificationFact(
                Columns.text(row, "client"),
                Columns.text(row, "change_id"),
                Columns.value(row, "valid", Boolean.class),
                Parts.text(row, "reason"),
                Columns.value(row, "heard_at", Instant.class));
    }
}
