package dev.infrahub.events;

import io.r2dbc.spi.Connection;
import io.r2dbc.spi.ConnectionFactory;
import io.r2dbc.spi.ConnectionFactoryMetadata;
import io.r2dbc.spi.R2dbcException;
import io.r2dbc.spi.R2dbcNonTransientResourceException;
import reactor.core.publisher.Mono;

/** A database that gives no connection, and why. */
record NoDatabase(R2dbcException why) implements ConnectionFactory {

    static NoDatabase away() {
        return new NoDatabase(new R2dbcNonTransientResourceException("gone"));
    }

    @Override
    public Mono<Connection> create() {
        return Mono.error(why);
    }

    @Override
    public ConnectionFactoryMetadata getMetadata() {
        return () -> "none";
    }
}
