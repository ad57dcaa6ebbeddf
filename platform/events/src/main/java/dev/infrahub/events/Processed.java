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
import org.springframework.kafka.listener.ConsumerAwareRebalanceListener;
import reactor.core.publisher.Flux;

/**
 * The cheap look that spares a handler, and the model or signature it may call, an event it has seen. Only what was in the
 * log before this instance took the partition over can have been handled already; the rest is not even looked up.
 */
final class Processed implements ConsumerAwareRebalanceListener {

    private final String service;
    private final ConnectionFactory connections;
    private final Map<TopicPartition, Long> takenOverAt = new ConcurrentHashMap<>();

    Processed(String service, ConnectionFactory connections) {
        this.service = service;
        this.connections = connections;
    }

    @Override
    public void onPartitionsAssigned(Consumer<?, ?> client, Collection<TopicPartition> partitions) {
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
        return record.offset() < newFrom && look(service, event).isPresent();
    }

    /**
     * For an event that gives power, which is always looked up.
     *
     * @return whether this very record was handled
     * @throws Distrusted where another record of the same id was
     * @throws Outage when Postgres is away
     */
    boolean holds(UUID event, Place place) {
        Optional<HandledAt> handled = look(Inbox.ofPower(service), event);
        handled.ifPresent(at -> at.require(place));
        return handled.isPresent();
    }

    /**
     * For an event that somebody else was quicker with: they had this very record, or another of the same id.
     *
     * @throws Distrusted where they had another
     */
    void requireHandledAt(UUID event, Place place) {
        look(Inbox.ofPower(service), event).ifPresent(at -> at.require(place));
    }

    /** @param place null for what gives no power */
    private record HandledAt(@Nullable String place) {

        void require(Place other) {
            if (!other.toString().equals(place)) {
                throw Distrusted.repeated();
            }
        }
    }

    private Optional<HandledAt> look(String consumer, UUID event) {
        return Flux.usingWhen(
                        connections.create(),
                        connection -> Sql.query(
                                connection,
                                Inbox.look(consumer, event),
                                row -> new HandledAt(row.get("place", String.class))),
                        Connection::close)
                .next()
                .onErrorMap(Sql::isAway, Outage::postgres)
                .blockOptional();
    }
}
