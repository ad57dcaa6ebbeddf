package dev.infrahub.cabsigner.domain;

import dev.infrahub.cabsigner.domain.ActivityAudit.Logged;
import dev.infrahub.cabsigner.domain.DecisionAudit.Genuine;
import dev.infrahub.json.Json;
import dev.infrahub.proofs.Purpose;
import dev.infrahub.proofs.Row;
import dev.infrahub.proofs.SignedTreeHead;
import java.util.List;
import java.util.Optional;

/**
 * What an audit hands out: the genuine leaves, each with what shows that it is in the log.
 *
 * @param treeHead the newest signed one
 */
record AuditDocument(String changeRequestId, LogAudit log, Optional<SignedTreeHead> treeHead) {

    private static final String TYPE = "infrahub/approval-verification/v1";

    String of(
            State state,
            Row opening,
            List<Genuine> decisions,
            Optional<Logged> implementation,
            Optional<Logged> review) {
        Json document = new Json()
                .with("type", TYPE)
                .with("changeRequestId", changeRequestId)
                .with("client", opening.text("client"))
                .with("module", opening.text("module"))
                .with("environment", opening.value("environment"))
                .with("planHash", opening.text("planHash"))
                .with("fingerprint", opening.value("fingerprint"))
                .with("state", state.spelling())
                .with("approvalsNeeded", opening.number("approvalsNeeded"))
                .with("expiresAt", opening.text("expiresAt"))
                .with("context", Purpose.APPROVAL.context())
                .with("decisions", decisions.stream().map(this::decision).toList());
        implementation.ifPresent(logged -> document.with("implementation", activity(logged)));
        review.ifPresent(logged -> document.with("review", activity(logged)));
        log.frontier()
                .ifPresent(frontier -> document.with(
                        "log", new Json().with("size", frontier.size()).with("root", frontier.root())));
        treeHead.ifPresent(signed ->
                document.with("treeHead", signed.json().with("context", Purpose.TREE_HEAD.context())));
        return document.text();
    }

    private Json decision(Genuine decision) {
        Row entry = decision.entry();
        Json json = new Json()
                .with("payload", entry.text("payload"))
                .with("signature", entry.text("signature"))
                .with("keyId", entry.text("keyId"))
                .with("keyVersion", entry.number("keyVersion"))
                .with("algorithm", entry.text("algorithm"))
                .with("publicKey", entry.text("publicKey"))
                .with("eventId", entry.text("eventId"));
        return placed(json, decision.leafIndex());
    }

    /** Its leaf as it was hashed: who says what, when. */
    private Json activity(Logged logged) {
        return placed(new Json().with("entry", log.text(logged.leafIndex())), logged.leafIndex());
    }

    private Json placed(Json json, long leafIndex) {
        json.with("leafIndex", leafIndex);
        log.frontier().ifPresent(frontier -> json.withTexts("inclusionProof", log.proof(leafIndex, frontier.size())));
        treeHead.map(signed -> signed.head().size())
                .filter(size -> leafIndex < size)
                .ifPresent(size -> json.withTexts("treeHeadProof", log.proof(leafIndex, size)));
        return json;
    }
}
