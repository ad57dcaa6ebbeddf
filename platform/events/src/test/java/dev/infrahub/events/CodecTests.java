package dev.infrahub.events;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.infrahub.faults.Fault;
import dev.infrahub.schemas.Topic;
import dev.infrahub.schemas.Topics;
import dev.infrahub.schemas.VerificationRequested;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.io.EncoderFactory;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificDatumReader;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serializer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The codec's own part; the serializers are the libraries'. */
class CodecTests {

    private static final VerificationRequested VALUE = new VerificationRequested("CHG-1", "acme");
    private static final byte[] MESSAGE = {0, 0, 0, 0, 7, 1, 2, 3};

    @Test
    void what_is_written_is_read() {
        assertThat(codec(MESSAGE, VALUE).encode(Topics.VERIFICATION_REQUESTED, VALUE))
                .isEqualTo(MESSAGE);
        assertThat(codec(MESSAGE, VALUE).decode(Topics.VERIFICATION_REQUESTED, MESSAGE))
                .isEqualTo(VALUE);
    }

    @Test
    void an_event_that_the_topic_does_not_take_with_its_key_and_headers_is_invalid() {
        Topic<VerificationRequested> small = new Topic<>(
                "small",
                VerificationRequested.class,
                List.of(),
                List.of(),
                Duration.ofDays(1),
                20 * 1024,
                false,
                false);
        int most = 4 * 1024;

        assertThat(codec(new byte[most], VALUE).encode(small, VALUE)).hasSize(most);
        assertThatThrownBy(() -> codec(new byte[most + 1], VALUE).encode(small, VALUE))
                .isInstanceOfSatisfying(
                        Fault.Invalid.class, fault -> assertThat(fault.code()).isEqualTo("event.too_large"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "\0\0\0\0", "{\"secret\":1}", "\1\0\0\0\7secret"})
    void bytes_that_do_not_start_with_a_schema_id_are_no_event(String bytes) {
        assertUnreadable(codec(MESSAGE, VALUE), bytes.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void no_bytes_at_all_are_no_event() {
        assertUnreadable(codec(MESSAGE, VALUE), null);
    }

    @Test
    void bytes_that_cannot_be_read_or_are_of_another_type_are_no_event_of_this_topic() {
        assertUnreadable(failing(new SerializationException("secret")), MESSAGE);
        assertUnreadable(codec(MESSAGE, "secret"), MESSAGE);
    }

    @Test
    void while_the_registry_is_away_nothing_is_wrong_with_the_event() {
        Codec codec = failing(new SerializationException("secret", new ConnectException("refused")));

        assertThatThrownBy(() -> codec.encode(Topics.VERIFICATION_REQUESTED, VALUE))
                .isInstanceOf(Outage.class);
        assertThatThrownBy(() -> codec.decode(Topics.VERIFICATION_REQUESTED, MESSAGE))
                .isInstanceOf(Outage.class);
    }

    static List<Topic<?>> topics() {
        return Topics.ALL;
    }

    @ParameterizedTest
    @MethodSource("topics")
    void some_event_of_each_topic_is_written_and_read_before_the_first(Topic<?> topic) {
        Schema schema = SpecificData.get().getSchema(topic.type());
        List<Object> read = new ArrayList<>();
        Codec codec = codec((_, value) -> written(schema, value), (_, bytes) -> {
            read.add(read(schema, bytes));
            return read.getLast();
        });

        codec.warmUp(topic);

        assertThat(read).singleElement().isInstanceOf(topic.type());
    }

    @Test
    void a_registry_that_is_away_then_stops_nothing() {
        assertThatCode(() -> failing(new SerializationException("away")).warmUp(Topics.VERIFICATION_REQUESTED))
                .doesNotThrowAnyException();
    }

    private static byte[] written(Schema schema, Object value) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try {
            BinaryEncoder encoder = EncoderFactory.get().binaryEncoder(bytes, null);
            new GenericDatumWriter<>(schema).write(value, encoder);
            encoder.flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    private static Object read(Schema schema, byte[] bytes) {
        try {
            return new SpecificDatumReader<>(schema)
                    .read(null, DecoderFactory.get().binaryDecoder(bytes, null));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void assertUnreadable(Codec codec, byte @Nullable [] bytes) {
        assertThatThrownBy(() -> codec.decode(Topics.VERIFICATION_REQUESTED, bytes))
                .isInstanceOfSatisfying(Fault.Invalid.class, fault -> {
                    assertThat(fault.code()).isEqualTo("event.unreadable");
                    assertThat(fault.detail())
                            .contains("verification.requested")
                            .doesNotContain("secret");
                });
    }

    private static Codec codec(byte[] written, Object read) {
        return codec((_, _) -> written, (_, _) -> read);
    }

    private static Codec failing(RuntimeException failure) {
        return codec(
                (_, _) -> {
                    throw failure;
                },
                (_, _) -> {
                    throw failure;
                });
    }

    private static Codec codec(Serializer<Object> serializer, Deserializer<Object> deserializer) {
        return new Codec(serializer, deserializer, Map.of());
    }
}
