package dev.infrahub.cabsigner;

import dev.infrahub.cabsigner.domain.Head;
import dev.infrahub.cabsigner.domain.Refusal;
import dev.infrahub.cabsigner.domain.SshLog;
import dev.infrahub.cabsigner.domain.SshRevocation;
import dev.infrahub.cabsigner.remote.SshAuthorities;
import dev.infrahub.cabsigner.remote.SshAuthorities.Trust;
import dev.infrahub.cabsigner.store.Ledger;
import dev.infrahub.cabsigner.store.Ledger.Addition;
import dev.infrahub.cabsigner.store.SshCertificates;
import dev.infrahub.cabsigner.store.SshCertificates.Registered;
import dev.infrahub.events.Event;
import dev.infrahub.events.Handler;
import dev.infrahub.events.Lookups;
import dev.infrahub.events.Outcome;
import dev.infrahub.faults.Fault;
import dev.infrahub.schemas.SshCertificateRevoked;
import dev.infrahub.schemas.SshRevocationRequested;
import dev.infrahub.schemas.Topics;
import java.nio.ByteBuffer;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A certificate is to be good no longer: revoke it, and tell the list that hosts are to have. Revoked again, it is told as it
 * stands, with the list of now.
 */
final class RevokeSshCertificate implements Handler<SshRevocationRequested> {

    private static final Logger log = LoggerFactory.getLogger(RevokeSshCertificate.class);

    private final Lookups lookups;
    private final SshAuthorities authorities;
    private final Clock clock;

    RevokeSshCertificate(Lookups lookups, SshAuthorities authorities, Clock clock) {
        this.lookups = lookups;
        this.authorities = authorities;
        this.clock = clock;
    }

    @Override
    public Outcome handle(Event<SshRevocationRequested> event) {
        return Ledger.append(lookups, head -> revoke(event, head));
    }

    Addition revoke(Event<SshRevocationRequested> event, Head head) {
        UUID id = SshEvents.certificateId(event.value().getCertificateId());
        return SshCertificates.find(lookups, id)
                .filter(found -> found.client().equals(event.value().getClient()))
                .map(certificate -> revoke(event, certificate, head))
                .orElseGet(() -> Addition.none(Outcome.nothing()
                        .refuse(
                                Refusal.NO_CERTIFICATE.code(),
                                Refusal.NO_CERTIFICATE.detail(),
                                Refusal.NO_CERTIFICATE.kind())));
    }

    /** The list is asked for after the head was read, and so holds all revocations up to there. */
    private Addition revoke(Event<SshRevocationRequested> event, Registered certificate, Head head) {
        Optional<SshRevocation> before = SshCertificates.revocation(lookups, certificate.id());
        SshRevocation revocation = before.orElseGet(() -> wanted(event, head));
        Trust trust;
        try {
            authorities.revoke(certificate.quantumApiId(), revocation.reason());
            trust = authorities.trust(certificate.algorithm());
        } catch (Fault fault) {
            if (event.operation().isEmpty()) {
                // nobody waits who could ask again, so it is tried again
                throw fault;
            }
            return fail(event, revocation, fault, head);
        }
        Instant at = clock.instant();
        if (before.isPresent()) {
            return Addition.none(tell(Outcome.nothing(), event, revoked(certificate, revocation, trust, head, at)));
        }
        Head.Appended leaf = head.append(SshLog.revoked(revocation, event.id()));
        Outcome kept = Outcome.write(SshCertificates.revoke(revocation, event.id()));
        return Addition.of(tell(kept, event, revoked(certificate, revocation, trust, leaf.head(), at)), leaf);
    }

    private static Outcome tell(Outcome outcome, Event<?> event, SshCertificateRevoked revoked) {
        return outcome.answer(Topics.SSH_CERTIFICATE_REVOKED, event.key(), revoked);
    }

    private SshRevocation wanted(Event<SshRevocationRequested> event, Head head) {
        Fields fields = new Fields("ssh-revocation.invalid");
        return new SshRevocation(
                SshEvents.certificateId(event.value().getCertificateId()),
                event.value().getClient(),
                fields.word("reason", event.value().getReason(), SshEvents.LONGEST_REASON),
                fields.word("requestedBy", event.value().getRequestedBy(), Fields.LONGEST_NAME),
                clock.instant(),
                head.log().size());
    }

    private static Addition fail(Event<SshRevocationRequested> event, SshRevocation wanted, Fault fault, Head head) {
        log.warn("An SSH certificate is not revoked: {} ({})", fault.code(), fault.detail());
        Head.Appended leaf = head.append(SshLog.revocationFailed(wanted, fault.code(), event.id()));
        return Addition.of(Outcome.nothing().refuse(fault), leaf);
    }

    private static SshCertificateRevoked revoked(
            Registered certificate, SshRevocation revocation, Trust trust, Head head, Instant at) {
        return SshCertificateRevoked.newBuilder()
                .setCertificateId(certificate.id().toString())
                .setClient(certificate.client())
                .setAlgorithm(certificate.algorithm().text())
                .setSerial(certificate.serial())
                .setReason(revocation.reason())
                .setRevokedBy(revocation.revokedBy())
                .setRevokedAt(revocation.revokedAt())
                .setLeafIndex(revocation.leafIndex())
                .setCaPublicKey(trust.publicKey())
                .setRevocations(ByteBuffer.wrap(trust.revocations()))
                .setLogSize(head.log().size())
                .setRevocationsAt(at)
                .build();
    }
}
