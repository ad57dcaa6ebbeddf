package dev.infrahub.events;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;

/**
 * A record that was not believed. What it claims is kept where it has the form of a claim; of its
 * value there is the hash and nothing else.
 *
 * @param place {@code topic/partition/offset}, in parts
 * @param code {@code event.unsigned}, {@code .forged}, {@code .stale} or {@code .repeated}; {@code client.mismatch}
 * @param claimedId the id that it says it has
 * @param claimedKey the id of the key that it says it is signed with
 * @param valueHash SHA-256, 64 lower-case hex digits
 */
public record RefusedRecord(
        Place place, String code, Optional<UUID> claimedId, Optional<String> claimedKey, String valueHash) {

    private static final Pattern KEY_ID = Pattern.compile("SHA256:[A-Za-z0-9_-]{43}");

    /** Where a record is. */
    public record Place(String topic, int partition, long offset) {

        static Place of(ConsumerRecord<?, ?> record) {
            return new Place(record.topic(), record.partition(), record.offset());
        }

        @Override
        public String toString() {
            return topic + "/" + partition + "/" + offset;
        }
    }

    static RefusedRecord of(ConsumerRecord<String, byte[]> record, Distrusted why) {
        return new RefusedRecord(
                Place.of(record),
                why.code(),
                CloudEvents.claimedId(record),
                keyId(record),
                HexFormat.of().formatHex(TrustedKeys.sha256(record.value() == null ? new byte[0] : record.value())));
    }

    /** The same whenever this record is refused; of another one at its place, on a broker that began anew, another. */
    UUID id() {
        String record =
                place + "/" + valueHash + "/" + claimedId.map(UUID::toString).orElse("");
        return UUID.nameUUIDFromBytes(record.getBytes(StandardCharsets.UTF_8));
    }

    private static Optional<String> keyId(ConsumerRecord<?, ?> record) {
        Header header = record.headers().lastHeader(EventSigner.KEY);
        return Optional.ofNullable(header)
                .map(Header::value)
                .map(bytes -> new String(bytes, StandardCharsets.UTF_8))
                .filter(KEY_ID.asMatchPredicate());
    }
}
