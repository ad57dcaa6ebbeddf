package dev.infrahub.chatservice;

import dev.infrahub.events.Outcome;
import dev.infrahub.events.Write;
import io.r2dbc.spi.Connection;
import io.r2dbc.spi.ConnectionFactory;
import io.r2dbc.spi.Result;
import io.r2dbc.spi.Statement;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Makes the rows of outcomes happen, in one transaction; nothing is published. */
final class Happened {

    private Happened() {}

    static void commit(ConnectionFactory connections, List<Outcome> outcomes) {
        Mono.usingWhen(
                        connections.create(),
                        connection -> Mono.from(connection.beginTransaction())
                                .thenMany(Flux.fromIterable(outcomes)
                                        .concatMapIterable(outcome -> Stream.concat(
                                                        outcome.conditions().stream(), outcome.writes().stream())
                                                .toList())
                                        .concatMap(write -> run(connection, write)))
                                .then(Mono.from(connection.commitTransaction())),
                        Connection::close)
                .block(Duration.ofMinutes(2));
    }

    private static Mono<Long> run(Connection connection, Write write) {
        Statement statement = connection.createStatement(write.sql());
        for (int i = 0; i < write.values().size(); i++) {
            Object value = write.values().get(i);
            if (value == null) {
                statement.bindNull(i, String.class);
            } else {
                statement.bind(i, value);
            }
        }
        return Flux.from(statement.execute()).concatMap(Result::getRowsUpdated).reduce(0L, Long::sum);
    }
}
