package dev.infrahub.events;

import dev.infrahub.schemas.Topic;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * Whose word an event is. Ids are whoever publishes' to choose, so none of them alone decides anything: neither which event the
 * inbox takes for one that it knows, nor whose request is answered.
 *
 * @param known by what the inbox knows it: an event of another content, or of somebody else, is another event
 * @param isOfTheHub whether a service said it. Of an open topic that is what a trusted service signed; what others publish there
 *     answers nobody's request, whichever it names
 */
record Origin(UUID known, boolean isOfTheHub) {

    /** @param record which is believed, where its topic gives power: then its id is the signer's own */
    static Origin of(Topic<?> topic, ConsumerRecord<String, byte[]> record, Authenticity authenticity) {
        if (topic.givesPower()) {
            return new Origin(CloudEvents.id(record), true);
        }
        boolean isOfTheHub = !topic.isOpen() || authenticity.isGenuine(record);
        return new Origin(known(record, isOfTheHub), isOfTheHub);
    }

    private static UUID known(ConsumerRecord<String, byte[]> record, boolean isOfTheHub) {
        MessageDigest digest = TrustedKeys.sha256();
        digest.update((byte) (isOfTheHub ? 1 : 0));
        digest.update(CloudEvents.id(record).toString().getBytes(StandardCharsets.US_ASCII));
        // but the time: who sends an event again may look at the clock again
        SignedText.of(
                        record.topic(),
                        record.key(),
                        name -> name.equals(CloudEvents.TIME) ? null : Authenticity.value(record, name),
                        record.value())
                .into(digest);
        ByteBuffer hash = ByteBuffer.wrap(digest.digest());
        return new UUID(hash.getLong(), hash.getLong());
    }
}
