package dev.infrahub.gateway.store;

import static dev.infrahub.gateway.store.Columns.required;

import dev.infrahub.gateway.domain.AuditEntry;
import dev.infrahub.gateway.domain.Clients;
import io.r2dbc.spi.Readable;
import java.time.Instant;
import java.util.Optional;
import org.springframework.r2dbc.core.DatabaseClient;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Every denied and every privileged call. */
public final class AuditTrail {

    private final DatabaseClient database;
    private final VisibleRows rows;

    public AuditTrail(DatabaseClient database, VisibleRows rows) {
        this.database = database;
        this.rows = rows;
    }

    /** A line as it is kept. */
    public record Kept(long seq, Instant at, AuditEntry entry) {}

    /** In the transaction around it, where there is one. */
    public Mono<Void> add(AuditEntry entry) {
        return database.sql("""
                        insert into audit (caller, through, address, action, outcome, status, code, subject, client, trace_id)
                        values (nullif(:caller, ''), nullif(:through, ''), :address, :action, :outcome, :status,
                                nullif(:code, ''), nullif(:subject, ''), nullif(:client, ''), nullif(:trace, ''))""")
                .bind("caller", entry.caller().orElse(""))
                .bind("through", entry.through().orElse(""))
                .bind("address", entry.address())
                .bind("action", entry.action())
                .bind("outcome", entry.outcome())
                .bind("status", entry.status())
                .bind("code", entry.code().orElse(""))
                .bind("subject", entry.subject().orElse(""))
                .bind("client", entry.client().orElse(""))
                .bind("trace", entry.traceId().orElse(""))
                .then();
    }

    /** Newest first, those before {@code before}; what belongs to no client is shown to callers of all clients alone. */
    public Flux<Kept> list(Clients clients, Optional<String> outcome, Optional<Long> before, int limit) {
        return rows.to(
                clients,
                visible -> visible.sql("""
                                select seq, at, caller, through, address, action, outcome, status, code, subject, client,
                                       trace_id
                                from audit
                                where outcome = coalesce(nullif(:outcome, ''), outcome) and seq < :before
                                order by seq desc limit :limit""")
                        .bind("outcome", outcome.orElse(""))
                        .bind("before", before.orElse(Long.MAX_VALUE))
                        .bind("limit", limit)
                        .map(AuditTrail::read)
                        .all());
    }

    private static Kept read(Readable row) {
        return new Kept(
                required(row, "seq", Long.class),
                required(row, "at", Instant.class),
                new AuditEntry(
                        Optional.ofNullable(row.get("caller", String.class)),
                        Optional.ofNullable(row.get("through", String.class)),
                        required(row, "address", String.class),
                        required(row, "action", String.class),
                        required(row, "outcome", String.class),
                        required(row, "status", Integer.class),
                        Optional.ofNullable(row.get("code", String.class)),
                        Optional.ofNullable(row.get("subject", String.class)),
                        Optional.ofNullable(row.get("client", String.class)),
                        Optional.ofNullable(row.get("trace_id", String.class))));
    }
}
