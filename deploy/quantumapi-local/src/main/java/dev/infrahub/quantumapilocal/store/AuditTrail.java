package dev.infrahub.quantumapilocal.store;

import static dev.infrahub.quantumapilocal.store.Transaction.required;

import dev.infrahub.quantumapilocal.domain.AuditEntry;
import io.r2dbc.spi.Readable;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What was done, and what was refused. Rows are added; the table itself refuses all else. */
public final class AuditTrail {

    /** Writers share it, a reader has it alone: so a reader that goes on after a row misses no slower, lower one. */
    private static final long LOCK = 0x71617069_61756469L;

    private AuditTrail() {}

    /** @param after a row's seq: only later ones */
    public record Filter(
            Optional<Instant> since,
            Optional<Instant> until,
            Optional<String> action,
            Optional<String> outcome,
            Optional<String> resource,
            Optional<UUID> apiKeyId,
            long after,
            int limit) {}

    /** A row as it is told. */
    public record Row(
            long seq,
            Instant at,
            String action,
            String outcome,
            @Nullable UUID apiKeyId,
            @Nullable String apiKeyName,
            @Nullable String resource,
            String requestId,
            @Nullable String detail) {}

    public static void add(Transaction transaction, AuditEntry entry) {
        transaction.run(
                """
                insert into audit (at, action, outcome, api_key_id, api_key_name, resource, request_id, detail)
                select $1, $2, $3, $4::uuid, $5, $6, $7, $8 from pg_advisory_xact_lock_shared($9)""",
                entry.at(),
                entry.action(),
                entry.outcome().text(),
                entry.apiKeyId().map(UUID::toString).orElse(null),
                entry.apiKeyName().orElse(null),
                entry.resource().orElse(null),
                entry.requestId(),
                entry.detail().orElse(null),
                LOCK);
    }

    /** In the order of seq. */
    public static List<Row> list(Transaction transaction, Filter filter) {
        transaction.lock(LOCK);
        return transaction.list(
                """
                select * from audit
                where seq > $1
                  and ($2::timestamptz is null or at >= $2::timestamptz)
                  and ($3::timestamptz is null or at < $3::timestamptz)
                  and ($4::text is null or action = $4)
                  and ($5::text is null or outcome = $5)
                  and ($6::text is null or resource = $6)
                  and ($7::uuid is null or api_key_id = $7::uuid)
                order by seq limit $8""",
                AuditTrail::read,
                filter.after(),
                filter.since().map(Instant::toString).orElse(null),
                filter.until().map(Instant::toString).orElse(null),
                filter.action().orElse(null),
                filter.outcome().orElse(null),
                filter.resource().orElse(null),
                filter.apiKeyId().map(UUID::toString).orElse(null),
                filter.limit());
    }

    private static Row read(Readable row) {
        return new Row(
                required(row, "seq", Long.class),
                required(row, "at", Instant.class),
                required(row, "action", String.class),
                required(row, "outcome", String.class),
                row.get("api_key_id", UUID.class),
                row.get("api_key_name", String.class),
                row.get("resource", String.class),
                required(row, "request_id", String.class),
                row.get("detail", String.class));
    }
}
