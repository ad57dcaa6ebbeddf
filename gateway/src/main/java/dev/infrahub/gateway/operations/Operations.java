package dev.infrahub.gateway.operations;

import static dev.infrahub.gateway.clients.Rows.optional;
import static dev.infrahub.gateway.clients.Rows.text;
import static dev.infrahub.gateway.clients.Rows.value;

import dev.infrahub.events.Write;
import dev.infrahub.faults.RefusalKind;
import dev.infrahub.gateway.clients.Clients;
import dev.infrahub.gateway.clients.Rows;
import dev.infrahub.gateway.operations.Operation.Failure;
import dev.infrahub.gateway.views.ViewKind;
import dev.infrahub.http.Cursor;
import dev.infrahub.http.Page;
import io.r2dbc.spi.Row;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The accepted requests. Blocks. */
public record Operations(Rows rows) {

    /** The channel on which a settled operation's id is notified, at the commit that settled it. */
    static final String SETTLED = "operation_settled";

    /** The same for one of which something is told before it is settled. */
    static final String PROGRESSED = "operation_progressed";

    private static final String COLUMNS = """
            o.id, o.kind, o.client, o.status, o.request_hash, o.view_id, o.failure_code, o.failure_detail,
            o.failure_retryable, o.failure_kind, o.created_at, o.completed_at, o.requested_by\
            """;

    private static final String SELECT = "select " + COLUMNS + """
            , coalesce(o.answer::text, v.body::text, v.brief::text) as facts
            from operations o left join views v on v.kind = o.view_kind and v.id = o.view_id
            """;

    private static final Instant NEVER = Instant.parse("9999-12-31T00:00:00Z");

    /** Counts no row when the client used the key before. */
    static Write accept(
            UUID id,
            OperationKind kind,
            String client,
            String requestedBy,
            Optional<String> idempotencyKey,
            String requestHash) {
        return Write.of("""
                insert into operations (id, kind, client, requested_by, idempotency_key_sha256, request_hash)
                values ($1::uuid, $2, $3, $4, $5, $6) on conflict (client, idempotency_key_sha256) do nothing""", id.toString(), kind.text(), client, requestedBy, idempotencyKey.orElse(null), requestHash);
    }

    /**
     * An operation that may be settled, if it is of one of these kinds: else whoever may tell of one thing could answer what
     * was asked about another.
     *
     * @param client whose it must be, where what settles it says that: the event is refused where it is another's
     */
    public record Asked(UUID id, Collection<OperationKind> kinds, Optional<String> client) {

        private String[] texts() {
            return kinds.stream().map(OperationKind::text).toArray(String[]::new);
        }
    }

    /** Settles an operation with the facts of the event that answers it, and wakes whoever waits, wherever. */
    public static Write answer(Asked asked, String facts) {
        return settle("status = 'completed', answer = $4::json", asked, facts);
    }

    /** Settles an operation with what a view says, now and later. */
    public static Write answerBy(Asked asked, ViewKind kind, String view) {
        return settle("status = 'completed', view_kind = $4, view_id = $5", asked, kind.text(), view);
    }

    public static Write fail(UUID id, Failure failure) {
        return settle(
                "status = 'failed', failure_code = $4, failure_detail = $5, failure_retryable = $6, failure_kind = $7",
                new Asked(id, List.of(OperationKind.values()), Optional.empty()),
                failure.code(),
                failure.detail(),
                failure.retryable(),
                failure.kind().text());
    }

    /** Keeps what is told of an operation before it is settled, and wakes whoever follows it, wherever. */
    public static Write progress(Asked asked, ProgressLine progress) {
        return Write.of(
                """
                with asked as (
                    update operations set client = coalesce($3, client)
                    where id = $1::uuid and kind = any($2) and status = 'accepted' returning id, client),
                told as (
                    insert into operation_progress (operation_id, client, number, kind, text)
                    select id, client, $4, $5, $6 from asked on conflict do nothing returning operation_id)
                select pg_notify('operation_progressed', operation_id::text) from told""",
                asked.id().toString(),
                asked.texts(),
                asked.client().orElse(null),
                progress.number(),
                progress.kind(),
                progress.text());
    }

