package dev.infrahub.cabsigner.domain;

import dev.infrahub.json.Json;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A decision at its place in the chain, to be signed.
 *
 * @param proof how whoever decided proved who they are; null where nobody told
 * @param approvedAt when, to the millisecond
 * @param sequence from 1 on, without gaps
 * @param previousHash SHA-256 of the payload before, in hex; {@link Digest#NONE} for the first
 */
public record Decision(
        ChangeRequest request,
        Verdict verdict,
        @Nullable String comment,
        String approvedBy,
        String approvedByName,
        @Nullable Proof proof,
        Instant approvedAt,
        long sequence,
        String previousHash) {

    /** Version 1, which is in chains of before, has no {@code proof}. */
    public static final String TYPE = "infrahub/approval/v2";

    /** The proposal as a decision on the change, at the end of the chain. */
    public static Decision of(Proposal proposal, ChangeRequest request, Head head, Instant now) {
        return new Decision(
                request,
                proposal.verdict(),
                proposal.comment(),
                proposal.approver(),
                proposal.approverName(),
                proposal.proof(),
                now,
                head.sequence() + 1,
                head.hash());
    }

    /** The text that is signed: canonical JSON. */
    public String payload() {
        Json json = new Json();
        if (proof == null) {
            json.with("proof", (String) null);
        } else {
            json.with("proof", proof.json());
        }
        return json.with("type", TYPE)
                .with("changeRequestId", request.id())
                .with("client", request.client())
                .with("module", request.module())
                .with("environment", request.environment())
                .with("planHash", request.planHash())
                .with("fingerprint", request.fingerprint())
                .with("riskLevel", request.riskLevel().spelling())
                .with("decision", verdict.spelling())
                .with("comment", comment)
                .with("approvedBy", approvedBy)
                .with("approvedByName", approvedByName)
                .with("approvedAt", approvedAt)
                .with("sequence", sequence)
                .with("previousHash", previousHash)
                .text();
    }
}
