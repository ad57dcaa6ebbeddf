package dev.infrahub.quantumapi;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.infrahub.quantumapi.SshCertificateRequest.Validity;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import tools.jackson.databind.annotation.JsonDeserialize;
import tools.jackson.databind.deser.jdk.StringDeserializer;

/**
 * @param serial of the certificate, unsigned 64 bits in decimal
 * @param certificate the line for {@code id_…-cert.pub}
 */
public record SshCertificate(
        UUID id,
        @JsonDeserialize(using = StringDeserializer.class) String serial,
        String identity,
        String certificate,
        List<String> principals,
        Instant validAfter,
        Instant validBefore,
        @JsonProperty("caId") UUID authorityId) {

    private static final Pattern SERIAL = Pattern.compile("\\d{1,20}");

    public SshCertificate {
        principals = List.copyOf(principals);
    }

    /** What the certificate calls itself, for example {@code ssh-ed25519-cert-v01@openssh.com}. */
    public String algorithm() {
        return certificate.split(" ", 2)[0];
    }

    /** One for others, by another authority or for longer than was asked is not. */
    boolean isOf(SshCertificateRequest request) {
        return SERIAL.matcher(serial).matches()
                && authorityId.equals(request.authorityId())
                && Set.copyOf(principals).equals(Set.copyOf(request.principals()))
                && switch (request.validity()) {
                    case Validity.For(Duration duration) -> !validBefore.isAfter(validAfter.plus(duration));
                    case Validity.Until(Instant end) -> !validBefore.isAfter(end);
                };
    }
}
