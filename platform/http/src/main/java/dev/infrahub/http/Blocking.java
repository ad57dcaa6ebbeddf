package dev.infrahub.http;

import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.FluxSink;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;
import reactor.util.context.Context;

/** Work that blocks, for the few places that must not: each on a virtual thread of its own. An error of it is told. */
public final class Blocking {

    private static final Scheduler THREADS =
            Schedulers.fromExecutorService(Executors.newVirtualThreadPerTaskExecutor(), "blocking");

    private Blocking() {}

    /** Empty where the work returns nothing. */
    public static <T> Mono<T> call(Callable<@Nullable T> work) {
        return Mono.<T>fromCallable(() -> Errors.guarded(work)).subscribeOn(THREADS);
    }

    /**
     * What the work tells, one after another, until it ends. It is interrupted where nobody takes any more; how it ends then is no
     * failure.
     */
    public static <T> Flux<T> each(Consumer<Consumer<T>> work) {
        return Flux.create(sink -> sink.onDispose(run(() -> tellAll(work, sink))
                .subscribe(_ -> {}, sink::error, sink::complete, Context.of(sink.contextView()))));
    }

    private static <T> void tellAll(Consumer<Consumer<T>> work, FluxSink<T> sink) {
        try {
            work.accept(told -> tell(sink, told));
        } catch (RuntimeException e) {
            if (!sink.isCancelled()) {
                throw e;
            }
        }
    }

    /** Nobody else interrupts who ends what they are told themselves. */
    private static <T> void tell(FluxSink<T> sink, T told) {
        sink.next(told);
        if (sink.isCancelled()) {
            Thread.currentThread().interrupt();
        }
    }

    public static Mono<Void> run(Runnable work) {
        return call(() -> {
                    work.run();
                    return null;
                })
                .then();
    }
}
