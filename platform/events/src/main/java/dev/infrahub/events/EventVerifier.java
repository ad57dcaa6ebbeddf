package dev.infrahub.events;

import java.time.Duration;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Verifies what {@link EventSigner} signed, for whoever is no worker. */
public final class EventVerifier {

    private final Authenticity authenticity;

    /** @param trustedKeys public keys in PEM, one after another */
    public EventVerifier(String trustedKeys) {
        this.authenticity = new Authenticity(TrustedKeys.of(trustedKeys), Duration.ZERO);
    }

    /** Whether one of the keys signed this very record, whenever that was. */
    public boolean isGenuine(ConsumerRecord<String, byte[]> record) {
        return authenticity.isGenuine(record);
    }
}
