package dev.infrahub.cabsigner;

import dev.infrahub.cabsigner.store.Ledger;
import dev.infrahub.cabsigner.store.SshCertificates;
import dev.infrahub.cabsigner.store.SshCertificates.Withdrawn;
import dev.infrahub.events.Commits;
import dev.infrahub.events.Event;
import dev.infrahub.events.Lookups;
import dev.infrahub.schemas.SshRevocationRequested;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Optional;
import java.util.UUID;

/**
 * Once an approval is withdrawn, nobody logs in for it any longer: revoke the certificates that were issued for the change. By
 * what is kept, so that it needs no event that anybody could forge, and is done sometime however long QuantumAPI is away.
 */
final class RevokeWithdrawn {

    private final Lookups lookups;
    private final Commits commits;
    private final RevokeSshCertificate revoking;
    private final Clock clock;

    RevokeWithdrawn(Lookups lookups, Commits commits, RevokeSshCertificate revoking, Clock clock) {
        this.lookups = lookups;
        this.commits = commits;
        this.revoking = revoking;
        this.clock = clock;
    }

    /** @return whether there was one */
    boolean revokeNext() {
        return SshCertificates.withdrawn(lookups, clock.instant())
                .map(this::wish)
                .map(wish -> Ledger.append(lookups, commits, head -> revoking.revoke(wish, head)))
                .orElse(false);
    }

    /** Nobody waits for it. The same for the same certificate, whoever is quicker. */
    private Event<SshRevocationRequested> wish(Withdrawn withdrawn) {
        String certificate = withdrawn.certificateId().toString();
        UUID id = UUID.nameUUIDFromBytes(("withdrawn/" + certificate).getBytes(StandardCharsets.UTF_8));
        return new Event<>(id, certificate, Optional.empty(), false, SshEvents.revocation(withdrawn, clock.instant()));
    }
}
