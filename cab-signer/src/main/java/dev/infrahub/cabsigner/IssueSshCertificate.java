package dev.infrahub.cabsigner;

import dev.infrahub.cabsigner.domain.Change;
import dev.infrahub.cabsigner.domain.Head;
import dev.infrahub.cabsigner.domain.SshCertificate;
import dev.infrahub.cabsigner.domain.SshLog;
import dev.infrahub.cabsigner.domain.SshPolicy;
import dev.infrahub.cabsigner.domain.SshPolicy.Granted;
import dev.infrahub.cabsigner.domain.SshPolicy.Refused;
import dev.infrahub.cabsigner.domain.SshRequest;
import dev.infrahub.cabsigner.remote.SshAuthorities;
import dev.infrahub.cabsigner.store.Changes;
import dev.infrahub.cabsigner.store.Ledger;
import dev.infrahub.cabsigner.store.Ledger.Addition;
import dev.infrahub.cabsigner.store.SshCertificates;
import dev.infrahub.events.Event;
import dev.infrahub.events.Handler;
import dev.infrahub.events.Lookups;
import dev.infrahub.events.Outcome;
import dev.infrahub.faults.Fault;
import dev.infrahub.schemas.SshCertificateRequested;
import dev.infrahub.schemas.Topics;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Somebody wants an SSH certificate: issue it, or say why not.
 *
 * <p>That it could not be issued is an answer, as {@link DecideChange} answers: committed with the event, so nobody who was
 * told that there is none gets one later.
 */
final class IssueSshCertificate implements Handler<SshCertificateRequested> {

    private static final Logger log = LoggerFactory.getLogger(IssueSshCertificate.class);

    private final Lookups lookups;
    private final SshAuthorities authorities;
    private final SshPolicy policy;
    private final Clock clock;

    IssueSshCertificate(Lookups lookups, SshAuthorities authorities, SshPolicy policy, Clock clock) {
        this.lookups = lookups;
        this.authorities = authorities;
        this.policy = policy;
        this.clock = clock;
    }

    @Override
    public Outcome handle(Event<SshCertificateRequested> event) {
        SshRequest request = SshEvents.request(event.value());
        return Ledger.append(lookups, head -> rule(event, request, head));
    }

    private Addition rule(Event<SshCertificateRequested> event, SshRequest request, Head head) {
        Optional<Change> change = request.change().flatMap(key -> Changes.find(lookups, key));
        Instant now = clock.instant();
        return switch (policy.rule(request, change, now)) {
            case Granted granted -> issue(event, request, granted, head, now);
            case Refused refused -> refuse(event, request, refused, head, now);
        };
    }

    private Addition issue(
            Event<SshCertificateRequested> event, SshRequest request, Granted granted, Head head, Instant now) {
        SshCertificate certificate;
        try {
            certificate = authorities.issue(
                    request, granted, event.id(), now, head.log().size());
        } catch (Fault fault) {
            return fail(event, request, fault, head, now);
        }
        Head.Appended leaf = head.append(SshLog.issued(certificate));
        Outcome issued = Outcome.write(SshCertificates.add(certificate))
                .answer(Topics.SSH_CERTIFICATE_ISSUED, event.key(), SshEvents.issued(certificate));
        return Addition.of(issued, leaf).until(deadline(request));
    }

    private static Addition refuse(
            Event<SshCertificateRequested> event, SshRequest request, Refused refused, Head head, Instant now) {
        Head.Appended leaf = head.append(SshLog.refused(request, refused, event.id(), now));
        return Addition.of(Outcome.nothing().refuse(refused.code(), refused.detail(), refused.kind()), leaf);
    }

    private static Addition fail(
            Event<SshCertificateRequested> event, SshRequest request, Fault fault, Head head, Instant now) {
        log.warn("An SSH certificate is not issued: {} ({})", fault.code(), fault.detail());
        Head.Appended leaf = head.append(SshLog.failed(request, fault.code(), event.id(), now));
        return Addition.of(Outcome.nothing().refuse(fault), leaf);
    }

    private Instant deadline(SshRequest request) {
        return request.requestedAt().plus(policy.signWithin()).plus(DecideChange.COMMIT_GRACE);
    }
}
