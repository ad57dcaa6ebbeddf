package dev.infrahub.gateway;

import dev.infrahub.events.Event;
import dev.infrahub.events.Handler;
import dev.infrahub.events.Outcome;
import dev.infrahub.gateway.domain.Evidence;
import dev.infrahub.gateway.domain.OperationKind;
import dev.infrahub.gateway.domain.SigningKey;
import dev.infrahub.gateway.domain.VerificationLinks;
import dev.infrahub.gateway.domain.VerificationLinks.Opens;
import dev.infrahub.gateway.store.EvidenceFiles;
import dev.infrahub.gateway.store.Operations;
import dev.infrahub.gateway.store.SigningKeys;
import dev.infrahub.proofs.Seal;
import dev.infrahub.schemas.EvidenceSealed;
import java.util.UUID;
import tools.jackson.databind.json.JsonMapper;

/** Evidence was sealed: keep the file to serve it, and tell whoever asked where it is. */
final class RecordEvidence implements Handler<EvidenceSealed> {

    private final JsonMapper json;
    private final VerificationLinks links;

    RecordEvidence(JsonMapper json, VerificationLinks links) {
        this.json = json;
        this.links = links;
    }

    @Override
    public Outcome handle(Event<EvidenceSealed> event) {
        EvidenceSealed sealed = event.value();
        Seal seal = new Seal(
                sealed.getSignature(),
                sealed.getKeyId(),
                sealed.getKeyVersion(),
                sealed.getAlgorithm(),
                sealed.getPublicKey());
        Evidence evidence = evidence(sealed, seal);
        Outcome kept = Outcome.write(
                EvidenceFiles.add(evidence, sealed.getEnvelope()),
                SigningKeys.note(SigningKey.ofHub("evidence", seal, evidence.sealedAt())));
        return event.operation()
                .map(operation -> kept.and(
                        Operations.answer(operation, OperationKind.SEAL_EVIDENCE, json.writeValueAsString(evidence))))
                .orElse(kept);
    }

    private Evidence evidence(EvidenceSealed sealed, Seal seal) {
        return new Evidence(
                UUID.fromString(sealed.getEvidenceId()),
                sealed.getChangeRequestId(),
                sealed.getClient(),
                sealed.getEvidenceHash(),
                seal.signature(),
                seal.keyId(),
                seal.keyVersion(),
                seal.algorithm(),
                seal.publicKey(),
                seal.fingerprint(),
                sealed.getSealedAt(),
                sealed.getLeafIndex(),
                links.path(Opens.EVIDENCE, sealed.getEvidenceId()));
    }
}
