package dev.infrahub.http;

import io.r2dbc.spi.R2dbcException;
import org.jspecify.annotations.Nullable;

/**
 * A failure as the log may hold it: of what types it is and where it happened. Its words may quote a request, and what
 * Reactor adds to it names the whole URL.
 */
final class Bare extends Exception {

    private static final long serialVersionUID = 1L;
    private static final int DEEPEST = 8;

    private Bare(String type, @Nullable Throwable cause, StackTraceElement[] places) {
        super(type, cause, false, true);
        setStackTrace(places);
    }

    static Bare of(Throwable failure) {
        return of(failure, DEEPEST);
    }

    private static Bare of(Throwable failure, int deep) {
        Throwable cause = failure.getCause();
        return new Bare(
                type(failure), cause == null || deep == 0 ? null : of(cause, deep - 1), failure.getStackTrace());
    }

    private static String type(Throwable failure) {
        String type = failure.getClass().getName();
        return failure instanceof R2dbcException refused ? type + " (SQLSTATE " + refused.getSqlState() + ")" : type;
    }
}
