package dev.infrahub.cabsigner;

import dev.infrahub.cabsigner.domain.Board;
import dev.infrahub.cabsigner.domain.Change;
import dev.infrahub.cabsigner.domain.Decision;
import dev.infrahub.cabsigner.domain.Head;
import dev.infrahub.cabsigner.domain.LogEntry;
import dev.infrahub.cabsigner.domain.Proposal;
import dev.infrahub.cabsigner.domain.Refusal;
import dev.infrahub.cabsigner.domain.SignedDecision;
import dev.infrahub.cabsigner.domain.State;
import dev.infrahub.cabsigner.remote.SigningKeys;
import dev.infrahub.cabsigner.store.Chain;
import dev.infrahub.cabsigner.store.Changes;
import dev.infrahub.cabsigner.store.Decisions;
import dev.infrahub.cabsigner.store.Log;
import dev.infrahub.events.Event;
import dev.infrahub.events.Fault;
import dev.infrahub.events.Handler;
import dev.infrahub.events.Lookups;
import dev.infrahub.events.Outcome;
import dev.infrahub.proofs.Purpose;
import dev.infrahub.proofs.Seal;
import dev.infrahub.schemas.ApprovalRequested;
import dev.infrahub.schemas.Topics;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Somebody decided: sign it, or say why not.
 *
 * <p>That it could not be signed is an answer like the others, committed with the event. So nobody who was told that nothing
 * is approved finds it approved later: not by a retry, not by a redelivery, not by a dead letter put back.
 */
final class DecideChange implements Handler<ApprovalRequested> {

    private static final Logger log = LoggerFactory.getLogger(DecideChange.class);

    /** From the moment a decision is too old to be signed to the moment a signed one is too old to be kept. */
    static final Duration COMMIT_GRACE = Duration.ofSeconds(30);

    private final Lookups lookups;
    private final SigningKeys keys;
    private final Board board;
    private final Clock clock;

    DecideChange(Lookups lookups, SigningKeys keys, Board board, Clock clock) {
        this.lookups = lookups;
        this.keys = keys;
        this.board = board;
        this.clock = clock;
    }

    @Override
    public Outcome handle(Event<ApprovalRequested> event) {
        Proposal proposal = DecisionEvents.proposal(event.value());
        // Before all else that is read: what is read later is of this head or of a later one, and then it no longer
        // holds.
        Head head = Chain.head(lookups);
        Optional<Change> change = Changes.find(lookups, proposal.changeRequestId());
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        return board.refuses(proposal, change, Decisions.deciders(lookups, proposal.changeRequestId()), now)
                .map(refusal -> refuse(event, proposal, refusal, change, head, now))
                .orElseGet(() -> sign(event, proposal, change.orElseThrow(), head, now));
    }

    private static Outcome refuse(
            Event<ApprovalRequested> event,
            Proposal proposal,
            Refusal refusal,
            Optional<Change> found,
            Head head,
            Instant now) {
        Head.Appended leaf = head.append(LogEntry.refused(proposal, refusal, event.id(), now));
        Outcome refused = Outcome.write(Log.add(leaf))
                .onlyIf(Chain.move(head, leaf.head()))
                .publish(
                        Topics.APPROVAL_REFUSED,
                        event.key(),
                        DecisionEvents.refused(proposal, refusal, leaf.leafIndex()));
        return found.filter(change -> refusal == Refusal.EXPIRED && change.state() == State.PENDING)
                .map(change -> change.expired(now))
                .map(expired -> refused.and(Changes.update(expired))
                        .publish(Topics.CHANGE_UPDATED, event.key(), ChangeEvents.updated(expired)))
                .orElse(refused);
    }

    private Outcome sign(Event<ApprovalRequested> event, Proposal proposal, Change change, Head head, Instant now) {
        Decision decision = new Decision(
                change.request(),
                proposal.verdict(),
                proposal.comment(),
                proposal.approver(),
                proposal.approverName(),
                now,
                head.sequence() + 1,
                head.hash());
        String payload = decision.payload();
        Seal seal;
        try {
            seal = keys.sign(
                    SigningKeys.of(proposal.approver()),
                    Purpose.APPROVAL,
                    payload.getBytes(StandardCharsets.UTF_8),
                    event.id().toString());
        } catch (Fault fault) {
            return fail(event, proposal, fault, head, now);
        }
        Head.Appended leaf = head.append(decision, payload, LogEntry.decided(decision, payload, seal, event.id()));
        SignedDecision signed = new SignedDecision(decision, payload, seal, event.id(), leaf.leafIndex());
        return keep(event, signed, change.after(proposal.verdict(), now), leaf)
                .onlyIf(Chain.move(head, leaf.head(), deadline(proposal)));
    }

    private static Outcome keep(
            Event<ApprovalRequested> event, SignedDecision signed, Change change, Head.Appended leaf) {
        Outcome kept = Outcome.write(Log.add(leaf), Decisions.add(signed), Changes.update(change))
                .publish(Topics.APPROVAL_SIGNED, event.key(), DecisionEvents.signed(signed, change))
                .publish(Topics.CHANGE_UPDATED, event.key(), ChangeEvents.updated(change));
        return change.state() == State.APPROVED ? kept.and(Decisions.approve(signed)) : kept;
    }

    private static Outcome fail(
            Event<ApprovalRequested> event, Proposal proposal, Fault fault, Head head, Instant now) {
        log.warn("A decision is not signed: {} ({})", fault.code(), fault.detail());
        Head.Appended leaf = head.append(LogEntry.failed(proposal, fault.code(), event.id(), now));
        Outcome failed = Outcome.write(Log.add(leaf)).onlyIf(Chain.move(head, leaf.head()));
        return event.operation()
                .map(operation -> failed.publish(
                        Topics.OPERATION_FAILED, event.key(), DecisionEvents.failed(operation, event.id(), fault)))
                .orElse(failed);
    }

    private Instant deadline(Proposal proposal) {
        return proposal.requestedAt().plus(board.signWithin()).plus(COMMIT_GRACE);
    }
}
