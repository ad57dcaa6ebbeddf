package dev.infrahub.events;

import io.r2dbc.spi.Connection;
import io.r2dbc.spi.ConnectionFactory;
import java.util.Collection;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.springframework.kafka.listener.ConsumerAwareRebalanceListener;
import reactor.core.publisher.Flux;

/**
 * The cheap look that spares a handler, and the model or signature it may call, an event it has seen. Only what was in the
 * log before this instance took the partition over can have been handled already; the rest is not even looked up.
 */
final class Processed implements ConsumerAwareRebalanceListener {

    private final String consumer;
    private final ConnectionFactory connections;
    private final Map<TopicPartition, Long> takenOverAt = new ConcurrentHashMap<>();

    Processed(String consumer, ConnectionFactory connections) {
        this.consumer = consumer;
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
        return record.offset() < newFrom && isInInbox(event);
    }

    private boolean isInInbox(UUID event) {
        return Boolean.TRUE.equals(Flux.usingWhen(
                        connections.create(),
                        connection -> Sql.query(connection, Inbox.look(consumer, event), _ -> true),
                        Connection::close)
                .hasElements()
                .onErrorMap(Sql::isAway, Outage::postgres)
                .block());
    }
}
