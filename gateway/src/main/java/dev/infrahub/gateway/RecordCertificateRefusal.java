package dev.infrahub.gateway;

import dev.infrahub.events.Event;
import dev.infrahub.events.Handler;
import dev.infrahub.events.Outcome;
import dev.infrahub.gateway.domain.Operation.Failure;
import dev.infrahub.gateway.store.Operations;
import dev.infrahub.schemas.SshCertificateRefused;

/** An SSH certificate was refused: tell whoever wanted it. */
final class RecordCertificateRefusal implements Handler<SshCertificateRefused> {

    @Override
    public Outcome handle(Event<SshCertificateRefused> event) {
        SshCertificateRefused refused = event.value();
        return event.operation()
                .map(operation -> Outcome.write(
                        Operations.fail(operation, new Failure(refused.getCode(), refused.getDetail(), false)),
                        Operations.notify(operation)))
                .orElseGet(Outcome::nothing);
    }
}
