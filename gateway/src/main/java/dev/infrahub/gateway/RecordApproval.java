package dev.infrahub.gateway;

import dev.infrahub.events.Event;
import dev.infrahub.events.Handler;
import dev.infrahub.events.Outcome;
import dev.infrahub.gateway.domain.Approval;
import dev.infrahub.gateway.domain.OperationKind;
import dev.infrahub.gateway.domain.SigningKey;
import dev.infrahub.gateway.domain.VerificationLinks;
import dev.infrahub.gateway.store.Operations;
import dev.infrahub.gateway.store.SigningKeys;
import dev.infrahub.proofs.Seal;
import dev.infrahub.schemas.ApprovalSigned;
import tools.jackson.databind.json.JsonMapper;

/** A decision was signed: tell whoever took it, with the link by which anybody may verify it. */
final class RecordApproval implements Handler<ApprovalSigned> {

    private final JsonMapper json;
    private final VerificationLinks links;

    RecordApproval(JsonMapper json, VerificationLinks links) {
        this.json = json;
        this.links = links;
    }

    @Override
    public Outcome handle(Event<ApprovalSigned> event) {
        String answer = json.writeValueAsString(approval(event.value()));
        Outcome noted = Outcome.write(SigningKeys.note(key(event.value())));
        return event.operation()
                .map(operation -> noted.and(Operations.answer(operation, OperationKind.DECIDE_CHANGE, answer)))
                .orElse(noted);
    }

    private static SigningKey key(ApprovalSigned signed) {
        Seal seal = new Seal(
                signed.getSignature(),
                signed.getKeyId(),
                signed.getKeyVersion(),
                signed.getAlgorithm(),
                signed.getPublicKey());
        return new SigningKey(
                seal.fingerprint(),
                "approval",
                signed.getApprovedBy(),
                signed.getClient(),
                seal.keyId(),
                seal.keyVersion(),
                seal.algorithm(),
                seal.publicKey(),
                signed.getApprovedAt());
    }

    private Approval approval(ApprovalSigned signed) {
        return new Approval(
                signed.getChangeRequestId(),
                signed.getDecision(),
                signed.getComment(),
                signed.getApprovedBy(),
                signed.getApprovedByName(),
                signed.getApprovedAt(),
                signed.getPlanHash(),
                signed.getFingerprint(),
                signed.getPayload(),
                signed.getSignature(),
                signed.getKeyId(),
                signed.getKeyVersion(),
                signed.getAlgorithm(),
                signed.getPublicKey(),
                signed.getSequence(),
                signed.getState(),
                signed.getApprovalsNeeded(),
                signed.getApprovalsGiven(),
                links.path(VerificationLinks.Opens.APPROVAL, signed.getChangeRequestId()));
    }
}
