package dev.infrahub.quantumapilocal.web.contract;

import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.media.Schema.RequiredMode;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * The bodies of requests, for /openapi.json. They are read member by member ({@code Fields}), in any spelling of a name, so
 * nothing is ever made of these records. Bytes are standard Base64.
 */
public final class Requests {

    private Requests() {}

    /** One of keyType and algorithm is needed. */
    public record NewKey(
            @Schema(requiredMode = RequiredMode.REQUIRED) String name,

            @Schema(allowableValues = {"signing", "encryption", "symmetric"})
            String keyType,

            String algorithm,
            List<String> labels) {}

    public record ImportedKey(
            @Schema(requiredMode = RequiredMode.REQUIRED) String name,
            @Schema(requiredMode = RequiredMode.REQUIRED) String algorithm,

            @Schema(requiredMode = RequiredMode.REQUIRED, description = "PKCS#8 DER; of AES-256-GCM the 32 bytes")
            byte[] privateKey,

            List<String> labels) {}

    public record Sign(
            @Schema(requiredMode = RequiredMode.REQUIRED) byte[] data,

            @Schema(description = "the default signing key when absent")
            UUID keyId,

            @Schema(description = "at most 255 bytes; ML-DSA and SLH-DSA")
            byte[] context) {}

    public record Verify(
            @Schema(requiredMode = RequiredMode.REQUIRED) byte[] data,
            @Schema(requiredMode = RequiredMode.REQUIRED) byte[] signature,
            byte[] context,
            UUID keyId,

            @Schema(description = "every version when absent")
            Integer keyVersion,

            @Schema(description = "in place of keyId: SPKI DER, PEM, or raw with algorithm")
            String publicKey,

            String algorithm) {}

    public record Encrypt(
            @Schema(requiredMode = RequiredMode.REQUIRED) String plaintext,

            @Schema(
                    allowableValues = {"base64", "utf8"},
                    defaultValue = "base64")
            String encoding,

            @Schema(description = "the default encryption key when absent")
            UUID keyId,

            byte[] associatedData) {}

    public record Decrypt(
            @Schema(requiredMode = RequiredMode.REQUIRED) byte[] encryptedPayload,

            @Schema(
                    allowableValues = {"base64", "utf8"},
                    defaultValue = "base64")
            String encoding,

            byte[] associatedData) {}

    public record NewSecret(
            @Schema(requiredMode = RequiredMode.REQUIRED) String name,
            @Schema(requiredMode = RequiredMode.REQUIRED) String value,
            List<String> labels,
            String description) {}

    /** A value makes a new version. */
    public record ChangedSecret(String value, List<String> labels, String description) {}

    public record NewAuthority(
            @Schema(requiredMode = RequiredMode.REQUIRED) String name,

            @Schema(
                    allowableValues = {"ssh-ed25519", "ssh-mldsa44-ed25519@openssh.com"},
                    defaultValue = "ssh-ed25519",
                    description = "the second is accepted by OpenSSH 10.5 where CASignatureAlgorithms names it")
            String algorithm) {}

    public record NewCertificate(
            @Schema(
                    requiredMode = RequiredMode.REQUIRED,
                    description =
                            "a line of authorized_keys: ssh-ed25519, ssh-mldsa44-ed25519@openssh.com, ECDSA, RSA of"
                                    + " at least 2048 bits, or a security key")
            String publicKey,

            @Schema(requiredMode = RequiredMode.REQUIRED) List<String> principals,
            @Schema(requiredMode = RequiredMode.REQUIRED) String identity,

            @Schema(description = "the only authority when absent")
            UUID caId,

            @Schema(description = "now when absent, at most 30 days ahead")
            Instant validAfter,

            @Schema(description = "at most 8 hours after validAfter")
            Instant validBefore,

            @Schema(maximum = "28800", defaultValue = "28800", description = "in place of validBefore")
            Integer ttlSeconds,

            @Schema(description = "permit-pty when absent") List<String> extensions,

            @Schema(description = "force-command, source-address")
            Map<String, String> criticalOptions,

            String reason) {}

    public record Revocation(
            @Schema(requiredMode = RequiredMode.REQUIRED) String reason) {}

    public record NewApiKey(
            @Schema(requiredMode = RequiredMode.REQUIRED) String name,
            @Schema(requiredMode = RequiredMode.REQUIRED) List<String> scopes,
            Instant expiresAt,
            Integer rateLimitPerMinute,
            List<String> allowedCidrs) {}
}
