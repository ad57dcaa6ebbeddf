package dev.infrahub.chatservice.store;

import dev.infrahub.chatservice.domain.Answer;
import dev.infrahub.chatservice.domain.Kind;
import dev.infrahub.chatservice.domain.Reach;
import dev.infrahub.events.Lookups;
import dev.infrahub.events.Write;
import io.r2dbc.spi.Row;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * The rows that a reader may be told of. Every question is looked up here and nowhere else: Postgres hides what is other
 * clients', and of what the reader has no permission for there are none. Of too many the first are told, and that there were more.
 */
public final class Rows {

    private static final String NOBODY = "clients:\n";

    private final Lookups lookups;
    private final Reach reach;
    private final Firsts firsts = new Firsts(Answer.MOST_FACTS);

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

    /** What of all that was looked up there was more than is looked at, a sentence each. */
    public List<String> limits() {
        return firsts.limits();
    }

    /**
     * Those of a kind that are asked for; none without the permission.
     *
     * @param what they are, in the plural
     */
    <T> List<T> of(Kind kind, String what, Where where, String order, Function<Row, T> read) {
        return reach.may(kind) ? all(what, where, order, read) : List.of();
    }

    /** Those that need no permission of their own, such as a module's name. */
    <T> List<T> all(String what, Where where, String order, Function<Row, T> read) {
        return firsts.of(what, lookups.all(where.query(order + " limit " + (firsts.most() + 1)), read));
    }

    /** Of those that need no permission of their own the first. */
    <T> Optional<T> first(Where where, String order, Function<Row, T> read) {
        return lookups.first(where.query(order + " limit 1"), read);
    }
}
