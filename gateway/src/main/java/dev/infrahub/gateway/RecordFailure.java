package dev.infrahub.gateway;

import dev.infrahub.events.Event;
import dev.infrahub.events.Handler;
import dev.infrahub.events.Outcome;
import dev.infrahub.gateway.domain.Operation.Failure;
import dev.infrahub.gateway.store.Operations;
import dev.infrahub.schemas.OperationFailed;
import java.util.UUID;

/** A worker gave up: tell whoever asked. */
final class RecordFailure implements Handler<OperationFailed> {

    @Override
    public Outcome handle(Event<OperationFailed> event) {
        OperationFailed failed = event.value();
        UUID operation = UUID.fromString(failed.getOperationId());
        return Outcome.write(
                Operations.fail(operation, new Failure(failed.getCode(), failed.getDetail(), failed.getRetryable())),
                Operations.notify(operation));
    }
}
