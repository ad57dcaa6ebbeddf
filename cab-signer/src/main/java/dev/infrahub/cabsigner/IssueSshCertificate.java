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
import dev.infrahub.cabsigner.store.Chain;
import dev.infrahub.cabsigner.store.Changes;
import dev.infrahub.cabsigner.store.Log;
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
        // Before all else that is read: what is read later is of this head or of a later one, and then it no longer
        // holds.
        Head head = Chain.head(lookups);
        Optional<Change> change =
                Optional.ofNullable(request.changeRequestId()).flatMap(id -> Changes.find(lookups, id));
        Instant now = clock.instant();
        return switch (policy.rule(request, change, now)) {
            case Granted granted -> issue(event, request, granted, head, now);
            case Refused refused -> refuse(event, request, refused, head, now);
        };
    }

    private Outcome issue(
            Event<SshCertificateRequested> event, SshRequest request, Granted granted, Head head, Instant now) {
        SshCertificate certificate;
        try {
            certificate = authorities.issue(
                    request, granted, event.id(), now, head.log().size());
        } catch (Fault fault) {
            return fail(event, request, fault, head, now);
        }
        Head.Appended leaf = head.append(SshLog.issued(certificate));
        return Outcome.write(Log.add(leaf), SshCertificates.add(certificate))
                .onlyIf(Chain.move(head, leaf.head(), deadline(request)))
                .publish(Topics.SSH_CERTIFICATE_ISSUED, event.key(), SshEvents.issued(certificate));
    }

    private static Outcome refuse(
            Event<SshCertificateRequested> event, SshRequest request, Refused refused, Head head, Instant now) {
        Head.Appended leaf = head.append(SshLog.refused(request, refused, event.id(), now));
        return Outcome.write(Log.add(leaf))
                .onlyIf(Chain.move(head, leaf.head()))
                .publish(
                        Topics.SSH_CERTIFICATE_REFUSED,
                        event.key(),
                        SshEvents.refused(request, refused, leaf.leafIndex()));
    }

    private static Outcome fail(
            Event<SshCertificateRequested> event, SshRequest request, Fault fault, Head head, Instant now) {
        log.warn("An SSH certificate is not issued: {} ({})", fault.code(), fault.detail());
        Head.Appended leaf = head.append(SshLog.failed(request, fault.code(), event.id(), now));
        Outcome failed = Outcome.write(Log.add(leaf)).onlyIf(Chain.move(head, leaf.head()));
        return Failure.tell(failed, event, Topics.SSH_CERTIFICATE_REQUESTED, fault);
    }

    private Instant deadline(SshRequest request) {
        return request.requestedAt().plus(policy.signWithin()).plus(DecideChange.COMMIT_GRACE);
    }
}
