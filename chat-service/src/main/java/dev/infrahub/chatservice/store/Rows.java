package dev.infrahub.chatservice.store;

import dev.infrahub.chatservice.domain.Answer;
import dev.infrahub.chatservice.domain.Kind;
import dev.infrahub.chatservice.domain.Reach;
import dev.infrahub.events.Lookups;
import dev.infrahub.events.Write;
import io.r2dbc.spi.Row;
import java.util.List;
import java.util.function.Function;

/**
 * The rows that a reader may be told of. Every question is looked up here and nowhere else: Postgres hides what is other
 * clients', and of what the reader has no permission for there are none.
 */
public final class Rows {

    private static final String NOBODY = "clients:\n";

    private final Lookups lookups;
    private final Reach reach;

    private Rows(Lookups lookups, Reach reach) {
        this.lookups = lookups;
        this.reach = reach;
    }

    public static Rows of(Lookups lookups, Reach reach) {
        String seen = reach.allClients()
                ? "clients:*"
                : reach.clients().isEmpty() ? NOBODY : "clients:" + String.join("\n", reach.clients());
        return new Rows(lookups.after(Write.of("select set_config('hub.clients', $1, true)", seen)), reach);
    }

    public Reach reach() {
        return reach;
    }

    /** Those of a kind that are asked for; none without the permission. */
    <T> List<T> of(Kind kind, Where where, String order, Function<Row, T> read) {
        return reach.may(kind) ? all(where, order, read) : List.of();
    }

    /** Those that need no permission of their own, such as a module's name. */
    <T> List<T> all(Where where, String order, Function<Row, T> read) {
        return lookups.all(where.query(order + " limit " + Answer.MOST_FACTS), read);
    }
}
