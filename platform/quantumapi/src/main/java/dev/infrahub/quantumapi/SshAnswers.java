package dev.infrahub.quantumapi;

import dev.infrahub.quantumapi.SshCertificateRequest.Validity;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;

/** Authorities and certificates as QuantumAPI answers them. */
final class SshAnswers {

    private SshAnswers() {}

    static SshAuthority authority(Answer answer) {
        return new SshAuthority(
                answer.id("id"),
                answer.text("name"),
                answer.text("algorithm"),
                answer.text("publicKey"),
                answer.text("fingerprint"));
    }

    /** One that is for others, by another authority or for longer than was asked is none. */
    static SshCertificate certificate(SshCertificateRequest request, Answer answer) {
        SshCertificate certificate = new SshCertificate(
                answer.id("id"),
                answer.digits("serial"),
                answer.text("identity"),
                answer.text("certificate"),
                answer.texts("principals"),
                answer.time("validAfter"),
                answer.time("validBefore"),
                answer.id("caId"));
        boolean asAsked = certificate.authorityId().equals(request.authorityId())
                && Set.copyOf(certificate.principals()).equals(Set.copyOf(request.principals()))
                && endsInTime(certificate, request.validity());
        if (!asAsked) {
            throw new Answer.Malformed("certificate");
        }
        return certificate;
    }

    private static boolean endsInTime(SshCertificate certificate, Validity asked) {
        return switch (asked) {
            case Validity.For(Duration duration) ->
                !certificate.validBefore().isAfter(certificate.validAfter().plus(duration));
            case Validity.Until(Instant end) -> !certificate.validBefore().isAfter(end);
        };
    }
}
