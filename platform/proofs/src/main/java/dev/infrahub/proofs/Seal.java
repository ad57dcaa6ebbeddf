package dev.infrahub.proofs;

import dev.infrahub.json.Json;
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

    /** Of members {@code signature}, {@code keyId}, {@code keyVersion}, {@code algorithm} and {@code publicKey}. */
    public static Seal of(Row row) {
        return new Seal(
                row.text("signature"),
                row.text("keyId"),
                (int) row.number("keyVersion"),
                row.text("algorithm"),
                row.text("publicKey"));
    }

    /** The members that {@link #of} reads. */
    public Json json() {
        return new Json()
                .with("signature", signature)
                .with("keyId", keyId)
                .with("keyVersion", keyVersion)
                .with("algorithm", algorithm)
                .with("publicKey", publicKey);
    }

    /**
     * Names the public key: {@code SHA256:} and the base64url (RFC 4648, section 5, without padding) of the SHA-256 of its
     * SubjectPublicKeyInfo; empty where it is no Base64.
     */
    public String fingerprint() {
        try {
            byte[] hash = Digest.sha256(Base64.getDecoder().decode(publicKey));
            return "SHA256:" + Base64.getUrlEncoder().withoutPadding().encodeToString(hash);
        } catch (IllegalArgumentException notBase64) {
            return "";
        }
    }

    /** Whether it is a signature over the text's UTF-8 for this purpose; what is wrong with it does not matter. */
    public boolean isOf(Purpose purpose, String text) {
        return isOf(purpose, text.getBytes(StandardCharsets.UTF_8));
    }

    public boolean isOf(Purpose purpose, byte[] data) {
        try {
            return algorithm.equals(MlDsa.ALGORITHM)
                    && MlDsa.verify(
                            Base64.getDecoder().decode(publicKey),
                            purpose.bytes(),
                            data,
                            Base64.getDecoder().decode(signature));
        } catch (IllegalArgumentException notBase64) {
            return false;
        }
    }
}
