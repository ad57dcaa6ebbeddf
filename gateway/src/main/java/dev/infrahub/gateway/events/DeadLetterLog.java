package dev.infrahub.gateway.events;

import static dev.infrahub.gateway.clients.Rows.optional;
import static dev.infrahub.gateway.clients.Rows.text;
import static dev.infrahub.gateway.clients.Rows.value;

import dev.infrahub.events.DeadLetter;
import dev.infrahub.events.Write;
import dev.infrahub.gateway.clients.Clients;
import dev.infrahub.gateway.clients.Rows;
import dev.infrahub.http.Cursor;
import dev.infrahub.http.Page;
import dev.infrahub.schemas.Service;
import dev.infrahub.schemas.Topic;
import io.r2dbc.spi.Row;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** What the services gave up on lately. It is of no client, and so shown to callers of all clients alone. Blocks. */
public record DeadLetterLog(Rows rows) {

    static final Duration KEPT_FOR = Duration.ofDays(90);
    static final int MOST_KEPT = 100_000;

    private static final Cursor NEWEST = new Cursor(Instant.parse("9999-12-31T00:00:00Z"), "");

    /** Counts no row where it is there. A broker that began anew has another record at the place, of another time. */
    public static Write keep(DeadLetter letter) {
        return Write.of(
                """
                insert into dead_letters (place, given_up_at, topic, partition, "offset", service, code, event_id, operation_id,
                    trace_id)
                values ($1, $2, $3, $4, $5::bigint, $6, $7, $8::uuid, $9::uuid, $10) on conflict do nothing""",
                letter.place().toString(),
                letter.givenUpAt(),
                letter.topic(),
                letter.partition(),
                letter.offset().map(String::valueOf).orElse(null),
                letter.service().orElse(null),
                letter.code().orElse(null),
                letter.eventId().map(UUID::toString).orElse(null),
                letter.operation().map(UUID::toString).orElse(null),
                letter.traceId().orElse(null));
    }

    /** What is too old, and what is more than anybody looks through. */
    public static Write forget(Instant now) {
        return Write.of("""
                delete from dead_letters where given_up_at < greatest($1::timestamptz,
                    (select given_up_at from dead_letters order by given_up_at desc offset $2 limit 1))""", now.minus(KEPT_FOR), MOST_KEPT);
    }

    /** Which dead letters a list shows; the newest first. */
    record Query(Optional<Topic<?>> topic, Optional<Service> service, Optional<Cursor> cursor, int limit) {}

    Page<DeadLetterLine> list(Clients clients, Query query) {
        Cursor from = query.cursor().orElse(NEWEST);
        List<DeadLetterLine> found = rows.all(
                clients,
                Write.of(
                        """
                        select given_up_at, topic, partition, "offset", place, service, code, event_id, operation_id, trace_id
                        from dead_letters
                        where ($1::text is null or topic = $1) and ($2::text is null or service = $2)
                          and (given_up_at, place) < ($3, $4)
                        order by given_up_at desc, place desc limit $5""",
                        query.topic().map(Topic::name).orElse(null),
                        query.service().map(Service::id).orElse(null),
                        from.at(),
                        from.id(),
                        query.limit() + 1),
                DeadLetterLog::read);
        return Page.of(found, query.limit(), one -> new Cursor(one.at(), one.place()));
    }

    private static DeadLetterLine read(Row row) {
        return new DeadLetterLine(
                value(row, "given_up_at", Instant.class),
                text(row, "topic"),
                value(row, "partition", Integer.class),
                Optional.ofNullable(row.get("offset", Long.class)),
                text(row, "place"),
                optional(row, "service"),
                optional(row, "code"),
                Optional.ofNullable(row.get("event_id", UUID.class)),
                Optional.ofNullable(row.get("operation_id", UUID.class)),
                optional(row, "trace_id"));
    }
}
