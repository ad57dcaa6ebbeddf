package dev.infrahub.http;

import org.jspecify.annotations.Nullable;
import reactor.core.CoreSubscriber;
import reactor.core.Scannable;
import reactor.core.publisher.MonoSink;
import reactor.core.scheduler.Schedulers;
import reactor.util.context.Context;
import reactor.util.context.ContextView;

/**
 * Work that goes on for a request on another thread: what fails there fails the request, and whoever works there finds the
 * request's context, also where the work is no longer reactive.
 */
public final class Handover {

    private static final String REQUEST = Handover.class.getName() + ".request";
    private static final ScopedValue<ContextView> CONTEXT = ScopedValue.newInstance();

    private Handover() {}

    /** From now on, for all requests that say who is told. */
    static void begin() {
        Schedulers.onScheduleHook(REQUEST, Handover::of);
    }

    /** With who is told of what fails. */
    static Context telling(MonoSink<Void> request, Context context) {
        return context.put(REQUEST, request);
    }

    /** Of the request that this thread works for; empty where it works for none. */
    public static ContextView context() {
        return CONTEXT.orElse(Context.empty());
    }

    private static Runnable of(Runnable work) {
        CoreSubscriber<?> subscriber = subscriber(work);
        if (subscriber == null || !subscriber.currentContext().hasKey(REQUEST)) {
            return work;
        }
        Context context = subscriber.currentContext();
        return () -> {
            try {
                ScopedValue.where(CONTEXT, context).run(work);
            } catch (Throwable fatal) {
                context.<MonoSink<Void>>get(REQUEST).error(Errors.asException(fatal));
            }
        };
    }

    /** Who goes on in it, as Reactor's own operators tell. */
    private static @Nullable CoreSubscriber<?> subscriber(Runnable work) {
        if (work instanceof CoreSubscriber<?> subscriber) {
            return subscriber;
        }
        return work instanceof Scannable scannable
                        && scannable.scan(Scannable.Attr.ACTUAL) instanceof CoreSubscriber<?> actual
                ? actual
                : null;
    }
}
