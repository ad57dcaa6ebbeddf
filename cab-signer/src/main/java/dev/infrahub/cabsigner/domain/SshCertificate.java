package dev.infrahub.cabsigner.domain;

import dev.infrahub.proofs.Digest;
import dev.infrahub.ssh.SignedSshCertificate;
import dev.infrahub.ssh.SshCertificate.Holder;
import dev.infrahub.ssh.SshPublicKey;
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
        SignedSshCertificate signed = SignedSshCertificate.of(certificate);
        var read = signed.certificate();
        require(read.key().equals(request.publicKey()), "is for another key");
        require(read.holder() == Holder.USER, "is of a host");
        require(Long.toUnsignedString(read.serial()).equals(serial), "has another serial");
        require(read.keyId().equals(keyId), "has another key id");
        require(Set.copyOf(read.principals()).equals(Set.copyOf(principals)), "has other principals");
        require(read.validAfter().equals(validFrom) && read.validBefore().equals(validTo), "has another time");
        require(!validTo.isAfter(latest), "is good for longer than was asked");
        require(signed.authority().equals(SshPublicKey.of(caPublicKey)), "is of another authority");
        require(signed.authority().type() == request.algorithm().type(), "is signed with another algorithm");
        require(signed.verifies(), "has a signature that does not verify");
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
