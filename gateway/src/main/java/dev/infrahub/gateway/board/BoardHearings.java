package dev.infrahub.gateway.board;

import dev.infrahub.gateway.access.VerificationLinks;
import dev.infrahub.gateway.access.VerificationLinks.Opens;
import dev.infrahub.gateway.changes.Changes;
import dev.infrahub.gateway.facts.Shape;
import dev.infrahub.gateway.hearing.Hearing;
import dev.infrahub.gateway.operations.OperationKind;
import dev.infrahub.gateway.operations.Operations;
import dev.infrahub.gateway.views.SigningKeys;
import dev.infrahub.gateway.views.View;
import dev.infrahub.proofs.Seal;
import dev.infrahub.schemas.ApprovalSigned;
import dev.infrahub.schemas.ApprovalVerified;
import dev.infrahub.schemas.ReportCompiled;
import dev.infrahub.schemas.Topics;
import java.util.List;

/** What is heard from the change board. */
public final class BoardHearings {

    private BoardHearings() {}

    public static List<Hearing<?>> all(VerificationLinks links) {
        return List.of(
                Hearing.of(Topics.CHANGE_UPDATED)
                        .concurrent()
                        .keeping(told -> List.of(Changes.view(told)))
                        .answering(
                                OperationKind.REQUEST_CHANGE,
                                OperationKind.IMPLEMENT_CHANGE,
                                OperationKind.REVIEW_CHANGE),
                Hearing.of(Topics.APPROVAL_SIGNED)
                        .concurrent()
                        .keeping(told -> List.of(key(told), Decided.view(told)))
                        .answering(
                                OperationKind.DECIDE_CHANGE,
                                Shape.of(ApprovalSigned.class)
                                        .adding(
                                                "verificationUrl",
                                                "Opens the verification for whoever holds it, without an account.",
                                                json -> links.path(Opens.APPROVAL.of(
                                                        json.path("client").asString(),
                                                        json.path("changeRequestId")
                                                                .asString())))),
                Hearing.of(Topics.APPROVAL_VERIFIED)
                        .answering(
                                OperationKind.VERIFY_APPROVAL,
                                Shape.of(ApprovalVerified.class).parsing("document", "approval")),
                Hearing.of(Topics.REPORT_COMPILED)
                        .keeping(told -> CompiledReport.of(told).keys())
                        .settling((operation, told) -> Operations.answer(
                                operation, CompiledReport.of(told).text()))
                        .answering(OperationKind.COMPILE_REPORT, Shape.ofDocument(ReportCompiled.class)));
    }

    private static View key(ApprovalSigned signed) {
        Seal seal = new Seal(
                signed.getSignature(),
                signed.getKeyId(),
                signed.getKeyVersion(),
                signed.getAlgorithm(),
                signed.getPublicKey());
        return SigningKeys.of("approval", seal, signed.getApprovedBy(), signed.getClient(), signed.getApprovedAt());
    }
}