    /** What was told of an operation after that number, in order. */
    List<ProgressLine> progress(Clients clients, UUID id, int after) {
        return rows.all(
                clients,
                Write.of(
                        "select number, kind, text from operation_progress where operation_id = $1::uuid and number > $2 order by number",
                        id.toString(),
                        after),
                row -> new ProgressLine(value(row, "number", Integer.class), text(row, "kind"), text(row, "text")));
    }

    /** What was told is of no use once the operation has been settled for a while. */
    public static Write forgetProgress(Instant before) {
        return Write.of("delete from operation_progress where told_at < $1", before);
    }

    private static Write settle(String how, Asked asked, Object... values) {
        @Nullable Object[] all = new Object[values.length + 3];
        all[0] = asked.id().toString();
        all[1] = asked.texts();
        all[2] = asked.client().orElse(null);
        System.arraycopy(values, 0, all, 3, values.length);
        return Write.of("with settled as (update operations set " + how + """
                , client = coalesce($3, client), completed_at = now() where id = $1::uuid and kind = any($2) and status = 'accepted' returning id)
                select pg_notify('operation_settled', id::text) from settled""", all);
    }

    Optional<Operation> find(Clients clients, UUID id) {
        return rows.first(
                clients,
                Write.of(SELECT + "where o.id = $1::uuid", id.toString()),
                row -> read(row, optional(row, "facts")));
    }

    Optional<Operation> findByKey(Clients clients, String client, String idempotencyKey) {
        return rows.first(
                clients,
                Write.of(SELECT + "where o.client = $1 and o.idempotency_key_sha256 = $2", client, idempotencyKey),
                row -> read(row, optional(row, "facts")));
    }

    /**
     * Which operations a list shows; the newest first.
     *
     * @param since only those accepted then or later
     */
    record Query(
            Optional<OperationKind> kind,
            Optional<OperationStatus> status,
            Optional<String> client,
            Optional<Instant> since,
            Optional<Cursor> cursor,
            int limit) {}

    /** Without what answered them. */
    Page<Operation> list(Clients clients, Query query) {
        Cursor from = query.cursor().orElseGet(() -> new Cursor(NEVER, new UUID(-1, -1).toString()));
        List<Operation> found = rows.all(
                clients,
                Write.of(
                        "select " + COLUMNS + """
                         from operations o
                        where o.kind = coalesce($1, o.kind) and o.status = coalesce($2, o.status)
                          and o.client = coalesce($3, o.client) and o.created_at >= $4
                          and (o.created_at, o.id) < ($5, $6)
                        order by o.created_at desc, o.id desc limit $7""",
                        query.kind().map(OperationKind::text).orElse(null),
                        query.status().map(OperationStatus::text).orElse(null),
                        query.client().orElse(null),
                        query.since().orElse(Instant.EPOCH),
                        from.at(),
                        from.uuid(),
                        query.limit() + 1),
                row -> read(row, Optional.empty()));
        return Page.of(
                found,
                query.limit(),
                one -> new Cursor(one.createdAt(), one.id().toString()));
    }

    private static Operation read(Row row, Optional<String> facts) {
        OperationStatus status = OperationStatus.of(text(row, "status"));
        return new Operation(
                value(row, "id", UUID.class),
                OperationKind.of(text(row, "kind")),
                text(row, "client"),
                optional(row, "requested_by"),
                status,
                optional(row, "request_hash"),
                optional(row, "view_id"),
                facts.filter(_ -> status == OperationStatus.COMPLETED),
                optional(row, "failure_code").map(code -> failure(code, row)),
                value(row, "created_at", Instant.class),
                Optional.ofNullable(row.get("completed_at", Instant.class)));
    }

    private static Failure failure(String code, Row row) {
        return new Failure(
                code,
                text(row, "failure_detail"),
                value(row, "failure_retryable", Boolean.class),
                RefusalKind.of(text(row, "failure_kind")));
    }
}
