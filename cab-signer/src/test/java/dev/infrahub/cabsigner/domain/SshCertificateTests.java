package dev.infrahub.cabsigner.domain;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.infrahub.ssh.SshAlgorithm;
import dev.infrahub.ssh.SshCertificate.Holder;
import dev.infrahub.ssh.SshPublicKey;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What QuantumAPI gives is held against what was asked. */
class SshCertificateTests {

    private static final Instant NOON = Instant.parse("2026-11-26T12:00:00Z");
    private static final Instant END = NOON.plusSeconds(3600);

    private final KeyPair authority = newPair();
    private KeyPair signer = authority;
    private SshPublicKey trusted = publicKey(authority);
    private final SshPublicKey key = publicKey(newPair());

    private static KeyPair newPair() {
        try {
            return KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has Ed25519", e);
        }
    }

    private static SshPublicKey publicKey(KeyPair pair) {
        byte[] info = pair.getPublic().getEncoded();
        return SshAlgorithm.ED25519.publicKey(Arrays.copyOfRange(info, info.length - 32, info.length));
    }

    private static byte[] sign(KeyPair pair, byte[] data) {
        try {
            Signature signature = Signature.getInstance("Ed25519");
            signature.initSign(pair.getPrivate());
            signature.update(data);
            return signature.sign();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has Ed25519", e);
        }
    }

    private String line(Holder holder, SshPublicKey of, long serial, String keyId, String principal, Instant end) {
        return new dev.infrahub.ssh.SshCertificate(
                        holder,
                        of,
                        serial,
                        keyId,
                        List.of(principal),
                        NOON,
                        end,
                        new TreeMap<>(),
                        List.of("permit-pty"))
                .signed(new byte[32], publicKey(authority), data -> sign(signer, data))
                .line();
    }

    /** As it was asked for: the serial is the largest of 64 bits. */
    private SshCertificate certificate(String line, SshAlgorithm algorithm, Instant validTo) {
        SshRequest request = new SshRequest(
                "acme",
                null,
                List.of(),
                key,
                algorithm,
                Duration.ofHours(1),
                "why",
                null,
                "user:rita",
                new TreeSet<>(),
                NOON);
        return new SshCertificate(
                UUID.randomUUID(),
                request,
                List.of("deploy"),
                "rita/-/1",
                "18446744073709551615",
                UUID.randomUUID(),
                line,
                trusted.line() + " infrahub/ssh-ed25519",
                NOON,
                validTo,
                NOON,
                0);
    }

    private void refused(String line, String why) {
        assertThatThrownBy(() -> certificate(line, SshAlgorithm.ED25519, END).requireGenuine(END))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(why);
    }

    @Test
    void what_was_asked_is_accepted_and_nothing_else() {
        String good = line(Holder.USER, key, -1, "rita/-/1", "deploy", END);
        assertThatCode(() -> certificate(good, SshAlgorithm.ED25519, END).requireGenuine(END))
                .doesNotThrowAnyException();

        SshPublicKey other = publicKey(newPair());
        refused(line(Holder.USER, other, -1, "rita/-/1", "deploy", END), "is for another key");
        refused(line(Holder.HOST, key, -1, "rita/-/1", "deploy", END), "is of a host");
        refused(line(Holder.USER, key, 1, "rita/-/1", "deploy", END), "has another serial");
        refused(line(Holder.USER, key, -1, "adam/-/1", "deploy", END), "has another key id");
        refused(line(Holder.USER, key, -1, "rita/-/1", "root", END), "has other principals");
        refused(line(Holder.USER, key, -1, "rita/-/1", "deploy", END.plusSeconds(1)), "has another time");
        refused("ssh-ed25519-cert-v01@openssh.com AAAA", "is cut short");
    }

    @Test
    void it_is_good_for_no_longer_than_was_asked() {
        Instant later = END.plusSeconds(1);
        SshCertificate longer =
                certificate(line(Holder.USER, key, -1, "rita/-/1", "deploy", later), SshAlgorithm.ED25519, later);
        assertThatThrownBy(() -> longer.requireGenuine(END)).hasMessage("is good for longer than was asked");
    }

    @Test
    void it_is_signed_by_the_authority_that_was_asked() {
        String good = line(Holder.USER, key, -1, "rita/-/1", "deploy", END);
        assertThatThrownBy(() ->
                        certificate(good, SshAlgorithm.ML_DSA_44_ED25519, END).requireGenuine(END))
                .hasMessage("is signed with another algorithm");

        signer = newPair();
        refused(line(Holder.USER, key, -1, "rita/-/1", "deploy", END), "has a signature that does not verify");
        trusted = publicKey(signer);
        refused(good, "is of another authority");
    }
}
