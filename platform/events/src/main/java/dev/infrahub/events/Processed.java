package dev.infrahub.events;

import dev.infrahub.events.RefusedRecord.Place;
import io.r2dbc.spi.Connection;
import io.r2dbc.spi.ConnectionFactory;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;

/**
 * The cheap look that spares a handler, and the model or signature it may call, an event it has seen. Only what was in the
 * log before this instance took the partition over can have been handled already; the rest is not even looked up.
 */
final class Processed {

    private final String service;
    private final ConnectionFactory connections;
    private final Map<TopicPartition, Long> takenOverAt = new ConcurrentHashMap<>();

    Processed(String service, ConnectionFactory connections) {
        this.service = service;
        this.connections = connections;
    }

    void takeOver(Consumer<?, ?> client, Collection<TopicPartition> partitions) {
        try {
            takenOverAt.putAll(client.endOffsets(partitions));
        } catch (KafkaException unknown) {
            // not known to be new, so every event is looked up
            partitions.forEach(takenOverAt::remove);
        }
    }

    /** @throws Outage when Postgres is away */
    boolean holds(UUID event, ConsumerRecord<?, ?> record) {
        long newFrom = takenOverAt.getOrDefault(new TopicPartition(record.topic(), record.partition()), Long.MAX_VALUE);
        return record.offset() < newFrom
                && look(service, event)
                        .filter(found -> found.isOver(Place.of(record)))
                        .isPresent();
    }

    /**
     * For an event that gives power, which is always looked up.
     *
     * @return whether this very record was handled, or given up
     * @throws Distrusted where another record of the same id was
     * @throws Outage when Postgres is away
     */
    boolean holds(UUID event, Place place) {
        Optional<Found> over = look(Inbox.ofPower(service), event).filter(found -> found.isOver(place));
        over.ifPresent(found -> found.require(place));
        return over.isPresent();
    }

    /**
     * For an event that somebody else was quicker with: they had this very record, or another of the same id.
     *
     * @throws Distrusted where they had another
     */
    void requireHandledAt(UUID event, Place place) {
        look(Inbox.ofPower(service), event).ifPresent(found -> found.require(place));
    }

    /**
     * @param place where it was handled; null for what gives no power
     * @param givenUp where it was given up; null for what was handled
     */
    private record Found(@Nullable String place, @Nullable String givenUp) {

        /** What was given up elsewhere comes again because somebody wants it to be tried again. */
        boolean isOver(Place here) {
            return givenUp == null || givenUp.equals(here.toString());
        }

        void require(Place here) {
            if (givenUp == null && !here.toString().equals(place)) {
                throw Distrusted.repeated();
            }
        }
    }

    private Optional<Found> look(String consumer, UUID event) {
        return Optional.ofNullable(Sql.await(Flux.usingWhen(
                        connections.create(),
                        connection -> Sql.query(
                                connection,
                                Inbox.look(consumer, event),
                                row -> new Found(row.get("place", String.class), row.get("given_up", String.class))),
                        Connection::close)
                .next()
                .onErrorMap(Sql::isAway, Outage::postgres)));
    }
}
