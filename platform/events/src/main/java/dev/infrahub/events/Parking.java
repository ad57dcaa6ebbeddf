package dev.infrahub.events;

import dev.infrahub.events.RefusedRecord.Place;
import dev.infrahub.json.Shares;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Function;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * Room of a service for events that wait outside their partition's order: one of their key failed, or their handler takes long. Where
 * there is no room for the value of one, that stays in its topic, and is read again when it is its turn. So one who sends much
 * takes no room from others, and there is no end of the room before there is one of the events.
 */
final class Parking {

    /** One key takes no more than this part of it. */
    private static final int PART_OF_A_KEY = 10;

    /** One client takes no more than this part. */
    private static final int PART_OF_A_CLIENT = 2;

    /** What is not for values is for what tells which event one is. */
    private static final int PART_FOR_VALUES = 2;

    /** Values that were read again, at once, and of one client. */
    private static final int READ_AGAIN = 8;

    private static final int READ_AGAIN_OF_A_CLIENT = 2;

    private final int maxEvents;
    private final long maxBytes;
    private final Function<Place, Optional<ConsumerRecord<String, byte[]>>> topics;
    private final Shares readAgain = new Shares(READ_AGAIN, READ_AGAIN_OF_A_CLIENT);
    private final Map<String, Share> ofClients = new HashMap<>();
    private final Share all = new Share("");

    /** @param topics what they hold, place by place */
    Parking(
            int maxEvents,
            long maxBytes,
            Function<Place, Optional<ConsumerRecord<String, byte[]>>> topics,
            MeterRegistry meters) {
        this.maxEvents = maxEvents;
        this.maxBytes = maxBytes;
        this.topics = topics;
        Gauge.builder("hub.events.parked", this::events)
                .description("Events that wait because one of their key failed, or takes long")
                .register(meters);
        Gauge.builder("hub.events.parked.bytes", this::bytes)
                .description("What they take")
                .baseUnit("bytes")
                .register(meters);
    }

    /** What one key has of it. */
    static final class Share {

        private final String client;
        private int events;
        private long bytes;

        Share(String client) {
            this.client = client;
        }

        private void add(int count, long size) {
            events += count;
            bytes += size;
        }
    }

    /** @return how much it takes, with its value or without; empty where there is no room */
    synchronized OptionalLong enter(Share share, Delivery delivery) {
        Share ofClient = ofClients.getOrDefault(share.client, new Share(share.client));
        if (isFull(all, 1) || isFull(ofClient, PART_OF_A_CLIENT) || isFull(share, PART_OF_A_KEY)) {
            return OptionalLong.empty();
        }
        if (!hasRoom(share, ofClient, delivery.bytes(), maxBytes / PART_FOR_VALUES)) {
            if (!hasRoom(share, ofClient, delivery.bytesAway(), maxBytes)) {
                return OptionalLong.empty();
            }
            delivery.putAway();
        }
        long size = delivery.bytes();
        ofClients.putIfAbsent(share.client, ofClient);
        add(share, 1, size);
        return OptionalLong.of(size);
    }

    /** The first may be there, however little there is. */
    private boolean isFull(Share share, int part) {
        return share.events > 0 ? share.events + 1 > maxEvents / part : maxEvents == 0;
    }

    private boolean hasRoom(Share share, Share ofClient, long size, long most) {
        return all.bytes + size <= most
                && (ofClient.events == 0 || ofClient.bytes + size <= most / PART_OF_A_CLIENT)
                && (share.events == 0 || share.bytes + size <= most / PART_OF_A_KEY);
    }

    synchronized void leave(Share share, long size) {
        add(share, -1, -size);
    }

    /** All of a key, at once. */
    synchronized void clear(Share share) {
        add(share, -share.events, -share.bytes);
    }

    private void add(Share share, int count, long size) {
        share.add(count, size);
        all.add(count, size);
        ofClients.computeIfPresent(share.client, (_, ofClient) -> {
            ofClient.add(count, size);
            return ofClient.events == 0 ? null : ofClient;
        });
    }

    /**
     * Works on an event with its value, or without where its topic has it no more.
     *
     * @throws Outage where Kafka is away
     */
    void whole(Delivery delivery, Runnable work) {
        if (!delivery.isAway()) {
            work.run();
            return;
        }
        readAgain.enter(delivery.client());
        try {
            delivery.bringBack(topics.apply(delivery.place()));
            work.run();
        } finally {
            delivery.putAway();
            readAgain.leave(delivery.client());
        }
    }

    synchronized int events() {
        return all.events;
    }

    synchronized long bytes() {
        return all.bytes;
    }
}
