package dev.infrahub.gateway;

import dev.infrahub.events.Event;
import dev.infrahub.events.Handler;
import dev.infrahub.events.Outcome;
import dev.infrahub.gateway.domain.Operation.Failure;
import dev.infrahub.gateway.store.Operations;
import dev.infrahub.schemas.ApprovalRefused;

/** A decision was not taken: tell whoever wanted to. */
final class RecordRefusal implements Handler<ApprovalRefused> {

    @Override
    public Outcome handle(Event<ApprovalRefused> event) {
        ApprovalRefused refused = event.value();
        return event.operation()
                .map(operation -> Outcome.write(
                        Operations.fail(operation, new Failure(refused.getCode(), refused.getDetail(), false)),
                        Operations.notify(operation)))
                .orElseGet(Outcome::nothing);
    }
}
