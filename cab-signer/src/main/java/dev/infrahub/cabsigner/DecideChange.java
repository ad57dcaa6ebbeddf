package dev.infrahub.cabsigner;

import dev.infrahub.cabsigner.domain.Board;
import dev.infrahub.cabsigner.domain.Change;
import dev.infrahub.cabsigner.domain.Head;
import dev.infrahub.cabsigner.domain.LogEntry;
import dev.infrahub.cabsigner.domain.Proposal;
import dev.infrahub.cabsigner.domain.Refusal;
import dev.infrahub.cabsigner.store.Changes;
import dev.infrahub.cabsigner.store.Decisions;
import dev.infrahub.cabsigner.store.Ledger;
import dev.infrahub.cabsigner.store.Ledger.Addition;
import dev.infrahub.events.Event;
import dev.infrahub.events.Handler;
import dev.infrahub.events.Lookups;
import dev.infrahub.events.Outcome;
import dev.infrahub.schemas.ApprovalRequested;
import dev.infrahub.schemas.Topics;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Somebody decided: sign it, or say why not.
 *
 * <p>That it could not be signed is an answer like the others, committed with the event. So nobody who was told that nothing
 * is approved finds it approved later: not by a retry, not by a redelivery, not by a dead letter put back.
 */
final class DecideChange implements Handler<ApprovalRequested> {

    /** From the moment a decision is too old to be signed to the moment a signed one is too old to be kept. */
    static final Duration COMMIT_GRACE = Duration.ofSeconds(30);

    private final Lookups lookups;
    private final Signing signing;
    private final Board board;
    private final Clock clock;

    DecideChange(Lookups lookups, Signing signing, Board board, Clock clock) {
        this.lookups = lookups;
        this.signing = signing;
        this.board = board;
        this.clock = clock;
    }

    @Override
    public Outcome handle(Event<ApprovalRequested> event) {
        Proposal proposal = DecisionEvents.proposal(event.value());
        return Ledger.append(lookups, head -> decide(event, proposal, head));
    }

    private Addition decide(Event<ApprovalRequested> event, Proposal proposal, Head head) {
        Optional<Change> change = Changes.find(lookups, proposal.change());
        Instant now = clock.instant();
        List<String> deciders = Decisions.deciders(lookups, proposal.change());
        return board.refuses(proposal, change, deciders, now)
                .map(refusal -> refuse(event, proposal, refusal, change, head, now))
                .orElseGet(() -> sign(event, proposal, change.orElseThrow(), deciders, head, now));
    }

    private static Addition refuse(
            Event<ApprovalRequested> event,
            Proposal proposal,
            Refusal refusal,
            Optional<Change> found,
            Head head,
            Instant now) {
        Head.Appended leaf = head.append(LogEntry.refused(proposal, refusal, event.id(), now));
        Outcome refused = Expiry.foundBy(refusal, found, now)
                .publish(
                        Topics.APPROVAL_REFUSED,
                        proposal.change().text(),
                        DecisionEvents.refused(proposal, refusal, leaf.leafIndex()))
                .refuse(refusal.code(), refusal.detail(), refusal.kind());
        return Addition.of(refused, leaf);
    }

    private Addition sign(
            Event<ApprovalRequested> event,
            Proposal proposal,
            Change change,
            List<String> deciders,
            Head head,
            Instant now) {
        return switch (signing.sign(proposal, change, head, event.id(), now)) {
            case Signing.Signed signed -> {
                Outcome kept = signed.keep(Outcome.nothing())
                        .answer(Topics.APPROVAL_SIGNED, proposal.change().text(), DecisionEvents.signed(signed))
                        .publish(
                                Topics.CHANGE_UPDATED, proposal.change().text(), ChangeEvents.updated(signed.change()));
                yield Addition.of(AcceptanceEvents.tell(kept, signed, deciders), signed.leaf())
                        .until(deadline(proposal));
            }
            case Signing.Failed failed -> Addition.of(Outcome.nothing().refuse(failed.fault()), failed.leaf());
        };
    }

    private Instant deadline(Proposal proposal) {
        return proposal.requestedAt().plus(board.signWithin()).plus(COMMIT_GRACE);
    }
}
