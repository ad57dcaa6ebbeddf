package dev.infrahub.gateway;

import dev.infrahub.events.Event;
import dev.infrahub.events.Handler;
import dev.infrahub.events.Outcome;
import dev.infrahub.gateway.domain.Operation.Failure;
import dev.infrahub.gateway.store.Operations;
import dev.infrahub.schemas.ChangeRefused;

/** A report about a change was not kept: tell whoever reported. */
final class RecordRefusedReport implements Handler<ChangeRefused> {

    @Override
    public Outcome handle(Event<ChangeRefused> event) {
        ChangeRefused refused = event.value();
        return event.operation()
                .map(operation -> Outcome.write(
                        Operations.fail(operation, new Failure(refused.getCode(), refused.getDetail(), false)),
                        Operations.notify(operation)))
                .orElseGet(Outcome::nothing);
    }
}
