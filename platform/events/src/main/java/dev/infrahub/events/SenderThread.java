package dev.infrahub.events;

import dev.infrahub.supervision.Ended;
import org.apache.kafka.clients.producer.KafkaProducer;

/**
 * The thread by which one of Kafka's producers sends. An {@link Error} ends it without a word to anybody: what is sent from
 * then on is waited for, and never sent.
 *
 * @param clientId of the producer, or what it begins with: Spring numbers those that it makes
 */
record SenderThread(String clientId) {

    /** @throws Ended where it is no more */
    void requireAlive() {
        String name = KafkaProducer.NETWORK_THREAD_PREFIX + " | " + clientId;
        if (Thread.getAllStackTraces().keySet().stream()
                .noneMatch(thread -> thread.getName().startsWith(name))) {
            throw new Ended("the thread '" + name + "'");
        }
    }
}
