package dev.infrahub.cabsigner.remote;

import dev.infrahub.cabsigner.domain.SshCertificate;
import dev.infrahub.cabsigner.domain.SshPolicy.Granted;
import dev.infrahub.cabsigner.domain.SshRequest;
import dev.infrahub.faults.Fault;
import dev.infrahub.quantumapi.QuantumApi;
import dev.infrahub.quantumapi.SshAuthority;
import dev.infrahub.quantumapi.SshCertificateRequest;
import dev.infrahub.ssh.SshAlgorithm;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** The hub's SSH authorities in QuantumAPI, one an algorithm, each made when it is first needed. */
public final class SshAuthorities {

    /** A terminal, and no forwarding of any kind. */
    private static final List<String> EXTENSIONS = List.of("permit-pty");

    private final QuantumApi quantumApi;

    public SshAuthorities(QuantumApi quantumApi) {
        this.quantumApi = quantumApi;
    }

    /**
     * What hosts are to trust now, and what no longer.
     *
     * @param publicKey the line that hosts trust
     * @param revocations OpenSSH's key revocation list
     */
    public record Trust(String publicKey, byte[] revocations) {}

    /** @throws Fault as {@link QuantumApi} */
    public Trust trust(SshAlgorithm algorithm) {
        SshAuthority authority = authority(algorithm);
        return new Trust(authority.publicKey(), quantumApi.sshRevocations(authority.id()));
    }

    /**
     * Issues a certificate. Asked again for the same event, QuantumAPI gives its first answer.
     *
     * @param event whose id becomes the certificate's
     * @throws Fault as {@link QuantumApi}; {@code quantumapi.invalid-answer} for a certificate that is not what was asked
     */
    public SshCertificate issue(SshRequest request, Granted granted, UUID event, Instant at, long leafIndex) {
        SshAuthority authority = authority(request.algorithm());
        String keyId = SshCertificate.keyId(request.requestedBy(), request.changeRequestId(), event);
        var issued = quantumApi.issueSshCertificate(
                new SshCertificateRequest(
                        request.publicKey().line(),
                        granted.principals(),
                        keyId,
                        authority.id(),
                        new SshCertificateRequest.Validity.Until(granted.validTo()),
                        Map.of(),
                        EXTENSIONS,
                        request.reason()),
                event.toString());
        SshCertificate certificate = new SshCertificate(
                event,
                request,
                granted.principals(),
                keyId,
                issued.serial(),
                issued.id(),
                issued.certificate(),
                authority.publicKey(),
                issued.validAfter(),
                issued.validBefore(),
                at,
                leafIndex);
        return checked(certificate, granted);
    }

    private static SshCertificate checked(SshCertificate certificate, Granted granted) {
        try {
            certificate.requireGenuine(granted.validTo());
            return certificate;
        } catch (IllegalArgumentException e) {
            throw new Fault.Unavailable(
                    "quantumapi.invalid-answer",
                    "QuantumAPI's answer is not one that can be accepted (the certificate " + e.getMessage() + ").");
        }
    }

    public void revoke(UUID quantumApiId, String reason) {
        quantumApi.revokeSshCertificate(quantumApiId, reason);
    }

    private SshAuthority authority(SshAlgorithm algorithm) {
        return quantumApi.sshAuthority("infrahub/" + algorithm.text(), algorithm.text());
    }
}
