package dev.infrahub.gateway.hearing;

import dev.infrahub.events.Event;
import dev.infrahub.events.Handler;
import dev.infrahub.events.Outcome;
import dev.infrahub.faults.RefusalKind;
import dev.infrahub.gateway.operations.Operation.Failure;
import dev.infrahub.gateway.operations.Operations;
import dev.infrahub.schemas.OperationFailed;

/** A worker refused a request, or gave up on it: tell whoever asked. */
public final class HearFailure implements Handler<OperationFailed> {

    @Override
    public Outcome handle(Event<OperationFailed> event) {
        OperationFailed told = event.value();
        Failure failure =
                new Failure(told.getCode(), told.getDetail(), told.getRetryable(), RefusalKind.of(told.getKind()));
        return event.answered()
                .map(operation -> Outcome.write(Operations.fail(operation, failure)))
                .orElseGet(Outcome::nothing);
    }
}
