package dev.infrahub.events;

import static org.assertj.core.api.Assertions.assertThat;

import dev.infrahub.faults.Fault;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;

/** Work that goes as it is written: which try at which event fails how. It remembers, as the inbox does, what is over. */
final class Script implements Work {

    /** What becomes of an event: {@code key@offset}, with a cross where it was given up. */
    record Settled(String key, long offset, boolean dead) {

        @Override
        public String toString() {
            return key + "@" + offset + (dead ? " †" : "");
        }
    }

    /** How a try fails; null where it works. */
    interface Tries {
        @Nullable
        Throwable failure(int attempt);
    }

    private final Map<Long, Tries> tries = new HashMap<>();
    private final Map<Long, AtomicInteger> attempts = new ConcurrentHashMap<>();
    private final List<Settled> settled = Collections.synchronizedList(new ArrayList<>());
    private final Map<Long, Boolean> inbox = new HashMap<>();
    private final Map<Long, Reason> reasons = new ConcurrentHashMap<>();
    private volatile @Nullable Error inGivingUp;

    /** Until another thread has got so far. */
    static void eventually(Callable<Boolean> condition) {
        Awaitility.await()
                .dontCatchUncaughtExceptions()
                .pollDelay(Duration.ZERO)
                .pollInterval(Duration.ofMillis(2))
                .atMost(Duration.ofSeconds(30))
                .until(condition);
    }

    static RuntimeException bug() {
        return new IllegalStateException("a bug");
    }

    static RuntimeException hopeless() {
        return new Fault.Invalid("plan.unreadable", "That is no plan.");
    }

    static RuntimeException away() {
        return new Fault.Unavailable("quantumapi.unavailable", "QuantumAPI is away.");
    }

    static RuntimeException outage() {
        return Outage.postgres(new IOException("gone"));
    }

    void at(long offset, Tries how) {
        tries.put(offset, how);
    }

    void always(long offset, Supplier<? extends Throwable> failure) {
        at(offset, _ -> failure.get());
    }

    static ConsumerRecord<String, byte[]> record(String key, long offset) {
        return record(key, offset, 1);
    }

    static ConsumerRecord<String, byte[]> record(String key, long offset, int bytes) {
        byte[] value = new byte[bytes];
        Arrays.fill(value, (byte) offset);
        return new ConsumerRecord<>("plan.submitted", 0, offset, key, value);
    }

    /** A topic without records, where nothing is put away. */
    static Optional<ConsumerRecord<String, byte[]>> nothing(RefusedRecord.Place place) {
        return Optional.empty();
    }

    @Override
    public void believe(Delivery delivery) {}

    @Override
    public void handle(Delivery delivery) {
        long offset = delivery.record().offset();
        if (isOver(offset)) {
            return;
        }
        assertThat(delivery.record().value()).isNotNull();
        int attempt = attempts.computeIfAbsent(offset, _ -> new AtomicInteger()).incrementAndGet();
        Tries how = tries.get(offset);
        Throwable failure = how == null ? null : how.failure(attempt);
        if (failure instanceof Error error) {
            throw error;
        }
        if (failure instanceof RuntimeException exception) {
            throw exception;
        }
        settle(delivery, false);
    }

    void cannotGiveUp(Error error) {
        inGivingUp = error;
    }

    @Override
    public void giveUp(Delivery delivery, Reason reason) {
        if (inGivingUp != null) {
            throw inGivingUp;
        }
        reasons.put(delivery.record().offset(), reason);
        settle(delivery, true);
    }

    private void settle(Delivery delivery, boolean dead) {
        synchronized (inbox) {
            if (inbox.putIfAbsent(delivery.record().offset(), dead) == null) {
                settled.add(new Settled(delivery.key(), delivery.record().offset(), dead));
            }
        }
    }

    @Override
    public void waits(Delivery delivery, Reason reason) {}

    boolean isOver(long offset) {
        synchronized (inbox) {
            return inbox.containsKey(offset);
        }
    }

    int attempts(long offset) {
        return attempts.getOrDefault(offset, new AtomicInteger()).get();
    }

    Reason reason(long offset) {
        return reasons.getOrDefault(offset, Reason.of(null));
    }

    List<String> settled() {
        synchronized (settled) {
            return settled.stream().map(Settled::toString).toList();
        }
    }

    List<Settled> settledOf(String key) {
        synchronized (settled) {
            return settled.stream().filter(one -> one.key().equals(key)).toList();
        }
    }
}
