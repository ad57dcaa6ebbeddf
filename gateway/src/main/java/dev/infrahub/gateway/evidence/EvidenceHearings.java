package dev.infrahub.gateway.evidence;

import dev.infrahub.gateway.access.VerificationLinks;
import dev.infrahub.gateway.access.VerificationLinks.Opens;
import dev.infrahub.gateway.facts.Facts;
import dev.infrahub.gateway.facts.Shape;
import dev.infrahub.gateway.hearing.Hearing;
import dev.infrahub.gateway.operations.OperationKind;
import dev.infrahub.gateway.operations.Operations;
import dev.infrahub.gateway.views.SigningKeys;
import dev.infrahub.gateway.views.View;
import dev.infrahub.gateway.views.ViewKind;
import dev.infrahub.proofs.Seal;
import dev.infrahub.schemas.EvidenceSealed;
import dev.infrahub.schemas.Topics;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import tools.jackson.databind.node.ObjectNode;

/** What is heard of sealed evidence: its file is kept byte for byte, and the facts about it without the file. */
public final class EvidenceHearings {

    private EvidenceHearings() {}

    public static List<Hearing<?>> all(VerificationLinks links) {
        return List.of(Hearing.of(Topics.EVIDENCE_SEALED)
                .keeping(told -> List.of(file(told), SigningKeys.ofHub("evidence", seal(told), told.getSealedAt())))
                .settling((operation, told) -> Operations.answerBy(operation, ViewKind.EVIDENCE, told.getEvidenceId()))
                .answering(
                        OperationKind.SEAL_EVIDENCE,
                        Shape.of(EvidenceSealed.class)
                                .without("envelope")
                                .documenting("keyFingerprint", "SHA256: and the base64url of the public key's SHA-256.")
                                .adding(
                                        "downloadUrl",
                                        "Opens the file for whoever holds it, without an account.",
                                        json -> links.path(Opens.EVIDENCE.of(
                                                json.path("evidenceId").asString())))));
    }

    private static View file(EvidenceSealed told) {
        ObjectNode evidence = Facts.json(told)
                .remove(Set.of("envelope"))
                .put("keyFingerprint", seal(told).fingerprint());
        return View.of(ViewKind.EVIDENCE, told.getEvidenceId(), told.getClient(), told.getSealedAt(), evidence)
                .document(told.getEnvelope().getBytes(StandardCharsets.UTF_8));
    }

    private static Seal seal(EvidenceSealed told) {
        return new Seal(
                told.getSignature(), told.getKeyId(), told.getKeyVersion(), told.getAlgorithm(), told.getPublicKey());
    }
}
