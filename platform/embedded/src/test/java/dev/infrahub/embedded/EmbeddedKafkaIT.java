package dev.infrahub.embedded;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.infrahub.grants.Account;
import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.ExecutionException;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.SaslAuthenticationException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.apache.kafka.common.errors.UnsupportedSaslMechanismException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedKafkaIT {

    private static final String TOPIC = "kept";
    private static final int EIGHT_MIB = 8 * 1024 * 1024;

    @TempDir
    Path state;

    @Test
    void keepsWhatItAcknowledgedAcrossARestartOnAnotherPort() throws Exception {
        int firstPort;
        try (EmbeddedKafka kafka = EmbeddedKafka.start(state, 0)) {
            firstPort = kafka.port();
            createTopic(kafka);
            publish(kafka, "one".getBytes(UTF_8));
        }
        assertThat(Ports.isFree(firstPort)).isTrue();
        try (EmbeddedKafka kafka = EmbeddedKafka.start(state, 0)) {
            publish(kafka, "two".getBytes(UTF_8));
            assertThat(read(kafka, 2)).containsExactly("one", "two");
        }
    }

    @Test
    void takesAMessageOfEightMebibytes() throws Exception {
        try (EmbeddedKafka kafka = EmbeddedKafka.start(state, 0)) {
            createTopic(kafka);
            publish(kafka, new byte[EIGHT_MIB]);
            assertThat(read(kafka, 1))
                    .singleElement()
                    .extracting(String::length)
                    .isEqualTo(EIGHT_MIB);
        }
    }

    @Test
    void createsNoTopicThatNobodyAskedFor() {
        try (EmbeddedKafka kafka = EmbeddedKafka.start(state, 0);
                Admin admin = admin(kafka)) {
            assertThatThrownBy(() -> admin.describeTopics(List.of("never"))
                            .allTopicNames()
                            .get())
                    .hasCauseInstanceOf(UnknownTopicOrPartitionException.class);
        }
    }

    @Test
    void takesOverWhatABrokerLeftThatLetEverybodyIn() throws Exception {
        try (OpenBroker open = OpenBroker.start(state)) {
            publish(open.client(), "one".getBytes(UTF_8));
            publish(open.client(), "two".getBytes(UTF_8));
        }
        try (EmbeddedKafka kafka = EmbeddedKafka.start(state, 0)) {
            assertThat(read(kafka, 2)).containsExactly("one", "two");
            assertThat(refusalOf(Map.of("bootstrap.servers", kafka.bootstrapServers())))
                    .isInstanceOf(TimeoutException.class);
        }
    }

    @Test
    void letsNobodyInWhoIsNotKnown() {
        try (EmbeddedKafka kafka = EmbeddedKafka.start(state, 0)) {
            Account administrator = kafka.accounts().administrator();
            Map<String, Object> plain = new HashMap<>(settings(kafka));
            plain.put("sasl.mechanism", "PLAIN");
            plain.put("sasl.jaas.config", administrator.login().replace("scram.Scram", "plain.Plain"));

            assertThat(refusalOf(settings(kafka))).isNull();
            assertThat(refusalOf(Map.of("bootstrap.servers", kafka.bootstrapServers())))
                    .as("nobody")
                    .isInstanceOf(TimeoutException.class);
            assertThat(refusalOf(as(new Account(Account.ADMINISTRATOR, "wrong"), kafka)))
                    .as("a wrong password")
                    .isInstanceOf(SaslAuthenticationException.class);
            assertThat(refusalOf(as(new Account("gateways", administrator.password()), kafka)))
                    .as("somebody who was not admitted")
                    .isInstanceOf(SaslAuthenticationException.class);
            assertThat(refusalOf(plain))
                    .as("a password that is sent")
                    .isInstanceOf(UnsupportedSaslMechanismException.class);
        }
    }

    @Test
    void letsNobodyInByItsOwnDoors() throws IOException {
        try (EmbeddedKafka kafka = EmbeddedKafka.start(state, 0)) {
            Account administrator = kafka.accounts().administrator();
            for (String door : List.of("INTERNAL", "CONTROLLER")) {
                String address = addressOf(door);
                String bootstrap = door.equals("CONTROLLER") ? "bootstrap.controllers" : "bootstrap.servers";
                Map<String, Object> plain = new HashMap<>(Map.of(
                        bootstrap,
                        address,
                        "security.protocol",
                        "SASL_PLAINTEXT",
                        "sasl.mechanism",
                        "PLAIN",
                        "sasl.jaas.config",
                        administrator.login().replace("scram.Scram", "plain.Plain")));

                assertThat(refusalOf(Map.of(bootstrap, address)))
                        .as("nobody by %s", door)
                        .isInstanceOf(TimeoutException.class);
                assertThat(refusalOf(plain))
                        .as("by %s with the password that is kept", door)
                        .isInstanceOf(SaslAuthenticationException.class);
                plain.put("sasl.mechanism", Account.MECHANISM);
                plain.put("sasl.jaas.config", administrator.login());
                assertThat(refusalOf(plain))
                        .as("by %s with SCRAM", door)
                        .isInstanceOf(UnsupportedSaslMechanismException.class);
            }
        }
    }

    @Test
    void keepsPasswordsToTheirOwnerAndToOneFileEach() throws IOException {
        String password;
        try (EmbeddedKafka kafka = EmbeddedKafka.start(state, 0)) {
            password = kafka.accounts().administrator().password();
        }
        try (EmbeddedKafka kafka = EmbeddedKafka.start(state, 0)) {
            assertThat(kafka.accounts().administrator().password()).isEqualTo(password);
        }
        try (Stream<Path> files = Files.walk(state)) {
            assertThat(files.filter(Files::isRegularFile).filter(file -> holds(file, password)))
                    .singleElement()
                    .satisfies(file -> assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                            .isEqualTo("rw-------"));
        }
    }

    @Test
    void saysWhichPortIsInUse() {
        try (EmbeddedKafka kafka = EmbeddedKafka.start(state.resolve("first"), 0)) {
            assertThatThrownBy(() -> EmbeddedKafka.start(state.resolve("second"), kafka.port()))
                    .hasMessageContaining(Integer.toString(kafka.port()));
        }
    }

    private static void createTopic(EmbeddedKafka kafka) throws Exception {
        NewTopic topic = new NewTopic(TOPIC, 1, (short) 1).configs(Map.of("max.message.bytes", "9437184"));
        try (Admin admin = admin(kafka)) {
            admin.createTopics(List.of(topic)).all().get();
        }
    }

    private static Map<String, Object> settings(EmbeddedKafka kafka) {
        return as(kafka.accounts().administrator(), kafka);
    }

    private static Map<String, Object> as(Account account, EmbeddedKafka kafka) {
        return new HashMap<>(account.clientSettings(kafka.bootstrapServers()));
    }

    /** Why the client may not even ask for the cluster's name; nothing where it may. */
    private static @Nullable Throwable refusalOf(Map<String, Object> client) {
        Map<String, Object> settings = new HashMap<>(client);
        settings.put("request.timeout.ms", 1500);
        settings.put("default.api.timeout.ms", 1500);
        try (Admin admin = Admin.create(settings)) {
            admin.describeCluster().clusterId().get();
            return null;
        } catch (ExecutionException e) {
            return e.getCause();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private String addressOf(String listener) throws IOException {
        Properties settings = new Properties();
        try (Reader reader = Files.newBufferedReader(state.resolve("server.properties"))) {
            settings.load(reader);
        }
        return Stream.of(settings.getProperty("listeners").split(","))
                .filter(address -> address.startsWith(listener + "://"))
                .map(address -> address.substring(address.indexOf("://") + 3))
                .findFirst()
                .orElseThrow();
    }

    private static boolean holds(Path file, String text) {
        try {
            return new String(Files.readAllBytes(file), ISO_8859_1).contains(text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Admin admin(EmbeddedKafka kafka) {
        return Admin.create(settings(kafka));
    }

    private static void publish(EmbeddedKafka kafka, byte[] value) throws Exception {
        publish(settings(kafka), value);
    }

    private static void publish(Map<String, Object> client, byte[] value) throws Exception {
        Map<String, Object> settings = new HashMap<>(client);
        settings.put("max.request.size", 9437184);
        try (KafkaProducer<byte[], byte[]> producer =
                new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer())) {
            producer.send(new ProducerRecord<>(TOPIC, value)).get();
        }
    }

    private static List<String> read(EmbeddedKafka kafka, int count) {
        try (KafkaConsumer<byte[], byte[]> consumer =
                new KafkaConsumer<>(settings(kafka), new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            TopicPartition partition = new TopicPartition(TOPIC, 0);
            consumer.assign(List.of(partition));
            consumer.seekToBeginning(List.of(partition));
            var records = consumer.poll(Duration.ofSeconds(20));
            assertThat(records.count()).isEqualTo(count);
            return StreamSupport.stream(records.spliterator(), false)
                    .map(message -> new String(message.value(), UTF_8))
                    .toList();
        }
    }
}
