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
import dev.infrahub.schemas.Service;
import dev.infrahub.schemas.Topic;
import dev.infrahub.schemas.Topics;
import io.r2dbc.spi.Row;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.apache.avro.specific.SpecificRecord;

/**
 * Which events the gateway published and heard lately. What it publishes is written by a trigger of its outbox, so that
 * nothing that publishes can forget it; what other services tell each other is not here. Blocks.
 */
public record EventLog(Rows rows) {

    /** Of an answer that is on its way there are hundreds, which nobody looks for. */
    static final List<Topic<?>> TOPICS = Stream.concat(
                    Service.GATEWAY.publishes().stream(), Service.GATEWAY.subscribesTo().stream())
            .distinct()
            .filter(topic -> !topic.equals(Topics.CHAT_PROGRESSED))
            .toList();

    static final Duration KEPT_FOR = Duration.ofDays(7);
    static final int MOST_KEPT = 1_000_000;

    private static final Instant NEVER = Instant.parse("9999-12-31T00:00:00Z");

    /**
     * For the transaction of what it leads to. An event that names no client is of that of the operation it belongs to; one
     * that names another client than its operation belongs to none.
     */
    static <T extends SpecificRecord> Write heard(Topic<T> topic, Event<T> event, Optional<String> traceId) {
        return Write.of(
                """
                insert into events (topic, event_id, client, operation_id, trace_id)
                select $1, $2::uuid, coalesce($3, operation.client), operation.id, $5
                from (select 1) as event left join operations as operation
                  on operation.id = $4::uuid and operation.client = coalesce($3, operation.client)""",
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
        List<Object> values = new ArrayList<>(List.of(from.at(), from.uuid(), query.limit() + 1));
        StringBuilder where = new StringBuilder("(at, event_id) < ($1, $2)");
        conditions(clients, query).forEach((condition, value) -> {
            values.add(value);
            where.append(" and ").append(condition.formatted(values.size()));
        });
        List<EventLine> found = rows.all(
                clients,
                Write.of(
                        "select at, topic, event_id, client, operation_id, trace_id from events where " + where
                                + " order by at desc, event_id desc limit $3",
                        values.toArray()),
                EventLog::read);
        return Page.of(
                found, query.limit(), one -> new Cursor(one.at(), one.id().toString()));
    }

    /** Only what is asked for, so that Postgres sees which index leads to it; that is so of a caller's only client too. */
    private static Map<String, String> conditions(Clients clients, Query query) {
        Map<String, String> conditions = new LinkedHashMap<>();
        query.topic().ifPresent(topic -> conditions.put("topic = $%d", topic.name()));
        query.client().or(clients::only).ifPresent(client -> conditions.put("client = $%d", client));
        query.operation().ifPresent(id -> conditions.put("operation_id = $%d::uuid", id.toString()));
        query.traceId().ifPresent(id -> conditions.put("trace_id = $%d", id));
        return conditions;
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
