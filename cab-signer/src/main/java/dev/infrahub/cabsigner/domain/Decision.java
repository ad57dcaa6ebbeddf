package dev.infrahub.cabsigner.domain;

import dev.infrahub.json.Json;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A decision at its place in the chain, to be signed.
 *
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
        Instant approvedAt,
        long sequence,
        String previousHash) {

    public static final String TYPE = "infrahub/approval/v1";

    /** The proposal as a decision on the change, at the end of the chain. */
    public static Decision of(Proposal proposal, ChangeRequest request, Head head, Instant now) {
        return new Decision(
                request,
                proposal.verdict(),
                proposal.comment(),
                proposal.approver(),
                proposal.approverName(),
                now,
                head.sequence() + 1,
                head.hash());
    }

    /** The text that is signed: canonical JSON. */
    public String payload() {
        return new Json()
                .with("type", TYPE)
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
