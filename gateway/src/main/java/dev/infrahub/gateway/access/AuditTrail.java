package dev.infrahub.gateway.access;

import static dev.infrahub.gateway.clients.Rows.optional;
import static dev.infrahub.gateway.clients.Rows.text;
import static dev.infrahub.gateway.clients.Rows.value;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.infrahub.events.Commits;
import dev.infrahub.events.Write;
import dev.infrahub.gateway.clients.Clients;
import dev.infrahub.gateway.clients.Rows;
import io.r2dbc.spi.Row;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Every denied and every privileged call. Blocks. */
public record AuditTrail(Commits commits, Rows rows) {

    /** @param seq pass the last one as {@code before} to read on */
    @JsonInclude(JsonInclude.Include.NON_ABSENT)
    record Kept(long seq, Instant at, @JsonUnwrapped AuditEntry entry) {}

    void add(AuditEntry entry) {
        commits.write(line(entry)).block();
    }

    /** For the transaction of what it tells. */
    public static Write line(AuditEntry entry) {
        return Write.of(
                """
                insert into audit (caller, through, address, action, outcome, status, code, subject, client, trace_id)
                values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)""",
                entry.caller().orElse(null),
                entry.through().orElse(null),
                entry.address(),
                entry.action(),
                entry.outcome(),
                entry.status(),
                entry.code().orElse(null),
                entry.subject().orElse(null),
                entry.client().orElse(null),
                entry.traceId().orElse(null));
    }

    /** Newest first, those before {@code before}; what belongs to no client is shown to callers of all clients alone. */
    List<Kept> list(Clients clients, Optional<String> outcome, long before, int limit) {
        return rows.all(clients, Write.of("""
                        select seq, at, caller, through, address, action, outcome, status, code, subject, client, trace_id
                        from audit where outcome = coalesce($1, outcome) and seq < $2 order by seq desc limit $3""", outcome.orElse(null), before, limit), AuditTrail::read);
    }

    private static Kept read(Row row) {
        return new Kept(
                value(row, "seq", Long.class),
                value(row, "at", Instant.class),
                new AuditEntry(
                        optional(row, "caller"),
                        optional(row, "through"),
                        text(row, "address"),
                        text(row, "action"),
                        text(row, "outcome"),
                        value(row, "status", Integer.class),
                        optional(row, "code"),
                        optional(row, "subject"),
                        optional(row, "client"),
                        optional(row, "trace_id")));
    }
}
