package dev.infrahub.gateway;

import dev.infrahub.events.Event;
import dev.infrahub.events.Handler;
import dev.infrahub.events.Outcome;
import dev.infrahub.gateway.domain.OperationKind;
import dev.infrahub.gateway.domain.SshAuthority;
import dev.infrahub.gateway.store.Operations;
import dev.infrahub.gateway.store.SshAuthorities;
import dev.infrahub.schemas.SshAuthorityUpdated;
import java.nio.ByteBuffer;

/** An SSH authority and its revocation list were told: keep them for hosts. */
final class RecordSshAuthority implements Handler<SshAuthorityUpdated> {

    @Override
    public Outcome handle(Event<SshAuthorityUpdated> event) {
        SshAuthorityUpdated told = event.value();
        Outcome kept = Outcome.write(SshAuthorities.put(new SshAuthority(
                told.getAlgorithm(),
                told.getCaPublicKey(),
                bytes(told.getRevocations()),
                told.getLogSize(),
                told.getRevocationsAt())));
        return event.operation()
                .map(operation -> kept.and(Operations.answer(operation, OperationKind.READ_SSH_AUTHORITY, "{}")))
                .orElse(kept);
    }

    static byte[] bytes(ByteBuffer buffer) {
        byte[] bytes = new byte[buffer.remaining()];
        buffer.duplicate().get(bytes);
        return bytes;
    }
}
