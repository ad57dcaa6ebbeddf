package dev.infrahub.bench;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** How long each run of an operation took, and how many a second were done. */
record Samples(long[] sortedNanos, double perSecond) {

    /** What is done to one piece of work. */
    @FunctionalInterface
    interface Step<T> {
        void take(T work) throws Exception;
    }

    /** Runs the operation again and again in this many threads, for this long. */
    static Samples of(int threads, long nanos, Callable<?> operation) throws InterruptedException, ExecutionException {
        long end = System.nanoTime() + nanos;
        return of(threads, () -> repeat(end, operation));
    }

    /** Takes one piece of work after the other in this many threads, until there is none. */
    static <T> Samples of(int threads, Queue<T> work, Step<T> step) throws InterruptedException, ExecutionException {
        return of(threads, () -> finish(work, step));
    }

    private static Samples of(int threads, Callable<List<Long>> part) throws InterruptedException, ExecutionException {
        long start = System.nanoTime();
        List<Future<List<Long>>> runs = new ArrayList<>();
        try (ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < threads; i++) {
                runs.add(executor.submit(part));
            }
        }
        List<Long> all = new ArrayList<>();
        for (Future<List<Long>> run : runs) {
            all.addAll(run.get());
        }
        double seconds = (System.nanoTime() - start) / 1e9;
        return new Samples(all.stream().mapToLong(Long::longValue).sorted().toArray(), all.size() / seconds);
    }

    private static List<Long> repeat(long end, Callable<?> operation) throws Exception {
        List<Long> nanos = new ArrayList<>();
        while (System.nanoTime() < end) {
            long before = System.nanoTime();
            operation.call();
            nanos.add(System.nanoTime() - before);
        }
        return nanos;
    }

    private static <T> List<Long> finish(Queue<T> work, Step<T> step) throws Exception {
        List<Long> nanos = new ArrayList<>();
        for (T one = work.poll(); one != null; one = work.poll()) {
            long before = System.nanoTime();
            step.take(one);
            nanos.add(System.nanoTime() - before);
        }
        return nanos;
    }

    /** Both together; the rate is their mean. */
    Samples and(Samples other) {
        long[] all = Arrays.copyOf(sortedNanos, sortedNanos.length + other.sortedNanos.length);
        System.arraycopy(other.sortedNanos, 0, all, sortedNanos.length, other.sortedNanos.length);
        Arrays.sort(all);
        return new Samples(all, (perSecond + other.perSecond) / 2);
    }

    double millis(double percentile) {
        int index = (int) Math.ceil(percentile / 100 * sortedNanos.length) - 1;
        return sortedNanos[Math.clamp(index, 0, sortedNanos.length - 1)] / 1e6;
    }
}
