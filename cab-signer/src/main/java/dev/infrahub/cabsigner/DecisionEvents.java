package dev.infrahub.cabsigner;

import dev.infrahub.cabsigner.domain.Change;
import dev.infrahub.cabsigner.domain.Decision;
import dev.infrahub.cabsigner.domain.Proposal;
import dev.infrahub.cabsigner.domain.Refusal;
import dev.infrahub.cabsigner.domain.SignedDecision;
import dev.infrahub.cabsigner.domain.Verdict;
import dev.infrahub.proofs.Seal;
import dev.infrahub.schemas.ApprovalRefused;
import dev.infrahub.schemas.ApprovalRequested;
import dev.infrahub.schemas.ApprovalSigned;
import org.jspecify.annotations.Nullable;

/** Decisions from and to events. */
final class DecisionEvents {

    private DecisionEvents() {}

    /** @throws Fault.Invalid {@code approval.invalid} */
    static Proposal proposal(ApprovalRequested event) {
        Fields fields = new Fields("approval.invalid");
        Verdict verdict = Verdict.of(event.getDecision())
                .orElseThrow(() -> fields.wrong("decision", "is not approve, reject or revoke"));
        return new Proposal(
                fields.word("changeRequestId", event.getChangeRequestId(), Fields.LONGEST_ID),
                fields.client(event.getClient()),
                fields.word("module", event.getModule(), Fields.LONGEST_NAME),
                fields.hash("planHash", event.getPlanHash()),
                fields.fingerprint("fingerprint", event.getFingerprint()),
                verdict,
                comment(fields, verdict, event.getComment()),
                fields.word("approver", event.getApprover(), Fields.LONGEST_NAME),
                fields.text("approverName", event.getApproverName(), Fields.LONGEST_NAME),
                event.getRequestedAt());
    }

    /** Whoever takes back what the board said, says why. */
    private static @Nullable String comment(Fields fields, Verdict verdict, @Nullable String comment) {
        return verdict == Verdict.REVOKE
                ? fields.word("comment", comment == null ? "" : comment, Fields.LONGEST_TEXT)
                : fields.optional("comment", comment, Fields.LONGEST_TEXT);
    }

    static ApprovalSigned signed(Signing.Signed after) {
        SignedDecision signed = after.decision();
        Change change = after.change();
        Decision decision = signed.decision();
        Seal seal = signed.seal();
        return ApprovalSigned.newBuilder()
                .setChangeRequestId(decision.request().id())
                .setClient(decision.request().client())
                .setModule(decision.request().module())
                .setPlanHash(decision.request().planHash())
                .setFingerprint(decision.request().fingerprint())
                .setRiskLevel(decision.request().riskLevel().spelling())
                .setDecision(decision.verdict().spelling())
                .setComment(decision.comment())
                .setApprovedBy(decision.approvedBy())
                .setApprovedByName(decision.approvedByName())
                .setApprovedAt(decision.approvedAt())
                .setSequence(decision.sequence())
                .setPreviousHash(decision.previousHash())
                .setPayload(signed.payload())
                .setSignature(seal.signature())
                .setKeyId(seal.keyId())
                .setKeyVersion(seal.keyVersion())
                .setAlgorithm(seal.algorithm())
                .setPublicKey(seal.publicKey())
                .setLeafIndex(signed.leafIndex())
                .setState(change.state().spelling())
                .setApprovalsNeeded(change.approvalsNeeded())
                .setApprovalsGiven(change.approvalsGiven())
                .build();
    }

    static ApprovalRefused refused(Proposal proposal, Refusal refusal, long leafIndex) {
        return ApprovalRefused.newBuilder()
                .setChangeRequestId(proposal.changeRequestId())
                .setClient(proposal.client())
                .setDecision(proposal.verdict().spelling())
                .setApprover(proposal.approver())
                .setCode(refusal.code())
                .setDetail(refusal.detail())
                .setLeafIndex(leafIndex)
                .build();
    }
}
