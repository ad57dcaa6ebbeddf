package dev.infrahub.gateway.operations;

import dev.infrahub.events.Commits;
import dev.infrahub.events.Outcome;
import dev.infrahub.events.Write;
import dev.infrahub.faults.Fault;
import dev.infrahub.gateway.access.Caller;
import dev.infrahub.gateway.clients.Clients;
import dev.infrahub.gateway.operations.Operations.Asked;
import dev.infrahub.gateway.operations.SettledOperations.Watch;
import dev.infrahub.gateway.views.ViewKind;
import dev.infrahub.http.Problem;
import dev.infrahub.http.bodies.RequestMemory;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.util.context.ContextView;

/**
 * Accepts requests, each once, and waits for what becomes of them. Blocks.
 *
 * @param maxWait the longest wait there is
 */
public record Intake(
        Commits commits, Operations operations, SettledOperations settled, UnderWay underWay, Duration maxWait) {

    private static final Logger log = LoggerFactory.getLogger(Intake.class);

    /**
     * A request to accept.
     *
     * @param at when it came
     * @param requestHash tells a repeat from another request under the same key
     * @param work what settles it
     */
    record Request(
            OperationKind kind,
            String client,
            Caller caller,
            Instant at,
            Optional<String> idempotencyKey,
            String requestHash,
            Work work) {

        /** @throws Problem 403 where the client is not the caller's */
        Request {
            if (!caller.clients().contains(client)) {
                throw Problem.of(403, "client.forbidden", "The credential does not belong to this client.")
                        .field("client");
            }
        }

        /** What is known of it before anybody looks. */
        private Operation accepted(UUID id) {
            return new Operation(
                    id,
                    kind,
                    client,
                    Optional.of(caller.id()),
                    OperationStatus.ACCEPTED,
                    Optional.of(requestHash),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    at,
                    Optional.empty());
        }
    }

    /** What settles a request. */
    sealed interface Work {

        /** A worker does, when it has heard the event. */
        record Asked(Outcome outcome) implements Work {}

        /** What was heard before does, at once. */
        record Known(ViewKind kind, String view, Write alsoWritten) implements Work {}
    }

    /**
     * A request that was accepted: no more than that, so that who waits for what becomes of it holds nothing of what was sent.
     *
     * @param operation as it was accepted
     * @param watch of one that has yet to be settled for the first time
     */
    public record Accepted(Clients clients, Operation operation, Optional<Watch> watch) {

        /** Its id, for who follows it otherwise. */
        public UUID release() {
            watch.ifPresent(Watch::close);
            return operation.id();
        }
    }

    /**
     * Accepts the request, or finds the one it repeats. What was read for it is needed no more.
     *
     * @param context of the HTTP request, with its trace
     * @throws Problem 422 {@code idempotency_key.reused} for another request under a used key, 429 {@code share.operations} where
     *     too many of the credential are under way, and it repeats none of them
     */
    Accepted accept(Request request, ContextView context) {
        UUID id = UUID.randomUUID();
        Optional<Watch> watch = Optional.empty();
        boolean isFresh = false;
        try {
            if (request.work() instanceof Work.Asked) {
                Optional<Operation> first = begin(id, request);
                if (first.isPresent()) {
                    RequestMemory.current().letGo();
                    return repeated(request, first.get());
                }
                // from before it is committed on, so that nothing that settles it is missed
                watch = Optional.of(settled.watch(id));
            }
            isFresh = commit(id, request, context);
            RequestMemory.current().letGo();
            return isFresh
                    ? fresh(request, id, watch)
                    : repeated(request, first(request).orElseThrow());
        } finally {
            if (!isFresh) {
                underWay.end(id);
                watch.ifPresent(Watch::close);
            }
        }
    }

    /** Counts it as under way; where it would be one too many, the one that it repeats, which counts already or is answered. */
    private Optional<Operation> begin(UUID id, Request request) {
        try {
            underWay.begin(id, request.caller().id());
            return Optional.empty();
        } catch (Problem tooMany) {
            return Optional.of(first(request).orElseThrow(() -> tooMany));
        }
    }

    /** Whether it is a new one. */
    private boolean commit(UUID id, Request request, ContextView context) {
        Write guard = Operations.accept(
                id,
                request.kind(),
                request.client(),
                request.caller().id(),
                request.idempotencyKey(),
                request.requestHash());
        return Boolean.TRUE.equals(commits.commit(guard, outcome(id, request), Optional.of(id))
                .contextWrite(context)
                .block());
    }

    private static Outcome outcome(UUID id, Request request) {
        return switch (request.work()) {
            case Work.Asked(Outcome outcome) -> outcome;
            case Work.Known(ViewKind kind, String view, Write alsoWritten) ->
                Outcome.write(
                        alsoWritten,
                        Operations.answerBy(
                                new Asked(id, List.of(request.kind()), Optional.of(request.client())), kind, view));
        };
    }

    private static Accepted fresh(Request request, UUID id, Optional<Watch> watch) {
        log.atInfo()
                .addKeyValue("operationId", id)
                .addKeyValue("kind", request.kind().text())
                .addKeyValue("client", request.client())
                .log("accepted");
        return new Accepted(request.caller().clients(), request.accepted(id), watch);
    }

    /** The one that came under its key before. */
    private Optional<Operation> first(Request request) {
        return request.idempotencyKey()
                .flatMap(key -> operations.findByKey(request.caller().clients(), request.client(), key));
    }

    private static Accepted repeated(Request request, Operation first) {
        if (!first.isOf(request.kind(), request.requestHash())) {
            throw Problem.of(
                            422,
                            "idempotency_key.reused",
                            "This Idempotency-Key came with another request before; use a new key for a new request.")
                    .field("Idempotency-Key");
        }
        return new Accepted(request.caller().clients(), request.accepted(first.id()), Optional.empty());
    }

    /** The operation, settled or, when the wait ran out or nobody can look now, still accepted. */
    Operation await(Accepted accepted, Duration wait) {
        if (accepted.watch().isEmpty()) {
            return await(accepted.clients(), accepted.operation(), wait);
        }
        try (Watch watch = accepted.watch().get()) {
            watch.await(wait);
            return now(accepted.clients(), accepted.operation());
        }
    }

    /** The same of one that may be settled already. */
    Operation await(Clients clients, Operation before, Duration wait) {
        try (Watch watch = settled.watch(before.id())) {
            Operation now = now(clients, before);
            if (now.status() != OperationStatus.ACCEPTED) {
                return now;
            }
            watch.await(wait);
            return now(clients, now);
        }
    }

    /** As it was where nobody can look: who is told to send again what was accepted would have it done twice. */
    private Operation now(Clients clients, Operation before) {
        try {
            return operations.find(clients, before.id()).orElse(before);
        } catch (Problem | Fault.Unavailable busy) {
            log.debug("operation {} is not looked at: {}", before.id(), busy.toString());
            RequestMemory.current().letGo();
            return before;
        }
    }

    /**
     * An operation as it is, and what was told of it since.
     *
     * @param at the number of what was told last
     */
    record News(Operation operation, List<ProgressLine> progress, int at) {

        boolean isSettled() {
            return operation.status() != OperationStatus.ACCEPTED;
        }

        /** Whether it tells something that was not known. */
        boolean isAny() {
            return isSettled() || !progress.isEmpty();
        }
    }

    /** Waits until there is news of the operation, or the wait runs out. Empty when these clients have no such operation. */
    Optional<News> news(Clients clients, UUID id, int after, Duration wait) {
        try (Watch watch = settled.watchNews(id)) {
            Optional<News> now = look(clients, id, after);
            if (now.filter(news -> !news.isAny()).isEmpty()) {
                return now;
            }
            watch.await(wait);
            return look(clients, id, after);
        }
    }

    /** Whether nobody is kept waiting any more. */
    boolean isStopping() {
        return settled.isStopping();
    }

    /** The operation first: what is told of it is told before it is settled. */
    private Optional<News> look(Clients clients, UUID id, int after) {
        return operations.find(clients, id).map(operation -> {
            List<ProgressLine> progress = operations.progress(clients, id, after);
            return new News(
                    operation,
                    progress,
                    progress.isEmpty() ? after : progress.getLast().number());
        });
    }
}
