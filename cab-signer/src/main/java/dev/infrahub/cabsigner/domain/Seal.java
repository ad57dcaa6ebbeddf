package dev.infrahub.cabsigner.domain;

import java.nio.charset.StandardCharsets;
import java.util.Base64;

/**
 * A signature, with all that verifying it needs.
 *
 * @param signature Base64, FIPS 204
 * @param keyId in QuantumAPI
 * @param publicKey Base64 of the SubjectPublicKeyInfo (RFC 9881)
 */
public record Seal(String signature, String keyId, int keyVersion, String algorithm, String publicKey) {

    /** FIPS 204, section 5.2: keeps signatures over approvals from passing for anything else. */
    public static final String CONTEXT = "infrahub/approval";

    /** What is wrong is a wrong signature, whatever it is. */
    public boolean isOf(String payload) {
        return algorithm.equals(MlDsa.ALGORITHM) && verifies(publicKey, signature, payload);
    }

    static boolean verifies(String publicKey, String signature, String payload) {
        try {
            return MlDsa.verify(
                    Base64.getDecoder().decode(publicKey),
                    CONTEXT.getBytes(StandardCharsets.UTF_8),
                    payload.getBytes(StandardCharsets.UTF_8),
                    Base64.getDecoder().decode(signature));
        } catch (IllegalArgumentException notBase64) {
            return false;
        }
    }
}
