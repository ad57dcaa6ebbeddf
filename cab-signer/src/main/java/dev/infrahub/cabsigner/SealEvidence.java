package dev.infrahub.cabsigner;

import dev.infrahub.cabsigner.domain.Audit;
import dev.infrahub.cabsigner.domain.Change;
import dev.infrahub.cabsigner.domain.ChangeKey;
import dev.infrahub.cabsigner.domain.Head;
import dev.infrahub.cabsigner.domain.LogEntry;
import dev.infrahub.cabsigner.domain.LoggedChange;
import dev.infrahub.cabsigner.domain.SealedEvidence;
import dev.infrahub.cabsigner.domain.Statement;
import dev.infrahub.cabsigner.domain.Submission;
import dev.infrahub.cabsigner.domain.Unsealable;
import dev.infrahub.cabsigner.remote.SigningKeys;
import dev.infrahub.cabsigner.store.Changes;
import dev.infrahub.cabsigner.store.Evidence;
import dev.infrahub.cabsigner.store.Ledger;
import dev.infrahub.cabsigner.store.Ledger.Addition;
import dev.infrahub.cabsigner.store.Records;
import dev.infrahub.cabsigner.store.TreeHeads;
import dev.infrahub.events.Event;
import dev.infrahub.events.Handler;
import dev.infrahub.events.Lookups;
import dev.infrahub.events.Outcome;
import dev.infrahub.faults.Fault;
import dev.infrahub.proofs.Dsse;
import dev.infrahub.proofs.Purpose;
import dev.infrahub.proofs.Seal;
import dev.infrahub.proofs.SignedTreeHead;
import dev.infrahub.proofs.TreeHead;
import dev.infrahub.schemas.EvidenceSubmitted;
import dev.infrahub.schemas.Topics;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Somebody wants evidence about a change: seal it, or say why not.
 *
 * <p>As with decisions, that it could not be signed is an answer, committed with the event; whoever still wants it asks again.
 */
final class SealEvidence implements Handler<EvidenceSubmitted> {

    private static final Logger log = LoggerFactory.getLogger(SealEvidence.class);

    private static final String KEY = "cab/evidence";

    private final Lookups lookups;
    private final SigningKeys keys;
    private final Clock clock;

    SealEvidence(Lookups lookups, SigningKeys keys, Clock clock) {
        this.lookups = lookups;
        this.keys = keys;
        this.clock = clock;
    }

    @Override
    public Outcome handle(Event<EvidenceSubmitted> event) {
        Submission submission = EvidenceEvents.submission(event.value());
        return Ledger.append(lookups, head -> seal(event, submission, head));
    }

    private Addition seal(Event<EvidenceSubmitted> event, Submission submission, Head head) {
        ChangeKey key = submission.change();
        Optional<Change> change = Changes.find(lookups, key);
        String records = Records.of(lookups, key);
        Audit.Result audit = Audit.of(key, records);
        return Unsealable.of(submission, change, audit)
                .map(refusal -> refuse(event, submission, refusal, head))
                .orElseGet(() -> seal(event, submission, change.orElseThrow(), LoggedChange.of(key, records), head));
    }

    private Addition seal(
            Event<EvidenceSubmitted> event, Submission submission, Change change, LoggedChange logged, Head head) {
        Optional<Unsealable> refusal = Unsealable.of(submission, logged);
        if (refusal.isPresent()) {
            return refuse(event, submission, refusal.get(), head);
        }
        String contentHash = submission.contentHash(logged);
        return Evidence.find(lookups, contentHash)
                .map(kept -> Addition.none(tell(Outcome.nothing(), kept)))
                .orElseGet(() -> sign(event, submission, change, logged, head, contentHash));
    }

    private Addition sign(
            Event<EvidenceSubmitted> event,
            Submission submission,
            Change change,
            LoggedChange logged,
            Head head,
            String contentHash) {
        Instant now = clock.instant();
        Optional<SignedTreeHead> kept = TreeHeads.latest(lookups).filter(signed -> covers(signed, logged));
        SignedTreeHead treeHead;
        Dsse envelope;
        try {
            treeHead = kept.isPresent() ? kept.get() : signHead(logged, event, now);
            envelope = envelope(new Statement(submission, logged, change.state(), treeHead, now).text(), event);
        } catch (Fault fault) {
            return fail(event, submission, fault, head);
        }
        SealedEvidence evidence = new SealedEvidence(
                submission.changeRequestId(),
                submission.client(),
                contentHash,
                envelope,
                envelope.seal().keyId(),
                envelope.seal().keyVersion(),
                now,
                event.id(),
                head.log().size());
        Head.Appended leaf = head.append(LogEntry.sealed(evidence, submission.submittedBy()));
        Outcome sealed = tell(Outcome.write(Evidence.add(evidence)), evidence);
        // where another head of this size was kept meanwhile, that one is taken
        return Addition.of(kept.isPresent() ? sealed : sealed.onlyIf(TreeHeads.add(treeHead)), leaf);
    }

    private static Outcome tell(Outcome outcome, SealedEvidence evidence) {
        return outcome.answer(Topics.EVIDENCE_SEALED, evidence.change().text(), EvidenceEvents.sealed(evidence));
    }

    private static boolean covers(SignedTreeHead signed, LoggedChange logged) {
        long size = signed.head().size();
        return logged.isWithin(size) && signed.head().root().equals(logged.root(size)) && signed.isGenuine();
    }

    private SignedTreeHead signHead(LoggedChange logged, Event<?> event, Instant now) {
        TreeHead head = new TreeHead(logged.size(), logged.root(logged.size()), now);
        byte[] payload = head.payload().getBytes(StandardCharsets.UTF_8);
        return new SignedTreeHead(
                head,
                keys.sign(
                        TreeHeadSigner.KEY,
                        Purpose.TREE_HEAD,
                        payload,
                        event.id().toString()));
    }

    private Dsse envelope(String statement, Event<?> event) {
        byte[] encoded = Dsse.encoded(Dsse.IN_TOTO, statement);
        Seal seal = keys.sign(KEY, Purpose.ENVELOPE, encoded, event.id().toString());
        return new Dsse(Dsse.IN_TOTO, statement, seal);
    }

    private Addition refuse(Event<EvidenceSubmitted> event, Submission submission, Unsealable refusal, Head head) {
        Head.Appended leaf = head.append(LogEntry.refused(submission, refusal, event.id(), clock.instant()));
        return Addition.of(Outcome.nothing().refuse(refusal.code(), refusal.detail(), refusal.kind()), leaf);
    }

    private Addition fail(Event<EvidenceSubmitted> event, Submission submission, Fault fault, Head head) {
        log.warn("Evidence is not sealed: {} ({})", fault.code(), fault.detail());
        Head.Appended leaf = head.append(LogEntry.failed(submission, fault.code(), event.id(), clock.instant()));
        return Addition.of(Outcome.nothing().refuse(fault), leaf);
    }
}
