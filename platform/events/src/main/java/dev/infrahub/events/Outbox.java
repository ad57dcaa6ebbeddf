package dev.infrahub.events;

import io.r2dbc.spi.Row;
import java.util.List;
import java.util.UUID;

/** Events that are committed and not yet on Kafka. */
final class Outbox {

    /** How many rows, and how many bytes of them, the relay sends at once. */
    static final int BATCH_ROWS = 200;

    private static final int BATCH_BYTES = 8 * 1024 * 1024;

    private Outbox() {}

    record Entry(long seq, String topic, String key, byte[] payload, String headers) {

        static Entry read(Row row) {
            return new Entry(
                    value(row, "seq", Long.class),
                    value(row, "topic", String.class),
                    value(row, "key", String.class),
                    value(row, "payload", byte[].class),
                    value(row, "headers", String.class));
        }

        private static <T> T value(Row row, String column, Class<T> type) {
            T value = row.get(column, type);
            if (value == null) {
                throw new IllegalStateException("outbox." + column + " is null");
            }
            return value;
        }
    }

    static Write add(UUID id, String topic, String key, byte[] payload, String headers) {
        return Write.of(
                "insert into outbox (id, topic, key, payload, headers) values ($1::uuid, $2, $3, $4, $5::jsonb)",
                id.toString(),
                topic,
                key,
                payload,
                headers);
    }

    /** The oldest entries in order; always at least one where there is one, however large. */
    static Write head() {
        return Write.of("""
                select seq, topic, key, payload, headers::text as headers
                from (select *, sum(octet_length(payload)) over (order by seq) as running
                      from (select * from outbox order by seq limit $1) as oldest) as batch
                where running - octet_length(payload) < $2
                order by seq""", BATCH_ROWS, BATCH_BYTES);
    }

    static Write count(int most) {
        return Write.of("select count(*) from (select 1 from outbox limit $1) as pending", most);
    }

    /** Exactly the entries that Kafka acknowledged: never a range, for a slow transaction commits a lower seq later. */
    static Write remove(List<Long> acknowledged) {
        return Write.of("delete from outbox where seq = any($1)", (Object) acknowledged.toArray(Long[]::new));
    }
}
