package dev.infrahub.events;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.infrahub.schemas.Topics;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What is believed of an event that gives power, and what is not. */
class AuthenticityTests {

    /** Said again: what is no longer signed must be missed here. */
    private static final List<String> SIGNED_HEADERS =
            List.of("ce_id", "ce_time", "correlation-id", "operation-relation");

    private static final SigningKey KEY = SigningKey.generate();
    private static final Instant SIGNED_AT = Instant.parse("2026-11-28T10:00:00Z");
    private static final Duration LONGEST_WAY = Duration.ofMinutes(15);
    private static final byte[] VALUE = {0, 0, 0, 0, 7, 42, -1};
    private static final UUID ID = UUID.fromString("0b8c7c1e-6b1f-4a57-9f0e-1d1f3b0a7c11");

    private final Authenticity authenticity = new Authenticity(TrustedKeys.of(KEY.publicPem()), LONGEST_WAY);

    /** A record in parts, each of which can be exchanged. */
    private record Signed(String topic, @Nullable String key, Map<String, byte[]> headers, byte[] value) {

        static Signed by(SigningKey signingKey) {
            Map<String, String> headers = CloudEvents.headers(
                    ID,
                    Topics.APPROVAL_REQUESTED,
                    "CHG-1",
                    "gateway",
                    Optional.of(UUID.fromString("5a3f6ad3-5a0f-4c36-8f5e-2f6f3f1d9a01")),
                    Relation.BELONGS,
                    SIGNED_AT);
            headers.putAll(new EventSigner(signingKey).sign("approval.requested", "CHG-1", headers, VALUE));
            Map<String, byte[]> bytes = new HashMap<>();
            headers.forEach((name, text) -> bytes.put(name, text.getBytes(StandardCharsets.UTF_8)));
            return new Signed("approval.requested", "CHG-1", bytes, VALUE);
        }

        byte[] header(String name) {
            return Objects.requireNonNull(headers.get(name), name);
        }

        Signed withTopic(String other) {
            return new Signed(other, key, headers, value);
        }

        Signed withKey(@Nullable String other) {
            return new Signed(topic, other, headers, value);
        }

        Signed withValue(byte[] other) {
            return new Signed(topic, key, headers, other);
        }

        Signed with(String header, byte[] other) {
            Map<String, byte[]> changed = new HashMap<>(headers);
            changed.put(header, other);
            return new Signed(topic, key, changed, value);
        }

        Signed without(String header) {
            Map<String, byte[]> changed = new HashMap<>(headers);
            changed.remove(header);
            return new Signed(topic, key, changed, value);
        }

        ConsumerRecord<String, byte[]> record() {
            return record(SIGNED_AT.plusSeconds(1), TimestampType.LOG_APPEND_TIME);
        }

        ConsumerRecord<String, byte[]> record(Instant at, TimestampType type) {
            List<Header> all = headers.entrySet().stream()
                    .<Header>map(header -> new RecordHeader(header.getKey(), header.getValue()))
                    .toList();
            return new ConsumerRecord<>(
                    topic, 3, 17, at.toEpochMilli(), type, 0, 0, key, value, new RecordHeaders(all), Optional.empty());
        }
    }

    @Test
    void what_the_gateway_signed_is_believed() {
        assertThatCode(() -> authenticity.requireGenuine(Signed.by(KEY).record()))
                .doesNotThrowAnyException();
        assertThatCode(() -> authenticity.requireFresh(Signed.by(KEY).record(), SIGNED_AT))
                .doesNotThrowAnyException();
    }

    static Stream<String> flippable() {
        return Stream.concat(
                Stream.of("topic", "key", "value", EventSigner.SIGNATURE, EventSigner.KEY), SIGNED_HEADERS.stream());
    }

    /** Text parts hold ASCII, and a flipped bit of it is another text, ASCII or not. */
    @ParameterizedTest
    @MethodSource("flippable")
    void any_bit_that_is_flipped_in_any_part_is_noticed(String part) {
        Signed genuine = Signed.by(KEY);
        byte[] original = bytes(genuine, part);

        assertThat(IntStream.range(0, original.length * Byte.SIZE)
                        // of the signature, which is 3309 bytes long, every 61st
                        .filter(bit -> !part.equals(EventSigner.SIGNATURE) || bit % 61 == 0)
                        .filter(bit -> isBelieved(exchanged(genuine, part, flipped(original, bit)))))
                .isEmpty();
    }

