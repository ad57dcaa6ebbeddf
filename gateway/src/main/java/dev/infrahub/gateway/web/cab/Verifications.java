package dev.infrahub.gateway.web.cab;

import dev.infrahub.events.Outcome;
import dev.infrahub.gateway.GatewayProperties;
import dev.infrahub.gateway.domain.Caller;
import dev.infrahub.gateway.domain.Change;
import dev.infrahub.gateway.domain.Clients;
import dev.infrahub.gateway.domain.Operation;
import dev.infrahub.gateway.domain.OperationKind;
import dev.infrahub.gateway.web.operations.Intake;
import dev.infrahub.gateway.web.operations.Preferences;
import dev.infrahub.schemas.Topics;
import dev.infrahub.schemas.VerificationRequested;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.springframework.http.server.reactive.ServerHttpRequest;
import reactor.core.publisher.Mono;

/** Asks the cab-signer, who holds the decisions, whether those of a change are genuine. */
public final class Verifications {

    private final Intake intake;
    private final GatewayProperties properties;

    public Verifications(Intake intake, GatewayProperties properties) {
        this.intake = intake;
        this.properties = properties;
    }

    Mono<Operation> of(Change change, Caller caller, ServerHttpRequest request) {
        Preferences preferences = Preferences.of(request.getHeaders(), properties.defaultWait(), properties.maxWait());
        VerificationRequested event = new VerificationRequested(change.changeRequestId(), change.client());
        Intake.Request asked = new Intake.Request(
                OperationKind.VERIFY_APPROVAL,
                change.client(),
                caller,
                Optional.empty(),
                OperationKind.VERIFY_APPROVAL.text() + ":" + change.changeRequestId(),
                new Intake.Work.Asked(
                        Outcome.nothing().publish(Topics.VERIFICATION_REQUESTED, change.changeRequestId(), event)));
        return intake.submit(asked, preferences.patience());
    }

    /** Whoever holds an approval's link: sees the client of this change for the one question. */
    static Caller holderOfLink(Change change) {
        return new Caller(
                "link:" + change.changeRequestId(),
                "holder of the link",
                Set.of(),
                Set.of(),
                Clients.of(List.of(change.client())),
                Optional.empty(),
                OptionalInt.empty());
    }
}
