package dev.infrahub.cabsigner.domain;

import dev.infrahub.proofs.Digest;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A certificate that was issued.
 *
 * @param id that of the event that asked for it
 * @param serial unsigned 64 bits in decimal
 * @param quantumApiId its id where it was issued
 * @param certificate the line for {@code id_…-cert.pub}
 * @param caPublicKey the line that hosts trust
 */
public record SshCertificate(
        UUID id,
        SshRequest request,
        List<String> principals,
        String keyId,
        String serial,
        UUID quantumApiId,
        String certificate,
        String caPublicKey,
        Instant validFrom,
        Instant validTo,
        Instant issuedAt,
        long leafIndex) {

    /** The longest id that leaves room for the rest: QuantumAPI takes key ids of 256 characters. */
    private static final Pattern PLAIN = Pattern.compile("[!-~]{1,110}");

    private static final String NO_CHANGE = "-";

    public SshCertificate {
        principals = List.copyOf(principals);
    }

    /**
     * What sshd writes to its log at each login: who, for which change, by which certificate. An id that is long or not
     * printable ASCII is there by its hash.
     */
    public static String keyId(String requestedBy, @Nullable String changeRequestId, UUID id) {
        String who = plain(requestedBy);
        String change = changeRequestId == null ? NO_CHANGE : plain(changeRequestId);
        return who + "/" + change + "/" + id;
    }

    /**
     * Makes sure that the line is what everything here says of it, signed by the authority here.
     *
     * @param latest the end it must not go beyond
     * @throws IllegalArgumentException for what is not
     */
    public void requireGenuine(Instant latest) {
        SshFile file = SshFile.of(certificate, request.publicKey());
        require(file.isOfUser(), "it is of a host");
        require(file.serial().equals(serial), "another serial");
        require(file.keyId().equals(keyId), "another key id");
        require(Set.copyOf(file.principals()).equals(Set.copyOf(principals)), "other principals");
        require(file.validFrom().equals(validFrom) && file.validTo().equals(validTo), "another time");
        require(!validTo.isAfter(latest), "it is good for longer than was asked");
        require(file.isSignedBy(request.algorithm(), caPublicKey), "the signature does not verify");
    }

    private static void require(boolean holds, String problem) {
        if (!holds) {
            throw new IllegalArgumentException(problem);
        }
    }

    private static String plain(String id) {
        return PLAIN.matcher(id).matches() ? id : "sha256:" + Digest.of(id);
    }
}
