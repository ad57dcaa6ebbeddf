package dev.infrahub.gateway.domain;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A signed decision, as it is answered: whoever keeps payload, signature and public key can verify it without the hub.
 *
 * @param payload the exact text that was signed
 * @param signature Base64
 * @param publicKey Base64 of the SubjectPublicKeyInfo
 * @param state of the change request after this decision
 * @param verificationUrl opens the verification for whoever holds it, without an account
 */
public record Approval(
        String changeRequestId,
        String decision,
        @Nullable String comment,
        String approvedBy,
        String approvedByName,
        Instant approvedAt,
        String planHash,
        @Nullable String fingerprint,
        String payload,
        String signature,
        String keyId,
        int keyVersion,
        String algorithm,
        String publicKey,
        long sequence,
        String state,
        int approvalsNeeded,
        int approvalsGiven,
        String verificationUrl) {}
