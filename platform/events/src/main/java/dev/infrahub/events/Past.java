package dev.infrahub.events;

import io.r2dbc.spi.Connection;
import io.r2dbc.spi.ConnectionFactory;
import java.util.UUID;
import reactor.core.publisher.Flux;

/** The cheap look that spares a handler, and the model or signature it may call, an event it has seen. */
record Past(String consumer, ConnectionFactory connections) {

    /** @throws Outage when Postgres is away */
    boolean holds(UUID event) {
        return Boolean.TRUE.equals(Flux.usingWhen(
                        connections.create(),
                        connection -> Sql.query(connection, Inbox.look(consumer, event), _ -> true),
                        Connection::close)
                .hasElements()
                .onErrorMap(Sql::isAway, Outage::postgres)
                .block());
    }
}
