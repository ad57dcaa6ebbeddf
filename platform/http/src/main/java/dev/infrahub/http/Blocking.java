package dev.infrahub.http;

import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;

/** Work that blocks, for the few places that must not: each on a virtual thread of its own. An error of it is told. */
public final class Blocking {

    private static final Scheduler THREADS =
            Schedulers.fromExecutorService(Executors.newVirtualThreadPerTaskExecutor(), "blocking");

    private Blocking() {}

    /** Empty where the work returns nothing. */
    public static <T> Mono<T> call(Callable<@Nullable T> work) {
        return Mono.<T>fromCallable(() -> Errors.guarded(work)).subscribeOn(THREADS);
    }

    public static Mono<Void> run(Runnable work) {
        return call(() -> {
                    work.run();
                    return null;
                })
                .then();
    }
}
