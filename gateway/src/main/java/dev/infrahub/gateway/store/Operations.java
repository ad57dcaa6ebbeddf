package dev.infrahub.gateway.store;

import static dev.infrahub.gateway.store.Columns.required;

import dev.infrahub.events.Write;
import dev.infrahub.gateway.domain.Clients;
import dev.infrahub.gateway.domain.Operation;
import dev.infrahub.gateway.domain.Operation.Failure;
import dev.infrahub.gateway.domain.OperationKind;
import dev.infrahub.gateway.domain.OperationStatus;
import io.r2dbc.spi.Readable;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** The accepted requests. */
public final class Operations {

    /** The channel on which a settled operation's id is notified, at the commit that settled it. */
    static final String CHANNEL = "operation_settled";

    private static final String SELECT = """
            select o.id, o.kind, o.client, o.status, o.request_hash, o.plan_id,
                   o.failure_code, o.failure_detail, o.failure_retryable, o.created_at, o.completed_at, o.requested_by,
                   coalesce(o.answer::text, case o.kind when 'summarize-plan' then p.summary
                               when 'risk-assessment' then p.risk
                               when 'rollback-plan' then p.rollback end::text) as answer
            from operations o left join plans p on p.id = o.plan_id and o.status = 'completed'
            """;

    private final VisibleRows rows;

    public Operations(VisibleRows rows) {
        this.rows = rows;
    }

    /** Counts no row when the client used the key before. */
    public static Write accept(
            UUID id,
            OperationKind kind,
            String client,
            String requestedBy,
            Optional<String> idempotencyKey,
            String requestHash) {
        return Write.of("""
                insert into operations (id, kind, client, requested_by, idempotency_key, request_hash)
                values ($1::uuid, $2, $3, $4, $5, $6) on conflict (client, idempotency_key) do nothing""", id.toString(), kind.text(), client, requestedBy, idempotencyKey.orElse(null), requestHash);
    }

    public static Write complete(UUID id, UUID planId) {
        return Write.of("""
                update operations set status = 'completed', plan_id = $2::uuid, completed_at = now()
                where id = $1::uuid and status = 'accepted'""", id.toString(), planId.toString());
    }

    /** Settles an operation of this kind with an answer of its own, and tells whoever waits; another kind stays as it is. */
    public static Write answer(UUID id, OperationKind kind, String answer) {
        return Write.of("""
                with settled as (
                    update operations set status = 'completed', answer = $3::json, completed_at = now()
                    where id = $1::uuid and kind = $2 and status = 'accepted' returning id)
                select pg_notify('operation_settled', id::text) from settled""", id.toString(), kind.text(), answer);
    }

    public static Write fail(UUID id, Failure failure) {
        return Write.of("""
                update operations set status = 'failed', failure_code = $2, failure_detail = $3,
                       failure_retryable = $4, completed_at = now()
                where id = $1::uuid and status = 'accepted'""", id.toString(), failure.code(), failure.detail(), failure.retryable());
    }

    /** Wakes whoever waits for the operation, in whichever instance of the gateway, once this transaction commits. */
    public static Write notify(UUID id) {
        return Write.of("select pg_notify('" + CHANNEL + "', $1)", id.toString());
    }

    public Mono<Operation> find(Clients clients, UUID id) {
        return rows.to(
                        clients,
                        visible -> visible.sql(SELECT + "where o.id = :id")
                                .bind("id", id)
                                .map(Operations::read)
                                .all())
                .singleOrEmpty();
    }

    public Mono<Operation> findByKey(Clients clients, String client, String idempotencyKey) {
        return rows.to(
                        clients,
                        visible -> visible.sql(SELECT + "where o.client = :client and o.idempotency_key = :key")
                                .bind("client", client)
                                .bind("key", idempotencyKey)
                                .map(Operations::read)
                                .all())
                .singleOrEmpty();
    }

    /** Newest first; an empty filter is no filter. */
    public Flux<Operation> list(
            Clients clients,
            Optional<OperationKind> kind,
            Optional<OperationStatus> status,
            Optional<String> client,
            Optional<Instant> since,
            int limit) {
        return rows.to(
                clients,
                visible -> visible.sql(SELECT + """
                        where o.kind = coalesce(nullif(:kind, ''), o.kind)
                          and o.status = coalesce(nullif(:status, ''), o.status)
                          and o.client = coalesce(nullif(:client, ''), o.client)
                          and o.created_at >= :since
                        order by o.created_at desc limit :limit""")
                        .bind("kind", kind.map(OperationKind::text).orElse(""))
                        .bind("status", status.map(OperationStatus::text).orElse(""))
                        .bind("client", client.orElse(""))
                        .bind("since", since.orElse(Instant.EPOCH))
                        .bind("limit", limit)
                        .map(Operations::read)
                        .all());
    }

    private static Operation read(Readable row) {
        return new Operation(
                required(row, "id", UUID.class),
                OperationKind.of(required(row, "kind", String.class)),
                required(row, "client", String.class),
                Optional.ofNullable(row.get("requested_by", String.class)),
                OperationStatus.of(required(row, "status", String.class)),
                required(row, "request_hash", String.class),
                Optional.ofNullable(row.get("plan_id", UUID.class)),
                Optional.ofNullable(row.get("answer", String.class)),
                failure(row),
                required(row, "created_at", Instant.class),
                Optional.ofNullable(row.get("completed_at", Instant.class)));
    }

    private static Optional<Failure> failure(Readable row) {
        return Optional.ofNullable(row.get("failure_code", String.class))
                .map(code -> new Failure(
                        code,
                        required(row, "failure_detail", String.class),
                        required(row, "failure_retryable", Boolean.class)));
    }
}
