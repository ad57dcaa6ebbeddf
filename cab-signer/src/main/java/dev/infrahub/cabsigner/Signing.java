package dev.infrahub.cabsigner;

import dev.infrahub.cabsigner.domain.Change;
import dev.infrahub.cabsigner.domain.Decision;
import dev.infrahub.cabsigner.domain.Head;
import dev.infrahub.cabsigner.domain.LogEntry;
import dev.infrahub.cabsigner.domain.Proposal;
import dev.infrahub.cabsigner.domain.SignedDecision;
import dev.infrahub.cabsigner.remote.SigningKeys;
import dev.infrahub.cabsigner.store.Changes;
import dev.infrahub.cabsigner.store.Decisions;
import dev.infrahub.events.Outcome;
import dev.infrahub.faults.Fault;
import dev.infrahub.proofs.Purpose;
import dev.infrahub.proofs.Seal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Signs decisions that the board lets pass, each at the end of the chain. */
final class Signing {

    private static final Logger log = LoggerFactory.getLogger(Signing.class);

    private final SigningKeys keys;

    Signing(SigningKeys keys) {
        this.keys = keys;
    }

    /** What became of a decision, and its leaf. */
    sealed interface Result {
        Head.Appended leaf();
    }

    /** @param change after the decision */
    record Signed(SignedDecision decision, Change change, Head.Appended leaf) implements Result {

        /** What keeps the decision, the leaf left out, beside what is kept already. */
        Outcome keep(Outcome before) {
            Outcome kept = before.and(Decisions.add(decision)).and(Changes.update(change));
            return switch (change.state()) {
                case APPROVED -> kept.and(Decisions.approve(decision));
                case REVOKED -> kept.and(Decisions.withdraw(change.request().key()));
                case PENDING, REJECTED, EXPIRED, IMPLEMENTED -> kept;
            };
        }
    }

    /** It is not signed, and will not be. */
    record Failed(Fault fault, Head.Appended leaf) implements Result {}

    /** @param event that asks for it */
    Result sign(Proposal proposal, Change change, Head head, UUID event, Instant now) {
        Decision decision = Decision.of(proposal, change.request(), head, now);
        String payload = decision.payload();
        Seal seal;
        try {
            seal = keys.sign(
                    SigningKeys.of(proposal.approver()),
                    Purpose.APPROVAL,
                    payload.getBytes(StandardCharsets.UTF_8),
                    event.toString());
        } catch (Fault fault) {
            log.warn("A decision is not signed: {} ({})", fault.code(), fault.detail());
            return new Failed(fault, head.append(LogEntry.failed(proposal, fault.code(), event, now)));
        }
        Head.Appended leaf = head.append(decision, payload, LogEntry.decided(decision, payload, seal, event));
        SignedDecision signed = new SignedDecision(decision, payload, seal, event, leaf.leafIndex());
        return new Signed(signed, change.after(proposal.verdict(), now), leaf);
    }
}
