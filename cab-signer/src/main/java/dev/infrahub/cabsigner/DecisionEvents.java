package dev.infrahub.cabsigner;

import dev.infrahub.cabsigner.domain.Change;
import dev.infrahub.cabsigner.domain.Decision;
import dev.infrahub.cabsigner.domain.Proof;
import dev.infrahub.cabsigner.domain.Proposal;
import dev.infrahub.cabsigner.domain.Refusal;
import dev.infrahub.cabsigner.domain.SignedDecision;
import dev.infrahub.cabsigner.domain.Verdict;
import dev.infrahub.proofs.Seal;
import dev.infrahub.schemas.ApprovalRefused;
import dev.infrahub.schemas.ApprovalRequested;
import dev.infrahub.schemas.ApprovalSigned;
import dev.infrahub.schemas.ApproverProof;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Decisions from and to events. */
final class DecisionEvents {

    private static final int MOST_METHODS = 16;

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
                proof(fields, event.getProof()),
                event.getRequestedAt());
    }

    private static @Nullable Proof proof(Fields fields, @Nullable ApproverProof proof) {
        if (proof == null) {
            return null;
        }
        List<String> methods = proof.getMethods();
        if (methods.size() > MOST_METHODS) {
            throw fields.wrong("proof.methods", "are more than " + MOST_METHODS);
        }
        methods.forEach(method -> fields.word("proof.methods", method, Fields.LONGEST_NAME));
        return new Proof(
                fields.word("proof.method", proof.getMethod(), Fields.LONGEST_ID),
                fields.optional("proof.issuer", proof.getIssuer(), Fields.LONGEST_NAME),
                fields.optional("proof.subject", proof.getSubject(), Fields.LONGEST_NAME),
                proof.getAuthenticatedAt(),
                fields.optional("proof.authenticatedAtClaim", proof.getAuthenticatedAtClaim(), Fields.LONGEST_ID),
                methods,
                fields.optional("proof.contextClass", proof.getContextClass(), Fields.LONGEST_NAME),
                fields.optional("proof.keyId", proof.getKeyId(), Fields.LONGEST_ID));
    }

    private static @Nullable ApproverProof proof(@Nullable Proof proof) {
        return proof == null
                ? null
                : ApproverProof.newBuilder()
                        .setMethod(proof.method())
                        .setIssuer(proof.issuer())
                        .setSubject(proof.subject())
                        .setAuthenticatedAt(proof.authenticatedAt())
                        .setAuthenticatedAtClaim(proof.authenticatedAtClaim())
                        .setMethods(proof.methods())
                        .setContextClass(proof.contextClass())
                        .setKeyId(proof.keyId())
                        .build();
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
                .setProof(proof(decision.proof()))
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
