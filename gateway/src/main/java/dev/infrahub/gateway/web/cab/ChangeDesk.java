package dev.infrahub.gateway.web.cab;

import dev.infrahub.events.Outcome;
import dev.infrahub.gateway.GatewayProperties;
import dev.infrahub.gateway.domain.Caller;
import dev.infrahub.gateway.domain.Change;
import dev.infrahub.gateway.domain.Clients;
import dev.infrahub.gateway.domain.OperationKind;
import dev.infrahub.gateway.store.Changes;
import dev.infrahub.gateway.web.operations.Intake;
import dev.infrahub.gateway.web.operations.OperationAnswers;
import dev.infrahub.gateway.web.problems.Problem;
import org.springframework.http.ResponseEntity;
import org.springframework.http.server.reactive.ServerHttpRequest;
import reactor.core.publisher.Mono;

/** Where what is asked about change requests is taken in. */
public final class ChangeDesk {

    private final Intake intake;
    private final Changes changes;
    private final GatewayProperties properties;

    public ChangeDesk(Intake intake, Changes changes, GatewayProperties properties) {
        this.intake = intake;
        this.changes = changes;
        this.properties = properties;
    }

    /** The change request; fails with {@link Problem} 404 where these clients have none of that id. */
    Mono<Change> change(Clients clients, String id) {
        return changes.find(clients, id)
                .switchIfEmpty(
                        Mono.error(() -> Problem.of(404, "change.unknown", "There is no change request with this id.")
                                .field("changeRequestId")));
    }

    /**
     * Four eyes are people's: whoever makes API keys could make as many as it takes.
     *
     * @throws Problem 403 for a machine
     */
    void requirePerson(Caller caller) {
        if (caller.isMachine() && !properties.machineApprovers()) {
            throw Problem.of(
                    403,
                    "approver.is-machine",
                    "People decide on changes: send a token of your identity provider, not an API key.");
        }
    }

    /** @param asked what tells the request from another of its kind */
    Mono<ResponseEntity<String>> submit(
            OperationKind kind,
            String client,
            String asked,
            Outcome outcome,
            Caller caller,
            ServerHttpRequest request) {
        return intake.ask(kind, client, asked, outcome, caller, request.getHeaders())
                .map(OperationAnswers::of);
    }
}
