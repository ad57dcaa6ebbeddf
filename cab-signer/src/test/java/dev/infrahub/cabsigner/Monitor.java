package dev.infrahub.cabsigner;

import dev.infrahub.proofs.Seal;
import dev.infrahub.proofs.SignedTreeHead;
import dev.infrahub.proofs.Tree;
import dev.infrahub.proofs.TreeHead;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.avro.Schema;
import org.apache.avro.SchemaParser;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.DecoderFactory;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.jspecify.annotations.Nullable;

/**
 * Somebody outside who watches the log. Has a Kafka client, the schema registry's address, the log's public key, and
 * platform/proofs; keeps every leaf hash and every head, and believes nothing else.
 */
final class Monitor implements AutoCloseable {

    private static final Duration POLL = Duration.ofMillis(100);
    private static final int PREFIX_BYTES = 5;

    private final String publicKey;
    private final String registry;
    private final KafkaConsumer<String, byte[]> consumer;
    private final HttpClient http = HttpClient.newHttpClient();
    private final Map<Integer, GenericDatumReader<GenericRecord>> readers = new HashMap<>();
    private final Tree tree = new Tree();
    private final List<TreeHead> heads = new ArrayList<>();
    private final List<String> findings = new ArrayList<>();

    Monitor(Map<String, Object> kafka, String registry, String publicKey) {
        this.publicKey = publicKey;
        this.registry = registry;
        this.consumer = new KafkaConsumer<>(kafka, new StringDeserializer(), new ByteArrayDeserializer());
        List<TopicPartition> partitions = consumer.partitionsFor("tree-head.signed").stream()
                .map(partition -> new TopicPartition(partition.topic(), partition.partition()))
                .toList();
        consumer.assign(partitions);
        consumer.seekToBeginning(partitions);
    }

    /** What is wrong with the log, as far as it was published. */
    List<String> look() {
        Map<TopicPartition, Long> ends = consumer.endOffsets(consumer.assignment());
        while (ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
            for (ConsumerRecord<String, byte[]> record : consumer.poll(POLL)) {
                hear(read(record.value()));
            }
        }
        return List.copyOf(findings);
    }

    /** The sizes of the heads heard so far. */
    List<Long> sizes() {
        return heads.stream().map(TreeHead::size).toList();
    }

    private void hear(GenericRecord event) {
        Seal seal = new Seal(
                text(event, "signature"),
                text(event, "keyId"),
                (int) event.get("keyVersion"),
                text(event, "algorithm"),
                text(event, "publicKey"));
        Optional<SignedTreeHead> signed = TreeHead.ofPayload(text(event, "payload"))
                .map(head -> new SignedTreeHead(head, seal))
                .filter(SignedTreeHead::isGenuine);
        // of other logs there are heads too
        if (seal.publicKey().equals(publicKey) && signed.isPresent()) {
            keepLeaves((long) event.get("firstLeaf"), (List<?>) event.get("leafHashes"));
            keep(signed.get().head());
        }
    }

    private void keepLeaves(long first, List<?> hashes) {
        for (int i = 0; i < hashes.size(); i++) {
            byte[] hash = HexFormat.of().parseHex(hashes.get(i).toString());
            if (first + i == tree.size()) {
                tree.append(hash);
            } else if (first + i > tree.size()) {
                findings.add("leaf " + tree.size() + " was never published");
            } else if (!java.util.Arrays.equals(tree.leafHash(first + i), hash)) {
                findings.add("leaf " + (first + i) + " is another than before");
            }
        }
    }

    private void keep(TreeHead head) {
        heads.add(head);
        if (head.size() > tree.size() || !tree.root(head.size()).equals(head.root())) {
            findings.add("the head of " + head.size() + " leaves is of another log");
        }
    }

    private GenericRecord read(byte[] message) {
        int schema = ByteBuffer.wrap(message, 1, Integer.BYTES).getInt();
        try {
            return readers.computeIfAbsent(schema, this::reader)
                    .read(
                            null,
                            DecoderFactory.get()
                                    .binaryDecoder(message, PREFIX_BYTES, message.length - PREFIX_BYTES, null));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private GenericDatumReader<GenericRecord> reader(int id) {
        HttpRequest request = HttpRequest.newBuilder(URI.create(registry + "/schemas/ids/" + id + "/schema"))
                .build();
        try {
            String text = http.send(request, BodyHandlers.ofString()).body();
            @Nullable Schema schema = new SchemaParser().parse(text).mainSchema();
            return new GenericDatumReader<>(schema, schema, new GenericData());
        } catch (IOException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static String text(GenericRecord event, String field) {
        return event.get(field).toString();
    }

    @Override
    public void close() {
        consumer.close();
        http.close();
    }
}
