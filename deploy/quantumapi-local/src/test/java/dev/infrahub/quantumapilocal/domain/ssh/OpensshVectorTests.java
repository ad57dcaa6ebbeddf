package dev.infrahub.quantumapilocal.domain.ssh;

import static org.assertj.core.api.Assertions.assertThat;

import dev.infrahub.quantumapilocal.domain.MlDsa44Ed25519;
import dev.infrahub.quantumapilocal.domain.Rejected;
import dev.infrahub.quantumapilocal.domain.Signatures;
import dev.infrahub.testing.TestData;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Keys, certificates and a signature that OpenSSH 10.5 made for its own tests. */
class OpensshVectorTests {

    /** The seeds in OpenSSH's regress/unittests/sshkey/testdata/mldsa44_ed25519_1, a key that protects nothing. */
    private static final String SEEDS_OF_1 = "32d7536d982e08f12eb6377c1a33ba89e0dfe5c30736efa3bc24d4e701d55f97"
            + "478a6446bdc6320fdc78b4b15ef1d7a9fb4ea3a5f3e4dc231688724fc17b2930";

    /** Those in its regress/unittests/sshsig/testdata/mldsa44-ed25519. */
    private static final String SEEDS_OF_SIGNER = "ad8113e089b90a6131148a723e4e94b66a2bbb6c745892f9ffd81a874f6cddd5"
            + "fe7b3cc3c312f2613af995864eeb65605e5ba9445179954a4f0f9713fd192144";

    private static final int ML_DSA_SIGNATURE = 2420;

