package dev.infrahub.quantumapilocal.domain;

import static org.assertj.core.api.Assertions.assertThat;

import dev.infrahub.ssh.SshAlgorithm;
import dev.infrahub.ssh.SshReader;
import dev.infrahub.ssh.SshSignature;
import dev.infrahub.ssh.SshWriter;
import dev.infrahub.testkit.TestData;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;

/** Private keys of the composite that OpenSSH 10.5 made for its own tests, and what it made with them. */
class OpensshSeedsTests {

    /** The seeds in OpenSSH's regress/unittests/sshkey/testdata/mldsa44_ed25519_1, a key that protects nothing. */
    private static final String SEEDS_OF_1 = "32d7536d982e08f12eb6377c1a33ba89e0dfe5c30736efa3bc24d4e701d55f97"
            + "478a6446bdc6320fdc78b4b15ef1d7a9fb4ea3a5f3e4dc231688724fc17b2930";

    /** Those in its regress/unittests/sshsig/testdata/mldsa44-ed25519. */
    private static final String SEEDS_OF_SIGNER = "ad8113e089b90a6131148a723e4e94b66a2bbb6c745892f9ffd81a874f6cddd5"
            + "fe7b3cc3c312f2613af995864eeb65605e5ba9445179954a4f0f9713fd192144";

    private static final SshAlgorithm COMPOSITE = SshAlgorithm.ML_DSA_44_ED25519;
    private static final int ML_DSA_SIGNATURE = 2420;

    private static String text(String file) throws IOException {
        return Files.readString(TestData.folder("vectors/openssh").resolve(file))
                .strip();
    }

    @Test
    void the_seeds_of_a_private_key_give_its_public_key() throws IOException {
        byte[] publicKey = MlDsa44Ed25519.publicKey(HexFormat.of().parseHex(SEEDS_OF_1));
        assertThat(COMPOSITE.publicKey(publicKey).line() + " MLDSA44-ED25519 test key #1")
                .isEqualTo(text("mldsa44_ed25519_1.pub"));
    }

    /** The half of ML-DSA is hedged, so no two are the same. The file is PROTOCOL.sshsig's. */
    @Test
    void signing_the_same_again_gives_the_same_half_of_ed25519() throws IOException, GeneralSecurityException {
        String body = text("mldsa44-ed25519.sig").replaceAll("-----[A-Z ]+-----|\\s", "");
        SshReader in = new SshReader(Base64.getDecoder().decode(body));
        byte[] magic = in.next(6);
        in.uint32(); // version
        in.string(); // public key
        byte[] namespace = in.string();
        byte[] reserved = in.string();
        byte[] hash = in.string();
        SshReader signature = in.nested();
        signature.string(); // algorithm
        byte[] openssh = signature.string();
        byte[] digest =
                MessageDigest.getInstance("SHA-512").digest(text("signed-data").getBytes(StandardCharsets.UTF_8));
        byte[] signed = SshWriter.written(out ->
                out.raw(magic).string(namespace).string(reserved).string(hash).string(digest));
        byte[] seeds = HexFormat.of().parseHex(SEEDS_OF_SIGNER);

        byte[] ours = MlDsa44Ed25519.sign(seeds, signed, new Signatures(new SecureRandom()));

        assertThat(ours).hasSameSizeAs(openssh);
        assertThat(Arrays.copyOfRange(ours, ML_DSA_SIGNATURE, ours.length))
                .isEqualTo(Arrays.copyOfRange(openssh, ML_DSA_SIGNATURE, ours.length));
        assertThat(new SshSignature(COMPOSITE.text(), ours)
                        .verifies(COMPOSITE.publicKey(MlDsa44Ed25519.publicKey(seeds)), signed))
                .isTrue();
    }
}
