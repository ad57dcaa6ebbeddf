package dev.infrahub.cabsigner;

import dev.infrahub.cabsigner.domain.Head;
import dev.infrahub.cabsigner.remote.SshAuthorities;
import dev.infrahub.cabsigner.remote.SshAuthorities.Trust;
import dev.infrahub.cabsigner.store.Ledger;
import dev.infrahub.events.Event;
import dev.infrahub.events.Handler;
import dev.infrahub.events.Lookups;
import dev.infrahub.events.Outcome;
import dev.infrahub.faults.Fault;
import dev.infrahub.schemas.SshAuthorityRequested;
import dev.infrahub.schemas.SshAuthorityUpdated;
import dev.infrahub.schemas.Topics;
import dev.infrahub.ssh.SshAlgorithm;
import java.nio.ByteBuffer;
import java.time.Clock;
import java.time.Instant;

/** Somebody wants to know what hosts are to trust, and whom no longer. That it cannot be told now is an answer too. */
final class TellSshAuthority implements Handler<SshAuthorityRequested> {

    private final Lookups lookups;
    private final SshAuthorities authorities;
    private final Clock clock;

    TellSshAuthority(Lookups lookups, SshAuthorities authorities, Clock clock) {
        this.lookups = lookups;
        this.authorities = authorities;
        this.clock = clock;
    }

    @Override
    public Outcome handle(Event<SshAuthorityRequested> event) {
        SshAlgorithm algorithm = SshEvents.algorithm(event.value().getAlgorithm());
        // Before the list is asked for: it holds all that was revoked when the log had this size.
        Head head = Ledger.head(lookups);
        Instant now = clock.instant();
        try {
            Trust trust = authorities.trust(algorithm);
            return Outcome.nothing()
                    .answer(
                            Topics.SSH_AUTHORITY_UPDATED,
                            event.key(),
                            SshAuthorityUpdated.newBuilder()
                                    .setAlgorithm(algorithm.text())
                                    .setCaPublicKey(trust.publicKey())
                                    .setRevocations(ByteBuffer.wrap(trust.revocations()))
                                    .setLogSize(head.log().size())
                                    .setRevocationsAt(now)
                                    .build());
        } catch (Fault fault) {
            return Outcome.nothing().refuse(fault);
        }
    }
}
