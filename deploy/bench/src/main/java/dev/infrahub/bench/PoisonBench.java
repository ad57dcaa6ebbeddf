package dev.infrahub.bench;

import dev.infrahub.grants.Account;
import dev.infrahub.proofs.PlanId;
import dev.infrahub.schemas.PlanSubmitted;
import dev.infrahub.schemas.Topic;
import dev.infrahub.schemas.Topics;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.EncoderFactory;
import org.apache.avro.specific.SpecificDatumWriter;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.common.utils.Utils;
import tools.jackson.databind.json.JsonMapper;

/**
 * What it costs a client that another one sends, each second, a plan that the database does not take, past the gateway and
 * into the very partition that the first one's plans go through.
 */
final class PoisonBench implements AutoCloseable {

    private static final long WARM_UP = Duration.ofSeconds(5).toNanos();
    private static final long ROUND = Duration.ofSeconds(20).toNanos();
    private static final int ROUNDS = 3;
    private static final String CLIENT = "mallory";
    private static final String MODULE = "poison";
    /** Postgres keeps no NUL, which is in what the plan is summarised as. */
    private static final String PLAN = """
            {"format_version":"1.2","resource_changes":[
              {"address":"a.b[\\"\\u0000\\"]","mode":"managed","type":"a","name":"b","index":"\\u0000",
               "change":{"actions":["create"],"before":null,"after":{}}}]}""";

    private static final String OTHERS_KEY = "acme/checkout";

    private final KafkaProducer<String, byte[]> producer;
    private final byte[] value;

    PoisonBench(HttpClient http, Map<String, String> endpoints, Account administrator)
            throws IOException, InterruptedException {
        Map<String, Object> settings =
                new HashMap<>(administrator.clientSettings(endpoints.getOrDefault("KAFKA_BOOTSTRAP_SERVERS", "")));
        this.producer = new KafkaProducer<>(settings, new StringSerializer(), new ByteArraySerializer());
        this.value = encoded(schemaId(http, endpoints.getOrDefault("SCHEMA_REGISTRY_URL", "")));
    }

    private static int schemaId(HttpClient http, String registry) throws IOException, InterruptedException {
        URI latest = URI.create(registry + "/subjects/" + Topics.PLAN_SUBMITTED.name() + "-value/versions/latest");
        String answer = http.send(HttpRequest.newBuilder(latest).build(), BodyHandlers.ofString())
                .body();
        return new JsonMapper().readTree(answer).path("id").asInt();
    }

    private static byte[] encoded(int schemaId) throws IOException {
        String hash = "0".repeat(64);
        PlanSubmitted poison = PlanSubmitted.newBuilder()
                .setPlanId(PlanId.of(CLIENT, MODULE, null, "json", hash)
                        .orElseThrow()
                        .toString())
                .setPlanHash(hash)
                .setClient(CLIENT)
                .setModule(MODULE)
                .setFormat("json")
                .setPlan(ByteBuffer.wrap(PLAN.getBytes(StandardCharsets.UTF_8)))
                .build();
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        bytes.write(ByteBuffer.allocate(1 + Integer.BYTES)
                .put((byte) 0)
                .putInt(schemaId)
                .array());
        BinaryEncoder encoder = EncoderFactory.get().binaryEncoder(bytes, null);
        new SpecificDatumWriter<>(PlanSubmitted.class).write(poison, encoder);
        encoder.flush();
        return bytes.toByteArray();
    }

    /** Alone and beside the poison by turns, so that both see the same machine. */
    void measure(PrintStream out, Callable<?> post) throws Exception {
        Samples.of(1, WARM_UP, post);
        Samples alone = Samples.of(1, ROUND, post);
        Samples beside = beside(post);
        for (int round = 1; round < ROUNDS; round++) {
            alone = alone.and(Samples.of(1, ROUND, post));
            beside = beside.and(beside(post));
        }
        out.printf("%n| a client's plans, one at a time | p50 | p99 | a second |%n|---|---|---|---|%n");
        row(out, "alone", alone);
        row(out, "beside a poisonous event a second", beside);
        out.printf(
                Locale.ROOT,
                "| ratio | %.2f × | %.2f × (aim: under 2 ×) | %.2f × |%n",
                beside.millis(50) / alone.millis(50),
                beside.millis(99) / alone.millis(99),
                beside.perSecond() / alone.perSecond());
    }

    private Samples beside(Callable<?> post) throws Exception {
        try (ScheduledExecutorService mallory = Executors.newSingleThreadScheduledExecutor()) {
            ScheduledFuture<?> sending = mallory.scheduleAtFixedRate(this::send, 0, 1, TimeUnit.SECONDS);
            Samples samples = Samples.of(1, ROUND, post);
            if (sending.isDone()) {
                throw new IllegalStateException("no poison was sent");
            }
            sending.cancel(false);
            return samples;
        }
    }

    void send() {
        var _ = producer.send(new ProducerRecord<>(Topics.PLAN_SUBMITTED.name(), keyInTheirWay(), value));
    }

    /** Each time another one, in the same partition. */
    private static String keyInTheirWay() {
        return Stream.generate(() -> CLIENT + "/" + UUID.randomUUID())
                .filter(key -> partition(key) == partition(OTHERS_KEY))
                .findFirst()
                .orElseThrow();
    }

    private static int partition(String key) {
        return Utils.toPositive(Utils.murmur2(key.getBytes(StandardCharsets.UTF_8))) % Topic.PARTITIONS;
    }

    private static void row(PrintStream out, String name, Samples samples) {
        out.printf(
                Locale.ROOT,
                "| %s | %.1f ms | %.1f ms | %.0f |%n",
                name,
                samples.millis(50),
                samples.millis(99),
                samples.perSecond());
    }

    @Override
    public void close() {
        producer.close();
    }
}
