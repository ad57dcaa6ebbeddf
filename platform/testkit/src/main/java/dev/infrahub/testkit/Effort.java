package dev.infrahub.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.management.ManagementFactory;
import java.util.function.IntConsumer;

/** How the work of the processor grows with what there is to do: the time on the wall tells how busy the machine is. */
public final class Effort {

    private static final int TIMES = 8;
    private static final int MOST_TIMES = 3 * TIMES;
    private static final long NANOS_FOR_NOTHING = 200_000_000L;

    private Effort() {}

    /** Eight times as much may take three times eight as long; what is squared would take 64 times. */
    public static void assertGrowsWith(int size, IntConsumer work) {
        work.accept(size / TIMES);
        long little = nanos(size / TIMES, work);
        long much = nanos(size, work);
        assertThat(much).isLessThan(MOST_TIMES * little + NANOS_FOR_NOTHING);
    }

    private static long nanos(int size, IntConsumer work) {
        long begin = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
        work.accept(size);
        return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - begin;
    }
}
