package dev.infrahub.cabsigner.domain;

import dev.infrahub.json.Json;
import dev.infrahub.json.Value;
import dev.infrahub.proofs.Digest;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What somebody wants to be sealed as evidence about a change.
 *
 * @param claims what they say themselves
 * @param analysis what the hub found in the change's plan; null where it has none
 */
public record Submission(
        String changeRequestId,
        String client,
        Claims claims,
        Value analysis,
        String submittedBy,
        String submittedByName,
        Instant submittedAt) {

    /**
     * Nobody has looked at these; null where nothing was said.
     *
     * @param approvalSignature Base64, of one of the change's decisions
     */
    public record Claims(
            Value planSummary,
            Value riskAssessment,
            @Nullable String prUrl,
            Value scanResults,
            Value testResults,
            @Nullable String approvalSignature) {

        Json json() {
            return new Json()
                    .with("planSummary", planSummary)
                    .with("riskAssessment", riskAssessment)
                    .with("prUrl", prUrl)
                    .with("scanResults", scanResults)
                    .with("testResults", testResults)
                    .with("approvalSignature", approvalSignature);
        }
    }

    public ChangeKey change() {
        return new ChangeKey(client, changeRequestId);
    }

    Json json() {
        return claims.json()
                .with("submittedBy", submittedBy)
                .with("submittedByName", submittedByName)
                .with("submittedAt", submittedAt);
    }

    /** The same for what would be sealed again with nothing new in it. */
    public String contentHash(LoggedChange change) {
        return Digest.of(claims.json()
                .with("changeRequestId", changeRequestId)
                .with("analysis", analysis)
                .with("submittedBy", submittedBy)
                .withTexts(
                        "leaves",
                        change.all().stream().map(LoggedChange.Leaf::text).toList())
                .text());
    }
}
