package dev.infrahub.bench;

import dev.infrahub.events.EventSigner;
import dev.infrahub.events.EventVerifier;
import dev.infrahub.events.SigningKey;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * What it costs that a wish that gives power is signed when it is committed and verified before it is handled, by the very
 * classes that do it, one at a time; next to a whole approval of the same run, which has both in it.
 */
final class WishBench {

    private static final long WARM_UP = Duration.ofSeconds(3).toNanos();
    private static final long ROUND = Duration.ofSeconds(3).toNanos();
    private static final String TOPIC = "approval.requested";
    private static final String CHANGE = "BENCH-" + UUID.randomUUID();
    private static final double MICROS = 1000;

    private final SigningKey key = SigningKey.generate();
    private final EventSigner signer = new EventSigner(key);
    private final EventVerifier verifier = new EventVerifier(key.publicPem());
    private final byte[] value;
    private final Map<String, String> headers = Map.of(
            "ce_id", UUID.randomUUID().toString(),
            "ce_time", Instant.now().toString(),
            "correlation-id", UUID.randomUUID().toString(),
            "operation-relation", "belongs");

    /** @param valueBytes of the event */
    WishBench(int valueBytes) {
        this.value = new byte[valueBytes];
    }

    /** @param approvalMillis the median of an approval, one at a time */
    void measure(PrintStream out, double approvalMillis) throws Exception {
        ConsumerRecord<String, byte[]> signed = signed();
        if (!verifier.isGenuine(signed)) {
            throw new IllegalStateException("what was signed does not verify");
        }
        Samples.of(1, WARM_UP, this::sign);
        Samples signing = Samples.of(1, ROUND, this::sign);
        Samples.of(1, WARM_UP, () -> verifier.isGenuine(signed));
        Samples verifying = Samples.of(1, ROUND, () -> verifier.isGenuine(signed));
        out.printf(
                Locale.ROOT,
                "%n| a wish of %d bytes, one at a time | p50 | p99 | of an approval |%n|---|---|---|---|%n",
                value.length);
        row(out, "signed by the gateway", signing, approvalMillis);
        row(out, "verified by the worker", verifying, approvalMillis);
    }

    private Map<String, String> sign() {
        return signer.sign(TOPIC, CHANGE, headers, value);
    }

    private ConsumerRecord<String, byte[]> signed() {
        ConsumerRecord<String, byte[]> record = new ConsumerRecord<>(TOPIC, 0, 0, CHANGE, value);
        Map<String, String> all = new HashMap<>(headers);
        all.putAll(sign());
        all.forEach((name, text) -> record.headers().add(name, text.getBytes(StandardCharsets.UTF_8)));
        return record;
    }

    private static void row(PrintStream out, String name, Samples samples, double approvalMillis) {
        out.printf(
                Locale.ROOT,
                "| %s | %.0f µs | %.0f µs | %.1f %% |%n",
                name,
                samples.millis(50) * MICROS,
                samples.millis(99) * MICROS,
                samples.millis(50) / approvalMillis * 100);
    }
}
