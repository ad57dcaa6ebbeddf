package dev.infrahub.quantumapi;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * @param publicKey the user's, a line of {@code authorized_keys}
 * @param principals the accounts it is good for
 * @param identity what sshd logs of its bearer (the certificate's key id)
 * @param validity from now on, 8 h at most
 * @param criticalOptions what a host enforces or else refuses the certificate: {@code force-command}, {@code
 *     source-address} (CIDR blocks between commas)
 * @param extensions what a session may have, for example {@code permit-pty}
 * @param reason for the register
 */
public record SshCertificateRequest(
        String publicKey,
        List<String> principals,
        String identity,
        @JsonProperty("caId") UUID authorityId,
        @JsonUnwrapped Validity validity,
        Map<String, String> criticalOptions,
        List<String> extensions,
        String reason) {

    public SshCertificateRequest {
        principals = List.copyOf(principals);
        criticalOptions = Map.copyOf(criticalOptions);
        extensions = List.copyOf(extensions);
    }

    /** A terminal for a while, from anywhere. */
    public SshCertificateRequest(
            String publicKey,
            List<String> principals,
            String identity,
            UUID authorityId,
            Duration validFor,
            String reason) {
        this(
                publicKey,
                principals,
                identity,
                authorityId,
                new Validity.For(validFor),
                Map.of(),
                List.of("permit-pty"),
                reason);
    }

    /** When it ends. */
    public sealed interface Validity {

        /** So long, by QuantumAPI's clock. */
        record For(@JsonIgnore Duration duration) implements Validity {

            @JsonProperty
            long ttlSeconds() {
                return duration.toSeconds();
            }
        }

        /** At that second, which is for example the end of a change window. */
        record Until(@JsonProperty("validBefore") Instant end) implements Validity {}
    }
}
