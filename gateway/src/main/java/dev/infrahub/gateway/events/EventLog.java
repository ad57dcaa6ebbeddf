package dev.infrahub.gateway.events;

import static dev.infrahub.gateway.clients.Rows.optional;
import static dev.infrahub.gateway.clients.Rows.text;
import static dev.infrahub.gateway.clients.Rows.value;

import dev.infrahub.events.Event;
import dev.infrahub.events.Write;
import dev.infrahub.gateway.clients.Clients;
import dev.infrahub.gateway.clients.Rows;
import dev.infrahub.gateway.facts.Facts;
import dev.infrahub.http.Cursor;
import dev.infrahub.http.Page;
import dev.infrahub.schemas.Topic;
import io.r2dbc.spi.Row;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.apache.avro.specific.SpecificRecord;

/**
 * Which events the gateway published and heard lately. What it publishes is written by a trigger of its outbox, so that
 * nothing that publishes can forget it. Blocks.
 */
public record EventLog(Rows rows) {

    static final Duration KEPT_FOR = Duration.ofDays(7);
    static final int MOST_KEPT = 1_000_000;

    private static final Instant NEVER = Instant.parse("9999-12-31T00:00:00Z");

    /** For the transaction of what it leads to. An event that names no client is of that of the operation it belongs to. */
    static <T extends SpecificRecord> Write heard(Topic<T> topic, Event<T> event, Optional<String> traceId) {
        return Write.of(
                """
                insert into events (topic, event_id, client, operation_id, trace_id) values ($1, $2::uuid,
                    coalesce($3, (select client from operations where id = $4::uuid)), $4::uuid, $5)""",
                topic.name(),
                event.id().toString(),
                Facts.client(event.value()).orElse(null),
                event.operation().map(UUID::toString).orElse(null),
                traceId.orElse(null));
    }

    /** What is too old, and what is more than anybody looks through. */
    public static Write forget(Instant now) {
        return Write.of("""
                delete from events where at < greatest($1::timestamptz,
                    (select at from events order by at desc, event_id desc offset $2 limit 1))""", now.minus(KEPT_FOR), MOST_KEPT);
    }

    /** Which events a list shows; the newest first. */
    record Query(
            Optional<Topic<?>> topic,
            Optional<String> client,
            Optional<UUID> operation,
            Optional<String> traceId,
            Optional<Cursor> cursor,
            int limit) {}

    Page<EventLine> list(Clients clients, Query query) {
        Cursor from = query.cursor().orElseGet(() -> new Cursor(NEVER, new UUID(-1, -1).toString()));
        List<EventLine> found = rows.all(
                clients,
                Write.of(
                        """
                        select at, topic, event_id, client, operation_id, trace_id from events
                        where ($1::text is null or topic = $1) and ($2::text is null or client = $2)
                          and ($3::uuid is null or operation_id = $3::uuid) and ($4::text is null or trace_id = $4)
                          and (at, event_id) < ($5, $6)
                        order by at desc, event_id desc limit $7""",
                        query.topic().map(Topic::name).orElse(null),
                        query.client().orElse(null),
                        query.operation().map(UUID::toString).orElse(null),
                        query.traceId().orElse(null),
                        from.at(),
                        from.uuid(),
                        query.limit() + 1),
                EventLog::read);
        return Page.of(
                found, query.limit(), one -> new Cursor(one.at(), one.id().toString()));
    }

    private static EventLine read(Row row) {
        return new EventLine(
                value(row, "at", Instant.class),
                text(row, "topic"),
                value(row, "event_id", UUID.class),
                optional(row, "client"),
                Optional.ofNullable(row.get("operation_id", UUID.class)),
                optional(row, "trace_id"));
    }
}
