package dev.infrahub.cabsigner.domain;

import dev.infrahub.json.Json;
import java.time.Instant;
import java.util.Collection;
import java.util.UUID;

/**
 * Leaves about SSH certificates, of the kinds {@code certificate}, {@code certificate-refusal}, {@code certificate-failure},
 * {@code revocation} and {@code revocation-failure}. Lists are between commas, as ssh-keygen takes them.
 */
public final class SshLog {

    private SshLog() {}

    public static LogEntry issued(SshCertificate certificate) {
        Json json = asked(certificate.request())
                .with("certificateId", certificate.id().toString())
                .with("principals", list(certificate.principals()))
                .with("keyId", certificate.keyId())
                .with("serial", certificate.serial())
                .with("quantumApiId", certificate.quantumApiId().toString())
                .with("certificate", certificate.certificate())
                .with("caPublicKey", certificate.caPublicKey())
                .with("validFrom", certificate.validFrom())
                .with("validTo", certificate.validTo());
        return LogEntry.entry(
                "certificate",
                certificate.request().client(),
                certificate.request().changeRequestId(),
                certificate.issuedAt(),
                certificate.id(),
                json);
    }

    public static LogEntry refused(SshRequest request, SshPolicy.Refused refused, UUID event, Instant at) {
        Json json = asked(request).with("code", refused.code()).with("detail", refused.detail());
        return LogEntry.entry("certificate-refusal", request.client(), request.changeRequestId(), at, event, json);
    }

    /** @param code why it could not be issued */
    public static LogEntry failed(SshRequest request, String code, UUID event, Instant at) {
        return LogEntry.entry(
                "certificate-failure",
                request.client(),
                request.changeRequestId(),
                at,
                event,
                asked(request).with("code", code));
    }

    private static Json asked(SshRequest request) {
        return new Json()
                .with("client", request.client())
                .with("entityRef", request.entityRef())
                .with("principals", list(request.principals()))
                .with("algorithm", request.algorithm().text())
                .with("publicKeyFingerprint", request.publicKey().fingerprint())
                .with("reason", request.reason())
                .with("requestedBy", request.requestedBy())
                .with("roles", list(request.roles()))
                .with("requestedAt", request.requestedAt());
    }

    public static LogEntry revoked(SshRevocation revocation, UUID event) {
        return revocation("revocation", revocation, event, new Json());
    }

    /** @param code why it could not be revoked */
    public static LogEntry revocationFailed(SshRevocation wanted, String code, UUID event) {
        return revocation("revocation-failure", wanted, event, new Json().with("code", code));
    }

    private static LogEntry revocation(String kind, SshRevocation revocation, UUID event, Json json) {
        json.with("certificateId", revocation.certificateId().toString())
                .with("client", revocation.client())
                .with("reason", revocation.reason())
                .with("revokedBy", revocation.revokedBy());
        return LogEntry.entry(kind, revocation.client(), null, revocation.revokedAt(), event, json);
    }

    /** Between commas. */
    public static String list(Collection<String> names) {
        return String.join(",", names);
    }
}
