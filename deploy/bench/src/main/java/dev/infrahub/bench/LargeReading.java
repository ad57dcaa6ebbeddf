package dev.infrahub.bench;

import com.github.luben.zstd.ZstdInputStream;
import com.github.luben.zstd.ZstdOutputStream;
import com.sun.management.GarbageCollectionNotificationInfo;
import dev.infrahub.plananalyzer.domain.Analysis;
import dev.infrahub.plananalyzer.domain.Analyst;
import dev.infrahub.plananalyzer.domain.Policy;
import dev.infrahub.terraform.FingerprintKey;
import dev.infrahub.terraform.Plan;
import dev.infrahub.terraform.PlanFingerprint;
import dev.infrahub.terraform.PlanReader;
import dev.infrahub.terraform.PlanRedaction;
import dev.infrahub.terraform.PlanSecrets;
import java.io.BufferedOutputStream;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicLong;
import javax.management.NotificationEmitter;
import javax.management.openmbean.CompositeData;
import tools.jackson.core.JsonParser;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

/**
 * Reads a large plan in a JVM of its own: as the gateway does when it seals one, as the plan-analyzer does, or only for what it
 * says; by turns with a bare scan for tokens of the same bytes. Prints the rows of a Markdown table.
 */
final class LargeReading {

    private static final int WARM_UPS = 3;
    private static final int ROUNDS = 5;
    private static final int CHUNK = 64 * 1024;
    private static final double MB = 1e6;
    private static final double NANOS = 1e9;

    private static final JsonFactory JSON = new JsonFactory();

    /** Whose reading. */
    enum Reader {
        /** Nobody's: what every reading begins with. */
        PARSER,
        GATEWAY,
        ANALYZER
    }

    private final AtomicLong mostInUse = new AtomicLong();

    private LargeReading() {}

    /** What is read, what of it is scanned for tokens, and how. */
    private record Task(byte[] scanned, Callable<byte[]> reading) {}

    /**
     * The reader, the plan it reads and, for the gateway, where to put the sealed plan.
     *
     * <p>The gateway's own class for it, {@code PlanSource}, is closed to others: {@link #seal} repeats it.
     */
    static void main(String[] arguments) throws Exception {
        byte[] plan = Files.readAllBytes(Path.of(arguments[1]));
        switch (Reader.valueOf(arguments[0])) {
            case PARSER -> new LargeReading().measure(new Task(plan, () -> parse(plan)), "parsing alone");
            case GATEWAY -> {
                byte[] sealed = new LargeReading().measure(new Task(plan, () -> seal(plan)), "gateway");
                Files.write(Path.of(arguments[2]), sealed);
            }
            case ANALYZER -> new LargeReading().measure(new Task(unpacked(plan), () -> analyze(plan)), "plan-analyzer");
        }
    }

    private byte[] measure(Task task, String name) throws Exception {
        watchHeap();
        double first = seconds(task.reading());
        for (int i = 1; i < WARM_UPS; i++) {
            seconds(task.reading());
        }
        for (int i = 0; i < WARM_UPS; i++) {
            seconds(() -> scan(task.scanned()));
        }
        double[] readings = new double[ROUNDS];
        double[] scans = new double[ROUNDS];
        for (int round = 0; round < ROUNDS; round++) {
            scans[round] = seconds(() -> scan(task.scanned()));
            readings[round] = seconds(task.reading());
        }
        double reading = median(readings);
        double scan = median(scans);
        System.out.printf(
                Locale.ROOT,
                "| %s | %.1f MB | %.2f s | %.2f s | %.1f MB | %.3f s | %.1f × | %d MiB |%n",
                name,
                task.scanned().length / MB,
                first,
                reading,
                task.scanned().length / MB / reading,
                scan,
                reading / scan,
                mostInUse.get() >> 20);
        return task.reading().call();
    }

    private static double seconds(Callable<?> callable) throws Exception {
        long start = System.nanoTime();
        callable.call();
        return (System.nanoTime() - start) / NANOS;
    }

    private static double median(double[] seconds) {
        Arrays.sort(seconds);
        return seconds[seconds.length / 2];
    }

    private static byte[] seal(byte[] plan) throws IOException, GeneralSecurityException {
        MessageDigest digest = MessageDigest.getInstance("SHA-256");
        PlanFingerprint fingerprint = new PlanFingerprint(FingerprintKey.of(new byte[FingerprintKey.LEAST_BYTES]));
        ByteArrayOutputStream compressed = new ByteArrayOutputStream();
        try (InputStream first = new ByteArrayInputStream(plan);
                InputStream in = new DigestInputStream(new ByteArrayInputStream(plan), digest);
                OutputStream out = new BufferedOutputStream(new ZstdOutputStream(compressed), CHUNK)) {
            PlanRedaction.redact(in, PlanSecrets.in(first), out, fingerprint);
        }
        fingerprint.text();
        digest.digest();
        return compressed.toByteArray();
    }

    private static byte[] parse(byte[] json) {
        Plan plan = PlanReader.read(new ByteArrayInputStream(json));
        if (plan.changes().size() != LargePlan.CHANGES) {
            throw new IllegalStateException("changes were lost");
        }
        return json;
    }

    private static byte[] analyze(byte[] zstd) throws IOException {
        try (InputStream in = new ZstdInputStream(new ByteArrayInputStream(zstd))) {
            Analysis analysis = Analyst.analyze(in, Plan.Format.JSON, "production", Policy.DEFAULT);
            if (analysis.resources().isEmpty()) {
                throw new IllegalStateException("the plan was read as one without changes");
            }
            return zstd;
        }
    }

    private static byte[] unpacked(byte[] zstd) throws IOException {
        try (InputStream in = new ZstdInputStream(new ByteArrayInputStream(zstd))) {
            return in.readAllBytes();
        }
    }

    /** The least that reading can cost: every token is recognised, no string is made of any value. */
    private static int scan(byte[] json) {
        int tokens = 0;
        try (JsonParser parser = JSON.createParser(ObjectReadContext.empty(), new ByteArrayInputStream(json))) {
            while (parser.nextToken() != null) {
                tokens++;
            }
        }
        return tokens;
    }

    /** What lives after a collection is what a reading needs; between collections a heap fills up as far as it may. */
    private void watchHeap() {
        for (GarbageCollectorMXBean collector : ManagementFactory.getGarbageCollectorMXBeans()) {
            ((NotificationEmitter) collector)
                    .addNotificationListener(
                            (notification, _) -> seen(
                                    GarbageCollectionNotificationInfo.from((CompositeData) notification.getUserData())),
                            notification -> notification
                                    .getType()
                                    .equals(GarbageCollectionNotificationInfo.GARBAGE_COLLECTION_NOTIFICATION),
                            null);
        }
    }

    private void seen(GarbageCollectionNotificationInfo collection) {
        long used = collection.getGcInfo().getMemoryUsageAfterGc().entrySet().stream()
                .filter(pool -> !pool.getKey().matches("Metaspace|Code.*|Compressed.*"))
                .mapToLong(pool -> pool.getValue().getUsed())
                .sum();
        mostInUse.accumulateAndGet(used, Math::max);
    }
}
