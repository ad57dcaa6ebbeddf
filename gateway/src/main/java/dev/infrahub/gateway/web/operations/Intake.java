package dev.infrahub.gateway.web.operations;

import dev.infrahub.events.Commits;
import dev.infrahub.events.Outcome;
import dev.infrahub.events.Write;
import dev.infrahub.gateway.GatewayProperties;
import dev.infrahub.gateway.domain.Caller;
import dev.infrahub.gateway.domain.Clients;
import dev.infrahub.gateway.domain.Operation;
import dev.infrahub.gateway.domain.OperationKind;
import dev.infrahub.gateway.domain.OperationStatus;
import dev.infrahub.gateway.store.Operations;
import dev.infrahub.gateway.store.SettledOperations;
import dev.infrahub.gateway.web.problems.Problem;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpHeaders;
import reactor.core.publisher.Mono;

/** Accepts requests, each once, and waits for what becomes of them. */
public final class Intake {

    private static final Logger log = LoggerFactory.getLogger(Intake.class);

    private final Commits commits;
    private final Operations operations;
    private final SettledOperations settled;
    private final GatewayProperties properties;

    public Intake(Commits commits, Operations operations, SettledOperations settled, GatewayProperties properties) {
        this.commits = commits;
        this.operations = operations;
        this.settled = settled;
        this.properties = properties;
    }

    /**
     * A request to accept.
     *
     * @param requestHash tells a repeat from another request under the same key
     * @param work what settles it
     */
    public record Request(
            OperationKind kind,
            String client,
            Caller caller,
            Optional<String> idempotencyKey,
            String requestHash,
            Work work) {

        /** @throws Problem 403 where the client is not the caller's */
        public Request {
            if (!caller.clients().contains(client)) {
                throw Problem.of(403, "client.forbidden", "The credential does not belong to this client.")
                        .field("client");
            }
        }
    }

    /** What settles a request. */
    public sealed interface Work {

        /** A worker does, when it has heard the event. */
        record Asked(Outcome outcome) implements Work {}

        /** A plan that was analysed before does, at once. */
        record Known(UUID planId, Write alsoWritten) implements Work {}
    }

    /**
     * Asks a worker, under the key and for as long as the headers say, as {@link #submit} does.
     *
     * @param asked what tells the request from another of its kind
     */
    public Mono<Operation> ask(
            OperationKind kind, String client, String asked, Outcome outcome, Caller caller, HttpHeaders headers) {
        Preferences preferences = Preferences.of(headers, properties.defaultWait(), properties.maxWait());
        return Mono.fromCallable(() -> new Request(
                        kind,
                        client,
                        caller,
                        preferences.idempotencyKey(),
                        kind.text() + ":" + asked,
                        new Work.Asked(outcome)))
                .flatMap(request -> submit(request, preferences.patience()));
    }

    /**
     * Accepts the request, or finds the one it repeats, and waits.
     *
     * @return the operation, settled or, when the wait ran out, still accepted. Fails with {@link Problem} 422 {@code
     *     idempotency_key.reused} for another request under a used key
     */
    public Mono<Operation> submit(Request request, Duration wait) {
        UUID id = UUID.randomUUID();
        Write guard = Operations.accept(
                id,
                request.kind(),
                request.client(),
                request.caller().id(),
                request.idempotencyKey(),
                request.requestHash());
        return Mono.using(
                () -> new Ticket(id),
                ticket -> commits.commit(guard, outcome(id, request.work()), Optional.of(id))
                        .flatMap(fresh -> fresh ? awaitFresh(request, ticket, wait) : repeated(request, wait)),
                Ticket::close);
    }

    private static Outcome outcome(UUID id, Work work) {
        return switch (work) {
            case Work.Asked(Outcome outcome) -> outcome;
            case Work.Known(UUID planId, Write alsoWritten) ->
                Outcome.write(alsoWritten, Operations.complete(id, planId));
        };
    }

    private Mono<Operation> awaitFresh(Request request, Ticket ticket, Duration wait) {
        log.atInfo()
                .addKeyValue("operationId", ticket.id)
                .addKeyValue("kind", request.kind().text())
                .addKeyValue("client", request.client())
                .log("accepted");
        Mono<Void> settled = switch (request.work()) {
            case Work.Asked _ -> ticket.await(wait);
            case Work.Known _ -> Mono.empty();
        };
        return settled.then(operations.find(request.caller().clients(), ticket.id));
    }

    private Mono<Operation> repeated(Request request, Duration wait) {
        return operations
                .findByKey(
                        request.caller().clients(),
                        request.client(),
                        request.idempotencyKey().orElseThrow())
                .flatMap(first -> first.requestHash().equals(request.requestHash())
                        ? await(request.caller().clients(), first.id(), wait)
                        : Mono.error(Problem.of(
                                        422,
                                        "idempotency_key.reused",
                                        "This Idempotency-Key came with another request before; use a new key for a new"
                                                + " request.")
                                .field("Idempotency-Key")));
    }

    /** Waits until the operation is settled, or the wait runs out. Empty when these clients have none. */
    public Mono<Operation> await(Clients clients, UUID id, Duration wait) {
        return Mono.using(
                () -> new Ticket(id),
                ticket -> operations
                        .find(clients, id)
                        .flatMap(operation -> operation.status() == OperationStatus.ACCEPTED
                                ? ticket.await(wait).then(operations.find(clients, id))
                                : Mono.just(operation)),
                Ticket::close);
    }

    /** Listens from its making on, so that nothing settled between a look and a wait is missed. */
    private final class Ticket implements AutoCloseable {

        private final UUID id;
        private final CompletableFuture<@Nullable UUID> signal;

        private Ticket(UUID id) {
            this.id = id;
            this.signal = settled.ids().filter(id::equals).next().toFuture();
        }

        private Mono<Void> await(Duration wait) {
            return wait.isZero()
                    ? Mono.empty()
                    : Mono.fromFuture(signal, true).timeout(wait, Mono.empty()).then();
        }

        @Override
        public void close() {
            signal.cancel(false);
        }
    }
}
