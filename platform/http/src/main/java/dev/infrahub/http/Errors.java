package dev.infrahub.http;

import java.util.concurrent.Callable;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Mono;
import reactor.util.context.Context;

/**
 * Makes an {@link Error} in a request an answer. Reactor holds errors of the machine for fatal and throws them past everybody
 * who waits: the request would hang for as long as its caller does. What fails on a thread that a request was handed over to
 * fails that request, as any exception would.
 */
@Order(Ordered.HIGHEST_PRECEDENCE)
public final class Errors implements WebFilter {

    private static final Logger log = LoggerFactory.getLogger(Errors.class);

    /** Where Reactor looks for who is told of a failure that nobody waits for any more. */
    private static final String UNHEARD = "reactor.onErrorDropped.local";

    public Errors() {
        Handover.begin();
    }

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
        return Mono.create(request -> {
            try {
                Context context = Handover.telling(request, Context.of(request.contextView()))
                        .put(UNHEARD, (Consumer<Throwable>) Errors::unheard);
                request.onDispose(chain.filter(exchange).subscribe(null, request::error, request::success, context));
            } catch (Throwable fatal) {
                request.error(asException(fatal));
            }
        });
    }

    /** The caller hung up; what would have been their answer is nobody's fault. */
    private static void unheard(Throwable failure) {
        if (!(failure instanceof Problem) && !ProblemHandler.isInterrupted(failure)) {
            log.warn("The work of a request failed whose caller had gone", Bare.of(failure));
        }
    }

    /** Does the work; an error of the machine comes out as an exception, which nobody holds for fatal. */
    public static <T> @Nullable T guarded(Callable<@Nullable T> work) throws Exception {
        try {
            return work.call();
        } catch (Error error) {
            throw new Failed(error);
        }
    }

    /** What to throw for a failure, whatever it is. */
    public static RuntimeException asException(@Nullable Throwable failure) {
        return failure instanceof RuntimeException exception ? exception : new Failed(failure);
    }

    /** An error of the machine in the work of one request. */
    private static final class Failed extends RuntimeException {

        private static final long serialVersionUID = 1L;

        private Failed(@Nullable Throwable error) {
            super("A request's work failed", error);
        }
    }
}
