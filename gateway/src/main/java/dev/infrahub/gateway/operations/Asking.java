package dev.infrahub.gateway.operations;

import dev.infrahub.events.Outcome;
import dev.infrahub.events.Write;
import dev.infrahub.gateway.access.Caller;
import dev.infrahub.gateway.clients.Clients;
import dev.infrahub.gateway.operations.Intake.Accepted;
import dev.infrahub.gateway.views.ViewKind;
import dev.infrahub.schemas.Topic;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.apache.avro.specific.SpecificRecord;
import org.springframework.http.ResponseEntity;
import reactor.util.context.ContextView;

/**
 * A caller who asks a worker: who it is, what it prefers, and what time it is. Controllers take it as a parameter.
 *
 * @param path of the request
 * @param context of the request, with its trace
 */
public record Asking(
        Intake intake,
        Answers answers,
        Caller caller,
        Preferences preferences,
        String path,
        Clock clock,
        ContextView context) {

    public Clients clients() {
        return caller.clients();
    }

    public Instant now() {
        return clock.instant();
    }

    /** The same request by somebody else, such as whoever holds a link. */
    public Asking by(Caller other) {
        return new Asking(intake, answers, other, preferences, path, clock, context);
    }

    /** The same request, to be waited for otherwise, and each time anew. */
    public Asking waiting(Duration patience) {
        return new Asking(
                intake, answers, caller, new Preferences(patience, Optional.empty(), true), path, clock, context);
    }

    /**
     * Asks a worker, waits as the caller prefers, and answers.
     *
     * @param body what tells this request from another to the same path: the request record
     */
    public <T extends SpecificRecord> ResponseEntity<String> ask(
            OperationKind kind, String client, Topic<T> topic, String key, T event, Object body) {
        return answers.of(submit(kind, client, topic, key, event, body));
    }

    /** The same, with the operation as it is then. */
    public <T extends SpecificRecord> Operation submit(
            OperationKind kind, String client, Topic<T> topic, String key, T event, Object body) {
        return submit(kind, client, Outcome.nothing().publish(topic, key, event), body);
    }

    private Operation submit(OperationKind kind, String client, Outcome asked, Object body) {
        return settled(accept(kind, client, asked, body));
    }

    /**
     * Asks a worker, and does not wait: for a request that is large, whose caller is not to hold it while it waits for what
     * {@linkplain #settled becomes of it}. More may be kept than the event that asks.
     */
    public Accepted accept(OperationKind kind, String client, Outcome asked, Object body) {
        return accept(kind, client, new Intake.Work.Asked(asked), body);
    }

    /** Waits as the caller prefers. */
    public Operation settled(Accepted accepted) {
        return intake.await(accepted, preferences.patience());
    }

    /** An operation of before as it is now or, where it is not settled, when the caller's wait is over. */
    public Operation await(Operation before) {
        return intake.await(Clients.of(before.client()), before, preferences.patience());
    }

    /** Is answered with what was heard before. */
    public Accepted acceptKnown(
            OperationKind kind, String client, ViewKind view, String id, Write alsoWritten, Object body) {
        return accept(kind, client, new Intake.Work.Known(view, id, alsoWritten), body);
    }

    private Accepted accept(OperationKind kind, String client, Intake.Work work, Object body) {
        Intake.Request request = new Intake.Request(
                kind,
                client,
                caller,
                now(),
                preferences.idempotencyKey(),
                RequestHash.of(kind, caller.id(), path, body),
                work);
        return intake.accept(request, context);
    }
}
