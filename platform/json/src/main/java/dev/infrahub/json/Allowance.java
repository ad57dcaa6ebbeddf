package dev.infrahub.json;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.time.Duration;
import java.util.function.LongConsumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What one piece of work may take: memory, as it will be rather than as the bytes came, and time. Whatever reads a document
 * for it finds it here, tells it what it holds, and asks it now and then whether to go on. For one thread.
 */
public final class Allowance {

    private static final Allowance BOUNDLESS = new Allowance(null, Duration.ZERO);
    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();
    private static final ScopedValue<Allowance> CURRENT = ScopedValue.newInstance();

    /** Taken at once, so that a shared budget is not asked for every value. */
    private static final long STEP = 256 * 1024;

    private final @Nullable LongConsumer room;
    private final Duration time;
    private volatile boolean givenUp;
    private long end;
    private long held;
    private long taken;

    private Allowance(@Nullable LongConsumer room, Duration time) {
        this.room = room;
        this.time = time;
    }

    /**
     * For one piece of work.
     *
     * @param room takes so many bytes more, or throws where there are none; they are given back by whoever owns the room
     * @param time that the processor works for it
     */
    public static Allowance of(LongConsumer room, Duration time) {
        return new Allowance(room, time);
    }

    /** That of the work which this thread does; one without bounds where nobody set any. */
    public static Allowance current() {
        return CURRENT.orElse(BOUNDLESS);
    }

    /** Does this work within the allowance. */
    public <T> T spend(Supplier<T> work) {
        end = worked() + time.toNanos();
        return ScopedValue.where(CURRENT, this).call(work::get);
    }

    /** Nanoseconds of this thread's own time, where the machine tells it: that others are busy too is nobody's fault. */
    public static long worked() {
        long processor = THREADS.getCurrentThreadCpuTime();
        return processor < 0 ? System.nanoTime() : processor;
    }

    /** Nobody waits for the work any more: it ends at the next {@link #check}. */
    public void giveUp() {
        givenUp = true;
    }

    /** @throws BeyondLimit where the time is over */
    public void check() {
        if (room != null && (givenUp || worked() - end > 0)) {
            throw Limit.TIME.beyond(time.toSeconds());
        }
    }

    /** So many bytes more are in memory. */
    public void hold(long bytes) {
        if (room == null) {
            return;
        }
        held += bytes;
        if (held > taken) {
            long more = held - taken + STEP;
            room.accept(more);
            taken += more;
        }
    }

    /** So many bytes are not in memory any more, and may be filled again. */
    public void letGo(long bytes) {
        held -= room == null ? 0 : bytes;
    }
}