    private static String text(String file) {
        Path path = TestData.folder("vectors").resolve("openssh").resolve(file);
        try {
            return Files.readString(path).strip();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static byte[] certificate(String file) {
        return ReadCertificate.blob(text(file));
    }

    @ParameterizedTest
    @ValueSource(strings = {"ed25519_1.pub", "mldsa44_ed25519_1.pub", "mldsa44_ed25519_2.pub", "mldsa44-ed25519.pub"})
    void a_public_key_is_read_and_written_as_it_was(String file) {
        SshPublicKey key = SshPublicKey.ofLine(text(file));
        assertThat(key.line(text(file).split(" ", 3)[2])).isEqualTo(text(file));
    }

    @ParameterizedTest
    @CsvSource({
        "mldsa44_ed25519_1.pub, mldsa44_ed25519_1.fp",
        "mldsa44_ed25519_1.pub, mldsa44_ed25519_1-cert.fp",
        "mldsa44_ed25519_2.pub, mldsa44_ed25519_2.fp"
    })
    void a_public_key_has_the_fingerprint_that_openssh_prints(String key, String fingerprint) {
        assertThat(SshPublicKey.ofLine(text(key)).fingerprint()).isEqualTo(text(fingerprint));
    }

    @Test
    void the_seeds_of_a_private_key_give_its_public_key() {
        byte[] publicKey = MlDsa44Ed25519.publicKey(HexFormat.of().parseHex(SEEDS_OF_1));
        assertThat(SshAlgorithm.MLDSA44_ED25519.publicKey(publicKey).line("MLDSA44-ED25519 test key #1"))
                .isEqualTo(text("mldsa44_ed25519_1.pub"));
    }

    @ParameterizedTest
    @CsvSource({
        "ed25519_1-cert.pub, ed25519_1.pub, ssh-ed25519-cert-v01@openssh.com",
        "mldsa44_ed25519_1-cert.pub, mldsa44_ed25519_1.pub, ssh-mldsa44-ed25519-cert-v01@openssh.com"
    })
    void a_certificate_is_read_and_verifies(String file, String key, String type) {
        ReadCertificate read = ReadCertificate.of(certificate(file));
        assertThat(read.type()).isEqualTo(type);
        assertThat(read.key()).isEqualTo(SshPublicKey.ofLine(text(key)).fields());
        assertThat(read.identity()).isEqualTo("julius");
        assertThat(read.principals()).containsExactly("host1", "host2");
        assertThat(read.verifies()).isTrue();
    }

    /** Both are of hosts, and what is issued here is for users: that is the one byte that is set. */
    @ParameterizedTest
    @CsvSource({"ed25519_1-cert.pub, ed25519_1.pub", "mldsa44_ed25519_1-cert.pub, mldsa44_ed25519_1.pub"})
    void what_is_issued_here_is_a_certificate_of_openssh_byte_for_byte(String file, String key) {
        byte[] openssh = certificate(file);
        ReadCertificate read = ReadCertificate.of(openssh);
        SshCertificate same = new SshCertificate(
                SshPublicKey.ofLine(text(key)),
                read.serial(),
                read.identity(),
                read.principals(),
                Instant.ofEpochSecond(read.validAfter()),
                Instant.ofEpochSecond(read.validBefore()),
                new TreeMap<>(read.criticalOptions()),
                read.extensions());
        SshBytes authority = new SshBytes(read.authority());
        SshPublicKey signer = SshAlgorithm.of(authority.text()).orElseThrow().publicKey(authority.string());

        byte[] ours = same.signed(read.nonce(), signer, _ -> read.signature().bytes());

        assertThat(read.kind()).isEqualTo(ReadCertificate.HOST);
        int kind = Integer.BYTES
                + read.type().length()
                + Integer.BYTES
                + read.nonce().length
                + read.key().length
                + Long.BYTES
                + Integer.BYTES
                - 1;
        assertThat(ours[kind]).isEqualTo((byte) ReadCertificate.USER);
        ours[kind] = ReadCertificate.HOST;
        assertThat(ours).isEqualTo(openssh);
    }

    @ParameterizedTest
    @ValueSource(strings = {"ed25519_1-cert.pub", "mldsa44_ed25519_1-cert.pub"})
    void a_certificate_with_any_byte_changed_is_refused(String file) {
        everyChangeIsRefused(
                certificate(file), changed -> ReadCertificate.of(changed).verifies());
    }

    @Test
    void a_signature_of_the_composite_verifies() {
        assertThat(sshsigVerifies(sshsig())).isTrue();
    }

    @Test
    void a_signature_of_the_composite_with_any_byte_changed_is_refused() {
        everyChangeIsRefused(sshsig(), OpensshVectorTests::sshsigVerifies);
    }

    /** The half of ML-DSA is hedged, so no two are the same. */
    @Test
    void signing_the_same_again_gives_the_same_half_of_ed25519() {
        Sshsig openssh = Sshsig.of(sshsig());

        byte[] ours = MlDsa44Ed25519.sign(
                HexFormat.of().parseHex(SEEDS_OF_SIGNER), openssh.signed(), new Signatures(new SecureRandom()));

        assertThat(ours).hasSameSizeAs(openssh.signature().bytes());
        assertThat(Arrays.copyOfRange(ours, ML_DSA_SIGNATURE, ours.length))
                .isEqualTo(Arrays.copyOfRange(openssh.signature().bytes(), ML_DSA_SIGNATURE, ours.length));
        assertThat(new ReadSignature(openssh.signature().algorithm(), ours)
                        .verifies(openssh.publicKey(), openssh.signed()))
                .isTrue();
    }

    private static byte[] sshsig() {
        String body = text("mldsa44-ed25519.sig").replaceAll("-----[A-Z ]+-----|\\s", "");
        return Base64.getDecoder().decode(body);
    }

    private static boolean sshsigVerifies(byte[] blob) {
        Sshsig read = Sshsig.of(blob);
        return Arrays.equals(
                        read.publicKey(),
                        SshPublicKey.ofLine(text("mldsa44-ed25519.pub")).blob())
                && read.signature().verifies(read.publicKey(), read.signed());
    }

    /** PROTOCOL.sshsig, over the vector's {@code signed-data}. */
    private record Sshsig(byte[] publicKey, byte[] signed, ReadSignature signature) {

        private static final byte[] MAGIC = "SSHSIG".getBytes(StandardCharsets.US_ASCII);

        static Sshsig of(byte[] blob) {
            SshBytes in = new SshBytes(blob);
            SshBytes.check(Arrays.equals(in.next(MAGIC.length), MAGIC), "a signature of ssh-keygen");
            SshBytes.check(in.uint32() == 1, "version 1");
            byte[] publicKey = in.string();
            byte[] namespace = in.string();
            byte[] reserved = in.string();
            String hash = in.text();
            ReadSignature signature = ReadSignature.of(in.string());
            in.end();
            byte[] signed = SshWriter.written(out -> out.raw(MAGIC)
                    .string(namespace)
                    .string(reserved)
                    .string(hash)
                    .string(hash(hash)));
            return new Sshsig(publicKey, signed, signature);
        }

        private static byte[] hash(String name) {
            try {
                SshBytes.check(name.equals("sha512"), "SHA-512");
                return MessageDigest.getInstance("SHA-512")
                        .digest(text("signed-data").getBytes(StandardCharsets.UTF_8));
            } catch (NoSuchAlgorithmException e) {
                throw new IllegalStateException(e);
            }
        }
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
        } catch (IllegalArgumentException | Rejected refused) {
            return false;
        }
    }
}
