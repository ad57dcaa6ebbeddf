package dev.infrahub.gateway.ssh;

import dev.infrahub.http.Problem;
import dev.infrahub.http.constraints.ChangeId;
import dev.infrahub.http.constraints.ClientName;
import dev.infrahub.http.constraints.OneOf;
import dev.infrahub.http.constraints.Text;
import dev.infrahub.ssh.EntityRef;
import dev.infrahub.ssh.SshAlgorithm;
import dev.infrahub.ssh.SshPrincipal;
import dev.infrahub.ssh.SshPublicKey;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a certificate is asked for with; who asks is who the credential proves.
 *
 * @param publicKey the line of a file that ends in .pub
 * @param principals accounts; all that the rules give, where there are none
 * @param entityRef the Backstage entity to log in to; without one, only what the rules give on all of them
 * @param ttlHours 1 where it is left out
 * @param algorithm of the authority that signs
 * @param changeRequestId an approved change request: the certificate ends with it at the latest
 */
record IssueCertificate(
        @NotNull @Text(max = 20_000, lines = true, isChecked = false)
        String publicKey,

        @Nullable @Size(max = SshPrincipal.MOST, message = IssueCertificate.PRINCIPALS)
        List<
                        @NotNull(message = IssueCertificate.PRINCIPAL)
                        @Pattern(regexp = SshPrincipal.PATTERN, message = IssueCertificate.PRINCIPAL) String>
                principals,

        @Nullable
        @Pattern(regexp = EntityRef.PATTERN, flags = Pattern.Flag.CASE_INSENSITIVE, message = IssueCertificate.ENTITY)
        String entityRef,

        @NotNull @Text(max = 256, isChecked = false) String reason,

        @Nullable
        @DecimalMin(value = "0.016", message = IssueCertificate.HOURS)
        @DecimalMax(value = "8", message = IssueCertificate.HOURS)
        BigDecimal ttlHours,

        @Nullable @OneOf({"ssh-ed25519", "ssh-mldsa44-ed25519@openssh.com"})
        String algorithm,

        @Nullable @ChangeId String changeRequestId,
        @Nullable @ClientName String client) {

    static final String PRINCIPALS = "takes a list of at most 32 account names";
    static final String PRINCIPAL = "takes an account name: 1 to 64 letters, digits or . _ @ + -";
    static final String ENTITY = "takes a whole entity reference of Backstage, such as component:default/checkout";
    static final String HOURS = "takes a number of hours, 8 at most and a minute (0.0167) at least";

    private static final BigDecimal SECONDS_AN_HOUR = BigDecimal.valueOf(3600);
    private static final int SHORTEST_SECONDS = 60;
    private static final int DEFAULT_SECONDS = 3600;

    /** Nothing of a private key goes on from here: not into an event, a row, a log or the answer. */
    SshPublicKey key() {
        if (SshPublicKey.isPrivate(publicKey)) {
            throw Problem.of(
                            422,
                            "public-key.private",
                            "This is a private key, which stays with its owner: send the file that ends in .pub. This one"
                                    + " was not kept here, but it has travelled: make a new pair.")
                    .field("publicKey");
        }
        try {
            return SshPublicKey.of(publicKey);
        } catch (IllegalArgumentException e) {
            throw Problem.of(422, "public-key.invalid", "publicKey " + e.getMessage() + ".")
                    .field("publicKey");
        }
    }

    List<String> accounts() {
        return Objects.requireNonNullElse(principals, List.<String>of()).stream()
                .distinct()
                .toList();
    }

    Optional<String> entity() {
        return Optional.ofNullable(entityRef).map(ref -> new EntityRef(ref).text());
    }

    int ttlSeconds() {
        if (ttlHours == null) {
            return DEFAULT_SECONDS;
        }
        int seconds = ttlHours.multiply(SECONDS_AN_HOUR)
                .setScale(0, RoundingMode.HALF_UP)
                .intValue();
        if (seconds < SHORTEST_SECONDS) {
            throw Problem.invalid("ttlHours", HOURS);
        }
        return seconds;
    }

    String signedBy() {
        return Objects.requireNonNullElse(algorithm, SshAlgorithm.ED25519.text());
    }
}