    private static byte[] bytes(Signed signed, String part) {
        return switch (part) {
            case "topic" -> signed.topic().getBytes(StandardCharsets.ISO_8859_1);
            case "key" -> String.valueOf(signed.key()).getBytes(StandardCharsets.ISO_8859_1);
            case "value" -> signed.value();
            case EventSigner.SIGNATURE -> Base64.getDecoder().decode(signed.header(part));
            default -> signed.header(part);
        };
    }

    private static Signed exchanged(Signed signed, String part, byte[] other) {
        return switch (part) {
            case "topic" -> signed.withTopic(new String(other, StandardCharsets.ISO_8859_1));
            case "key" -> signed.withKey(new String(other, StandardCharsets.ISO_8859_1));
            case "value" -> signed.withValue(other);
            case EventSigner.SIGNATURE -> signed.with(part, Base64.getEncoder().encode(other));
            default -> signed.with(part, other);
        };
    }

    private static byte[] flipped(byte[] original, int bit) {
        byte[] flipped = original.clone();
        flipped[bit / Byte.SIZE] ^= (byte) (1 << (bit % Byte.SIZE));
        return flipped;
    }

    private boolean isBelieved(Signed signed) {
        try {
            authenticity.requireGenuine(signed.record());
            return true;
        } catch (Distrusted why) {
            return false;
        }
    }

    @Test
    void what_is_cut_lengthened_moved_or_left_out_is_noticed() {
        Signed genuine = Signed.by(KEY);

        assertThat(isBelieved(genuine.withKey(null))).isFalse();
        assertThat(isBelieved(genuine.withKey(""))).isFalse();
        assertThat(isBelieved(genuine.withValue(new byte[0]))).isFalse();
        assertThat(isBelieved(genuine.withValue(
                        ByteBuffer.allocate(VALUE.length + 1).put(VALUE).array())))
                .isFalse();
        SIGNED_HEADERS.forEach(header -> {
            assertThat(isBelieved(genuine.without(header))).as(header).isFalse();
            assertThat(isBelieved(genuine.with(header, new byte[0]))).as(header).isFalse();
        });
        // the end of one part is not the start of the next
        assertThat(isBelieved(genuine.withTopic("approval.requestedC").withKey("HG-1")))
                .isFalse();
    }

    @Test
    void an_event_without_signature_or_key_is_unsigned() {
        assertCode("event.unsigned", Signed.by(KEY).without(EventSigner.SIGNATURE));
        assertCode("event.unsigned", Signed.by(KEY).without(EventSigner.KEY));
    }

    @Test
    void a_key_that_nobody_trusts_signs_nothing_whatever_it_calls_itself() {
        Signed foreign = Signed.by(SigningKey.generate());

        assertCode("event.forged", foreign);
        assertCode("event.forged", foreign.with(EventSigner.KEY, KEY.id().getBytes(StandardCharsets.UTF_8)));
        assertCode("event.forged", Signed.by(KEY).with(EventSigner.SIGNATURE, new byte[0]));
        assertCode("event.forged", Signed.by(KEY).with(EventSigner.SIGNATURE, "AAAA".getBytes(StandardCharsets.UTF_8)));
        assertCode(
                "event.forged",
                Signed.by(KEY).with(EventSigner.SIGNATURE, "not Base64!".getBytes(StandardCharsets.UTF_8)));
    }

    private void assertCode(String code, Signed signed) {
        assertThatThrownBy(() -> authenticity.requireGenuine(signed.record()))
                .isInstanceOf(Distrusted.class)
                .extracting("code")
                .isEqualTo(code);
    }

    @Test
    void a_key_is_followed_by_another_while_both_are_trusted() {
        SigningKey next = SigningKey.generate();
        Authenticity both =
                new Authenticity(TrustedKeys.of(KEY.publicPem() + "the next one:\n" + next.publicPem()), LONGEST_WAY);

        assertThatCode(() -> both.requireGenuine(Signed.by(KEY).record())).doesNotThrowAnyException();
        assertThatCode(() -> both.requireGenuine(Signed.by(next).record())).doesNotThrowAnyException();
    }

