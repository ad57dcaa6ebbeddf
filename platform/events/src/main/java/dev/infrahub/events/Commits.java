package dev.infrahub.events;

import dev.infrahub.faults.Fault;
import io.r2dbc.spi.Connection;
import io.r2dbc.spi.ConnectionFactory;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.apache.avro.specific.SpecificRecord;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;

/** Makes an outcome happen, once, in one transaction: conditions, writes, then outbox rows. */
public final class Commits {

    private final String service;
    private final ConnectionFactory connections;
    private final Codec codec;
    private final Trace trace;
    private final Relay relay;
    private final Backlog backlog;
    private final Clock clock;
    private final List<Write> first;
    private final Optional<EventSigner> signer;
    private final JsonMapper json = new JsonMapper();

    Commits(
            String service,
            ConnectionFactory connections,
            Codec codec,
            Trace trace,
            Relay relay,
            Backlog backlog,
            Clock clock,
            Optional<Write> first,
            Optional<EventSigner> signer) {
        this.service = service;
        this.connections = connections;
        this.codec = codec;
        this.trace = trace;
        this.relay = relay;
        this.backlog = backlog;
        this.clock = clock;
        this.first = first.stream().toList();
        this.signer = signer;
    }

    /**
     * Commits the outcome if the guard counts a row; else changes nothing, for then it happened before.
     *
     * @param guard an {@code insert … on conflict do nothing}
     * @param operation the request that the publications belong to, but those that start something of their own
     * @return whether it happened now. Fails with {@link Fault.Unavailable} {@code postgres.unavailable}, {@code
     *     registry.unavailable} or {@code outbox.full} when nothing was committed, and with {@link Fault.Invalid} when an
     *     event is too large
     */
    public Mono<Boolean> commit(Write guard, Outcome outcome, Optional<UUID> operation) {
        return Mono.fromRunnable(backlog::requireRoom)
                .then(attempt(guard, outcome, operation))
                .onErrorMap(Outage.class, Outage::asFault);
    }

    /**
     * Writes rows and publishes nothing, so that no wait for Kafka stands in the way.
     *
     * @return whether it happened now. Fails with {@link Fault.Unavailable} {@code postgres.unavailable}
     */
    public Mono<Boolean> write(Write guard, Write... more) {
        return attempt(guard, Outcome.write(more), Optional.empty()).onErrorMap(Outage.class, Outage::asFault);
    }

    Mono<Boolean> attempt(Write guard, Outcome outcome, Optional<UUID> operation) {
        return Mono.deferContextual(context -> {
                    List<Write> outbox = trace.within(
                            context,
                            () -> outcome.publications().stream()
                                    .map(publication -> outboxRow(publication, operation))
                                    .toList());
                    return Detached.of(Mono.usingWhen(
                            connections.create(),
                            connection -> transact(connection, guard, outcome, outbox),
                            Connection::close));
                })
                .onErrorMap(Sql::isOfAnotherClient, _ -> Distrusted.ofAnotherClient())
                .onErrorMap(Sql::isAway, Outage::postgres)
                .doOnSuccess(committed -> {
                    if (Boolean.TRUE.equals(committed)
                            && !outcome.publications().isEmpty()) {
                        relay.wake();
                    }
                });
    }

    /** Two round trips to the database: begin, guard and conditions, then everything else with the commit behind it. */
    private Mono<Boolean> transact(Connection connection, Write guard, Outcome outcome, List<Write> outbox) {
        Mono<Void> begin = Mono.from(connection.beginTransaction());
        Mono<Void> commit = Mono.from(connection.commitTransaction());
        Mono<Void> rollback = Mono.from(connection.rollbackTransaction());
        Flux<Mono<Long>> prelude =
                Flux.fromIterable(first).map(write -> Sql.run(connection, write).thenReturn(1L));
        Flux<Mono<Long>> decisive = Flux.concat(Flux.just(guard), Flux.fromIterable(outcome.conditions()))
                .map(write -> Sql.run(connection, write));
        Flux<Mono<Long>> rest = Flux.concat(Flux.fromIterable(outcome.writes()), Flux.fromIterable(outbox))
                .map(write -> Sql.run(connection, write));
        // Postgres takes the statements of a pipeline in order, and a COMMIT behind a failed one as a ROLLBACK.
        return Flux.mergeSequential(Flux.concat(Flux.just(begin.thenReturn(1L)), prelude, decisive))
                .collectList()
                .flatMap(counts -> {
                    if (counts.get(1 + first.size()) == 0) {
                        return rollback.thenReturn(false);
                    }
                    if (counts.contains(0L)) {
                        return Mono.<Boolean>error(new Stale());
                    }
                    return Flux.mergeSequential(rest.concatWithValues(commit.thenReturn(0L)))
                            .then(Mono.just(true));
                })
                .onErrorResume(failure -> rollback.onErrorComplete().then(Mono.error(failure)));
    }

    private <T extends SpecificRecord> Write outboxRow(Publication<T> publication, Optional<UUID> operation) {
        UUID id = UUID.randomUUID();
        Map<String, String> headers = CloudEvents.headers(
                id,
                publication.topic(),
                publication.key(),
                service,
                operation,
                publication.relation(),
                clock.instant());
        trace.inject(headers);
        byte[] payload = codec.encode(publication.topic(), publication.value());
        if (publication.topic().isSigned()) {
            headers.putAll(signer.orElseThrow(() -> new IllegalStateException(service + " has no key to sign with"))
                    .sign(publication.topic().name(), publication.key(), headers, payload));
        }
        return Outbox.add(id, publication.topic().name(), publication.key(), payload, json.writeValueAsString(headers));
    }
}
