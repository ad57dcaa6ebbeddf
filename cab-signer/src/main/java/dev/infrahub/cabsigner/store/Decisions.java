package dev.infrahub.cabsigner.store;

import dev.infrahub.cabsigner.domain.ChangeKey;
import dev.infrahub.cabsigner.domain.Decision;
import dev.infrahub.cabsigner.domain.SignedDecision;
import dev.infrahub.events.Columns;
import dev.infrahub.events.Lookups;
import dev.infrahub.events.Write;
import dev.infrahub.proofs.Seal;
import java.util.List;

/** The signed decisions, and the approvals they make. */
public final class Decisions {

    private Decisions() {}

    /** Who decided on the change so far. */
    public static List<String> deciders(Lookups lookups, ChangeKey change) {
        return lookups.all(
                Write.of(
                        "select approved_by from cab_decisions where client = $1 and change_request_id = $2",
                        change.client(),
                        change.id()),
                row -> Columns.text(row, "approved_by"));
    }

    public static Write add(SignedDecision signed) {
        Decision decision = signed.decision();
        Seal seal = signed.seal();
        return Write.of(
                """
                insert into cab_decisions (sequence, change_request_id, client, module, environment, plan_hash,
                                           fingerprint, risk_level, decision, comment, approved_by,
                                           approved_by_name, approved_at, previous_hash, payload_json, signature,
                                           key_id, key_version, algorithm, public_key, leaf_index, event_id)
                values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20,
                        $21, $22::uuid)""",
                decision.sequence(),
                decision.request().id(),
                decision.request().client(),
                decision.request().module(),
                decision.request().environment(),
                decision.request().planHash(),
                decision.request().fingerprint(),
                decision.request().riskLevel().spelling(),
                decision.verdict().spelling(),
                decision.comment(),
                decision.approvedBy(),
                decision.approvedByName(),
                decision.approvedAt(),
                decision.previousHash(),
                signed.payload(),
                seal.signature(),
                seal.keyId(),
                seal.keyVersion(),
                seal.algorithm(),
                seal.publicKey(),
                signed.leafIndex(),
                signed.eventId().toString());
    }

    /** The decision that completes an approval. */
    public static Write approve(SignedDecision signed) {
        Decision decision = signed.decision();
        Seal seal = signed.seal();
        return Write.of(
                """
                insert into cab_approvals (id, change_request_id, approved_by, approved_at, module, client,
                                           risk_level, plan_hash, payload_json, signature, key_id, key_version,
                                           algorithm, public_key, sequence, previous_hash)
                values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16)""",
                decision.sequence(),
                decision.request().key().column(),
                decision.approvedBy(),
                decision.approvedAt(),
                decision.request().module(),
                decision.request().client(),
                decision.request().riskLevel().spelling(),
                decision.request().planHash(),
                signed.payload(),
                seal.signature(),
                seal.keyId(),
                seal.keyVersion(),
                seal.algorithm(),
                seal.publicKey(),
                decision.sequence(),
                decision.previousHash());
    }

    /** The approval is none any more; that it was one is in the decisions and in the log. */
    public static Write withdraw(ChangeKey change) {
        return Write.of("delete from cab_approvals where change_request_id = $1", change.column());
    }
}
