package dev.infrahub.ssh;

import static org.assertj.core.api.Assertions.assertThat;

import dev.infrahub.ssh.SshCertificate.Holder;
import dev.infrahub.testkit.TestData;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.Base64;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Keys, certificates and a signature that OpenSSH 10.5 made for its own tests, by authorities of Ed25519. */
class OpensshVectorTests {

    private static String text(String file) {
        try {
            return Files.readString(TestData.folder("vectors/openssh").resolve(file))
                    .strip();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static SshPublicKey key(String file) {
        return SshPublicKey.of(text(file));
    }

    @ParameterizedTest
    @ValueSource(strings = {"ed25519_1.pub", "mldsa44_ed25519_1.pub", "mldsa44_ed25519_2.pub", "mldsa44-ed25519.pub"})
    void a_public_key_is_read_and_written_as_it_was(String file) {
        assertThat(key(file).line() + " " + text(file).split(" ", 3)[2]).isEqualTo(text(file));
    }

    @ParameterizedTest
    @CsvSource({
        "mldsa44_ed25519_1.pub, mldsa44_ed25519_1.fp",
        "mldsa44_ed25519_1.pub, mldsa44_ed25519_1-cert.fp",
        "mldsa44_ed25519_2.pub, mldsa44_ed25519_2.fp"
    })
    void a_public_key_has_the_fingerprint_that_openssh_prints(String key, String fingerprint) {
        assertThat(key(key).fingerprint()).isEqualTo(text(fingerprint));
        assertThat(SshPublicKey.fingerprint(text(key))).isEqualTo(text(fingerprint));
    }

    @ParameterizedTest
    @CsvSource({
        "ed25519_1, ssh-ed25519-cert-v01@openssh.com",
        "mldsa44_ed25519_1, ssh-mldsa44-ed25519-cert-v01@openssh.com"
    })
    void a_certificate_is_read_and_verifies(String name, String type) {
        SignedSshCertificate read = SignedSshCertificate.of(text(name + "-cert.pub"));

        SshCertificate certificate = read.certificate();
        assertThat(certificate.key().type().certificate()).isEqualTo(type);
        assertThat(certificate.key()).isEqualTo(key(name + ".pub"));
        assertThat(certificate.serial()).isEqualTo(8);
        assertThat(certificate.holder()).isEqualTo(Holder.HOST);
        assertThat(certificate.keyId()).isEqualTo("julius");
        assertThat(certificate.principals()).containsExactly("host1", "host2");
        assertThat(read.authority().type()).isEqualTo(SshKeyType.ED25519);
        assertThat(read.verifies()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"ed25519_1-cert.pub", "mldsa44_ed25519_1-cert.pub"})
    void what_is_made_here_is_a_certificate_of_openssh_byte_for_byte(String file) {
        SignedSshCertificate openssh = SignedSshCertificate.of(text(file));

        SignedSshCertificate ours = openssh.certificate()
                .signed(
                        openssh.nonce(),
                        openssh.authority(),
                        _ -> openssh.signature().bytes());

        assertThat(ours.line().split(" ", 3)[1]).isEqualTo(text(file).split(" ", 3)[1]);
    }

    @ParameterizedTest
    @ValueSource(strings = {"ed25519_1-cert.pub", "mldsa44_ed25519_1-cert.pub"})
    void a_certificate_with_any_byte_changed_is_refused(String file) {
        String[] words = text(file).split(" ", 3);
        everyChangeIsRefused(
                Base64.getDecoder().decode(words[1]),
                changed -> SignedSshCertificate.of(SshPublicKey.line(words[0], changed))
                        .verifies());
    }

    @Test
    void a_signature_of_the_composite_verifies_and_none_of_its_bytes_can_be_changed() {
        String body = text("mldsa44-ed25519.sig").replaceAll("-----[A-Z ]+-----|\\s", "");
        everyChangeIsRefused(Base64.getDecoder().decode(body), OpensshVectorTests::verifies);
    }

    /** PROTOCOL.sshsig, over the vector's {@code signed-data}. */
    private static boolean verifies(byte[] sshsig) {
        SshReader in = new SshReader(sshsig);
        byte[] magic = in.next(6);
        Required.require(in.uint32() == 1, "is of another version");
        SshPublicKey signer = SshPublicKey.ofBlob(in.string());
        byte[] namespace = in.string();
        byte[] reserved = in.string();
        String hash = in.text();
        Required.require(hash.equals("sha512"), "is over another hash");
        SshSignature signature = SshSignature.of(in.string());
        in.end();
        byte[] digest = Hash.of("SHA-512", text("signed-data").getBytes(StandardCharsets.UTF_8));
        byte[] signed = SshWriter.written(out ->
                out.raw(magic).string(namespace).string(reserved).string(hash).string(digest));
        return signer.equals(key("mldsa44-ed25519.pub"))
                && !signature.verifies(signer, digest)
                && signature.verifies(signer, signed);
    }

    private static void everyChangeIsRefused(byte[] blob, Predicate<byte[]> accepted) {
        assertThat(accepted.test(blob)).isTrue();
        for (int i = 0; i < blob.length; i++) {
            byte[] changed = blob.clone();
            changed[i] ^= (byte) (1 << i % Byte.SIZE);
            assertThat(isAccepted(changed, accepted)).as("byte " + i).isFalse();
        }
    }

    private static boolean isAccepted(byte[] blob, Predicate<byte[]> accepted) {
        try {
            return accepted.test(blob);
        } catch (IllegalArgumentException refused) {
            return false;
        }
    }
}