    @Test
    void how_long_an_event_was_on_its_way_is_told_by_the_broker() {
        Signed signed = Signed.by(KEY);
        // this service was away for a year, or the event has a signature that is a year old: the broker knows which
        Instant now = SIGNED_AT.plus(Duration.ofDays(365));

        authenticity.requireFresh(signed.record(SIGNED_AT.plus(LONGEST_WAY), TimestampType.LOG_APPEND_TIME), now);
        assertStale(signed.record(SIGNED_AT.plus(LONGEST_WAY).plusMillis(1), TimestampType.LOG_APPEND_TIME), now);
        assertStale(signed.record(SIGNED_AT.minus(LONGEST_WAY).minusMillis(1), TimestampType.LOG_APPEND_TIME), now);
    }

    @Test
    void where_the_sender_chooses_the_time_it_counts_when_it_was_received() {
        Signed signed = Signed.by(KEY);

        authenticity.requireFresh(
                signed.record(SIGNED_AT.plus(Duration.ofDays(1)), TimestampType.CREATE_TIME), SIGNED_AT.plusSeconds(1));
        assertStale(signed.record(SIGNED_AT, TimestampType.CREATE_TIME), SIGNED_AT.plus(Duration.ofHours(1)));
    }

    private void assertStale(ConsumerRecord<String, byte[]> record, Instant receivedAt) {
        assertThatThrownBy(() -> authenticity.requireFresh(record, receivedAt))
                .isInstanceOf(Distrusted.class)
                .extracting("code")
                .isEqualTo("event.stale");
    }

    @Test
    void only_whose_event_is_genuine_is_answered_and_may_ask_again() {
        assertThat(Reason.of(Distrusted.stale()).refusal())
                .hasValueSatisfying(refusal -> assertThat(refusal.retryable()).isTrue());
        assertThat(Stream.of(Distrusted.unsigned(), Distrusted.forged("…"), Distrusted.repeated())
                        .map(Reason::of)
                        .filter(reason -> reason.refusal().isPresent()))
                .isEmpty();
        assertThat(Stream.of(Distrusted.unsigned(), Distrusted.forged("…"), Distrusted.repeated(), Distrusted.stale())
                        .map(Reason::of))
                .allMatch(Reason::hopeless)
                .noneMatch(Reason::bug);
    }

    @Test
    void of_a_record_that_is_refused_only_what_has_the_form_of_a_claim_is_kept() {
        Signed claims = Signed.by(KEY)
                .with(EventSigner.KEY, "a password".getBytes(StandardCharsets.UTF_8))
                .with(CloudEvents.ID, "another".getBytes(StandardCharsets.UTF_8));

        RefusedRecord kept = RefusedRecord.of(claims.record(), Distrusted.unsigned());

        assertThat(kept.claimedId()).isEmpty();
        assertThat(kept.claimedKey()).isEmpty();
        assertThat(kept.place()).hasToString("approval.requested/3/17");
        assertThat(kept.valueHash()).matches("[0-9a-f]{64}");
        assertThat(RefusedRecord.of(Signed.by(KEY).record(), Distrusted.stale()))
                .extracting(RefusedRecord::claimedId, RefusedRecord::claimedKey)
                .containsExactly(Optional.of(ID), Optional.of(KEY.id()));
    }

    @Test
    void a_refusal_is_the_same_for_the_same_record_and_another_for_another_at_its_place() {
        Signed signed = Signed.by(KEY);
        RefusedRecord refused = RefusedRecord.of(signed.record(), Distrusted.forged("…"));

        assertThat(RefusedRecord.of(signed.record(), Distrusted.unsigned()).id())
                .isEqualTo(refused.id());
        assertThat(new RefusedRecord(
                                refused.place(),
                                refused.code(),
                                Optional.of(UUID.randomUUID()),
                                refused.claimedKey(),
                                refused.valueHash())
                        .id())
                .isNotEqualTo(refused.id());
        assertThat(new RefusedRecord(
                                refused.place(),
                                refused.code(),
                                refused.claimedId(),
                                refused.claimedKey(),
                                "0".repeat(64))
                        .id())
                .isNotEqualTo(refused.id());
    }
}
