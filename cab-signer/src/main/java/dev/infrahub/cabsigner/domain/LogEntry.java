package dev.infrahub.cabsigner.domain;

import dev.infrahub.json.Json;
import dev.infrahub.proofs.Seal;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What a leaf of the log is made of.
 *
 * @param kind {@code distrust}, {@code change}, {@code decision}, {@code refusal}, {@code failure}, {@code expiry}, {@code implementation}, {@code
 *     review}, {@code evidence}, or one of {@link SshLog}; the text's {@code type} is {@code infrahub/log/<kind>/v1}
 * @param client whose it is; null for what is nobody's
 * @param changeRequestId the client's own; null for what is about no change
 * @param text canonical JSON; its UTF-8 bytes are the leaf's data
 */
public record LogEntry(
        String kind, @Nullable String client, @Nullable String changeRequestId, Instant at, String text) {

    public static LogEntry opened(Change change, UUID event) {
        ChangeRequest request = change.request();
        Json json = new Json()
                .with("client", request.client())
                .with("module", request.module())
                .with("environment", request.environment())
                .with("planId", request.planId())
                .with("planHash", request.planHash())
                .with("fingerprint", request.fingerprint())
                .with("riskLevel", request.riskLevel().spelling())
                .with("changeType", request.changeType())
                .with("summary", request.summary())
                .with("prUrl", request.prUrl())
                .with("requestedBy", request.requestedBy())
                .with("requestedByName", request.requestedByName())
                .with("requestedAt", request.requestedAt())
                .with("approvalsNeeded", change.approvalsNeeded())
                .with("expiresAt", change.expiresAt());
        if (request.acceptance() != null) {
            json.with("acceptance", request.acceptance().text());
        }
        return entry("change", request.key(), change.openedAt(), event, json);
    }

    /** Beside the payload, all that the payload cannot say of itself. */
    public static LogEntry decided(Decision decision, String payload, Seal seal, UUID event) {
        Json json = new Json()
                .with("payload", payload)
                .with("signature", seal.signature())
                .with("keyId", seal.keyId())
                .with("keyVersion", seal.keyVersion())
                .with("algorithm", seal.algorithm())
                .with("publicKey", seal.publicKey());
        return entry("decision", decision.request().key(), decision.approvedAt(), event, json);
    }

    public static LogEntry refused(Proposal proposal, Refusal refusal, UUID event, Instant at) {
        return notDecided("refusal", proposal, refusal.code(), event, at);
    }

    /** @param code why it could not be signed */
    public static LogEntry failed(Proposal proposal, String code, UUID event, Instant at) {
        return notDecided("failure", proposal, code, event, at);
    }

    private static LogEntry notDecided(String kind, Proposal proposal, String code, UUID event, Instant at) {
        Json json = new Json()
                .with("client", proposal.client())
                .with("decision", proposal.verdict().spelling())
                .with("approver", proposal.approver())
                .with("code", code);
        return entry(kind, proposal.change(), at, event, json);
    }

    public static LogEntry refused(Activity activity, Refusal refusal, UUID event, Instant at) {
        Json json = new Json()
                .with("client", activity.client())
                .with("action", activity.action())
                .with("by", activity.by())
                .with("code", refusal.code());
        return entry("refusal", activity.change(), at, event, json);
    }

    /** Time ran out; no event asked. */
    public static LogEntry expired(Change change, Instant at) {
        Json json = new Json()
                .with("client", change.request().client())
                .with("state", change.state().spelling())
                .with("expiresAt", change.expiresAt());
        return entry("expiry", change.request().client(), change.request().id(), at, json);
    }

    public static LogEntry recorded(Activity activity, UUID event, Instant at) {
        return switch (activity) {
            case Implementation implementation -> implemented(implementation, event, at);
            case Review review -> reviewed(review, event, at);
        };
    }

    private static LogEntry implemented(Implementation implementation, UUID event, Instant at) {
        Json json = new Json()
                .with("client", implementation.client())
                .with("outcome", implementation.result().spelling())
                .with("runUrl", implementation.runUrl())
                .with("comment", implementation.comment())
                .with("reportedBy", implementation.reportedBy())
                .with("reportedByName", implementation.reportedByName())
                .with("reportedAt", implementation.reportedAt());
        return entry("implementation", implementation.change(), at, event, json);
    }

    private static LogEntry reviewed(Review review, UUID event, Instant at) {
        Json json = new Json()
                .with("client", review.client())
                .with("outcome", review.result().spelling())
                .with("comment", review.comment())
                .with("reviewedBy", review.reviewedBy())
                .with("reviewedByName", review.reviewedByName())
                .with("reviewedAt", review.reviewedAt());
        return entry("review", review.change(), at, event, json);
    }

    /** The evidence by its hash: the file itself is no leaf. */
    public static LogEntry sealed(SealedEvidence evidence, String submittedBy) {
        Json json = new Json()
                .with("client", evidence.client())
                .with("evidenceId", evidence.id().toString())
                .with("evidenceHash", evidence.hash())
                .with("contentHash", evidence.contentHash())
                .with("keyId", evidence.keyId())
                .with("keyVersion", evidence.keyVersion())
                .with("submittedBy", submittedBy);
        return entry("evidence", evidence.change(), evidence.sealedAt(), evidence.eventId(), json);
    }

    public static LogEntry refused(Submission submission, Unsealable refusal, UUID event, Instant at) {
        return notSealed("refusal", submission, refusal.code(), event, at);
    }

    /** @param code why it could not be signed */
    public static LogEntry failed(Submission submission, String code, UUID event, Instant at) {
        return notSealed("failure", submission, code, event, at);
    }

    private static LogEntry notSealed(String kind, Submission submission, String code, UUID event, Instant at) {
        Json json = new Json()
                .with("client", submission.client())
                .with("action", "seal-evidence")
                .with("by", submission.submittedBy())
                .with("code", code);
        return entry(kind, submission.change(), at, event, json);
    }

    /**
     * Whatever it claims to be about is not believed, so it is about no change.
     *
     * @param untold how many others were not believed since the last such leaf, and have none
     */
    public static LogEntry distrusted(DistrustedEvent event, long untold, Instant at) {
        Json json = new Json()
                .with("topic", event.topic())
                .with("partition", event.partition())
                .with("offset", event.offset())
                .with("code", event.code())
                .with("claimedId", event.claimedId())
                .with("claimedKey", event.claimedKey())
                .with("valueHash", event.valueHash());
        if (untold > 0) {
            json.with("untold", untold);
        }
        return entry("distrust", null, null, at, json);
    }

    private static LogEntry entry(String kind, ChangeKey change, Instant at, UUID event, Json json) {
        return entry(kind, change.client(), change.id(), at, event, json);
    }

    static LogEntry entry(
            String kind, @Nullable String client, @Nullable String changeRequestId, Instant at, UUID event, Json json) {
        return entry(kind, client, changeRequestId, at, json.with("eventId", event.toString()));
    }

    private static LogEntry entry(
            String kind, @Nullable String client, @Nullable String changeRequestId, Instant at, Json json) {
        String text = json.with("type", type(kind))
                .with("changeRequestId", changeRequestId)
                .with("at", at)
                .text();
        return new LogEntry(kind, client, changeRequestId, at, text);
    }

    static String type(String kind) {
        return "infrahub/log/" + kind + "/v1";
    }
}
