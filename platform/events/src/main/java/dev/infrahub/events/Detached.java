package dev.infrahub.events;

import reactor.core.publisher.Mono;

/**
 * Work of the database that runs to its end although whoever waits for it gives up, such as a caller who hangs up.
 *
 * <p>A transaction that is cancelled half way is not rolled back: the pool takes the connection back with the transaction open,
 * and the next one who borrows it commits what was done so far (r2dbc-pool forgets a transaction when its COMMIT is
 * subscribed to, and the driver rolls nothing back that has not begun as far as it knows).
 */
public final class Detached {

    private Detached() {}

    public static <T> Mono<T> of(Mono<T> work) {
        return Mono.deferContextual(
                context -> Sql.inTime(Mono.fromFuture(work.contextWrite(context).toFuture(), true)));
    }
}
